// NetworkPolicies that let in whoever has a label, and who may give it: to a namespace, or to a pod in another namespace.
import { createAuthorizer } from '../access/authorizer.ts';
import { isBootstrapBinding, withBootstrapPolicy } from '../access/bootstrap/bootstrap.ts';
import { ruleMatchesResource } from '../access/rule.ts';
import type { ResourceQuestion } from '../access/rule.ts';
import { positionOfSubject } from '../access/user.ts';
import type { Facts } from '../facts/facts.ts';
import { isolates } from '../facts/network.ts';
import type { NetworkPolicyFact, PolicyPeer } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import type { LabelSelector } from '../facts/object.ts';
import { NAMESPACE_NAME, selects } from '../reach/label-truth.ts';
import { labelsOfNamespace } from '../reach/namespace-labels.ts';
import { YES } from '../reach/truth.ts';
import type { Check, Failure } from './check.ts';
import { documents } from './example-manifests.ts';
import { jsonPatch } from './patch.ts';

/** Named in one message; more are counted. */
const SHOWN = 3;
const LABELS: readonly ResourceQuestion[] = ['patch', 'update'].map((verb) => ({
  verb,
  group: '',
  resource: 'namespaces',
}));
const PODS: readonly ResourceQuestion[] = ['create', 'patch', 'update'].map((verb) => ({
  verb,
  group: '',
  resource: 'pods',
}));

/** Who holds a right by a binding that Kubernetes does not ship, with the scope (empty for everywhere). */
interface Holder {
  readonly id: string;
  readonly scope: string;
}

/** Whoever may do everything needs no label. */
function holdersOf(facts: Facts, questions: readonly ResourceQuestion[]): Holder[] {
  const { roles } = createAuthorizer(withBootstrapPolicy(facts, facts.kubernetesVersion));
  return facts.bindings.flatMap((binding) => {
    if (isBootstrapBinding(binding)) return [];
    const role = roles.find(binding.roleKind, binding.namespace, binding.roleName);
    const holds = (role === undefined ? [] : roles.rulesOf(role)).some(
      ({ rule }) => !rule.resources.includes('*') && questions.some((question) => ruleMatchesResource(rule, question)),
    );
    if (!holds) return [];
    return binding.subjects.map((subject) => ({ id: positionOfSubject(subject), scope: binding.namespace }));
  });
}

const keysOf = ({ matchLabels, matchExpressions }: LabelSelector): string[] => [
  ...matchLabels.keys(),
  ...matchExpressions.map(({ key }) => key),
];

function named(holders: readonly Holder[]): string {
  const ids = [...new Set(holders.map(({ id }) => id))].toSorted();
  const more = ids.length > SHOWN ? ` and ${ids.length - SHOWN} more` : '';
  return `${ids.slice(0, SHOWN).join(', ')}${more}`;
}

class Spoofers {
  readonly #facts: Facts;
  #labelling: readonly Holder[] | undefined;
  #making: readonly Holder[] | undefined;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  *of(policy: NetworkPolicyFact, peer: PolicyPeer): Generator<Failure> {
    const { namespaceSelector, podSelector } = peer;
    if (namespaceSelector === undefined) return;
    const selected = this.#selected(namespaceSelector);
    if (keysOf(namespaceSelector).length > 0 && !keysOf(namespaceSelector).includes(NAMESPACE_NAME)) {
      this.#labelling ??= holdersOf(this.#facts, LABELS);
      const holders = this.#labelling.filter(({ scope }) => scope === '' || !selected.includes(scope));
      if (holders.length > 0) yield labelled(policy, peer, holders, selected);
    }
    if (podSelector === undefined || keysOf(podSelector).length === 0) return;
    this.#making ??= holdersOf(this.#facts, PODS);
    const others = selected.filter((name) => name !== policy.namespace);
    const makers = this.#making.filter(({ scope }) => scope !== '' && others.includes(scope));
    if (makers.length > 0) yield made(policy, peer, makers);
  }

  /** Namespaces of the input that the selector surely selects. */
  #selected(selector: LabelSelector): string[] {
    return this.#facts.namespaces
      .map(({ name }) => name)
      .filter((name) => selects(selector, labelsOfNamespace(this.#facts, name)) === YES);
  }
}

function labelled(
  policy: NetworkPolicyFact,
  { pointer }: PolicyPeer,
  holders: readonly Holder[],
  selected: readonly string[],
): Failure {
  const path = `${pointer}/namespaceSelector`;
  const value = { matchExpressions: [{ key: NAMESPACE_NAME, operator: 'In', values: selected }] };
  return {
    result: 'fail',
    object: policy,
    pointer: path,
    message: `Namespaces are let in by a label that ${named(holders)} may give to a namespace, and then every pod of it is let in that the rule names.`,
    fix: {
      summary: `Select namespaces by ${NAMESPACE_NAME}, which the API server itself sets.`,
      ...(selected.length > 0 && jsonPatch(policy, [{ op: 'replace', path, value }])),
    },
  };
}

function made(policy: NetworkPolicyFact, { pointer }: PolicyPeer, makers: readonly Holder[]): Failure {
  const places = [...new Set(makers.map(({ scope }) => scope))].toSorted();
  return {
    result: 'fail',
    object: policy,
    pointer: `${pointer}/podSelector`,
    severity: 'info',
    message: `Pods of ${places.slice(0, SHOWN).join(', ')} are let in by a label that ${named(makers)} may give to a pod there: the namespace is the boundary, the label is none.`,
    fix: { summary: `Let in only namespaces whose pods are made by those whom ${objectId(policy)} is to let in.` },
  };
}

const namespace = (name: string, labels = ''): string => `apiVersion: v1
kind: Namespace
metadata: {name: ${name}, labels: {kubernetes.io/metadata.name: ${name}${labels}}}
---
`;
const policy = (from: string): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: data}
spec:
  podSelector: {}
  ingress: [{from: [{${from}}]}]
`;
const grant = (kind: string, rule: string, space = ''): string =>
  documents(
    `apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: {name: team${space}}
rules: [{apiGroups: [''], ${rule}}]
`,
    `apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}Binding
metadata: {name: team${space}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ${kind}, name: team}
subjects: [{kind: Group, name: team, apiGroup: rbac.authorization.k8s.io}]
---
`,
  );
const TRUSTED = 'namespaceSelector: {matchLabels: {zone: inner}}';
const BY_NAME = 'namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: shop}}';
const spaces = namespace('data') + namespace('shop', ', zone: inner') + namespace('lab');
const LABELS_SPACES = grant('ClusterRole', 'resources: [namespaces], verbs: [patch]');
const MAKES_PODS = grant('Role', 'resources: [pods], verbs: [create]', ', namespace: shop');

export const networkPolicySpoofableLabel: Check = {
  id: 'network-policy-spoofable-label',
  title: 'A NetworkPolicy lets in whoever can give a label',
  why: 'Selectors look at labels alone. Whoever may change a Namespace gives it the label that a namespaceSelector asks for; whoever may make or change pods in a selected namespace gives them any. Only kubernetes.io/metadata.name is set by the API server and cannot be taken.',
  severity: 'medium',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening', 'Authentication and authorization'],
    stride: ['spoofing', 'elevation of privilege'],
    owasp: ['K07', 'K03'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-namespace-by-its-name',
    'https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name',
  ],
  *find(facts) {
    const spoofers = new Spoofers(facts);
    for (const each of facts.networkPolicies)
      if (isolates(each, 'ingress'))
        for (const { peers } of each.ingress) for (const peer of peers) yield* spoofers.of(each, peer);
  },
  examples: {
    exposed: [
      { name: 'who may label namespaces', manifests: spaces + LABELS_SPACES + policy(TRUSTED) },
      {
        name: 'who may label one other namespace',
        manifests:
          spaces + grant('Role', 'resources: [namespaces], verbs: [update]', ', namespace: lab') + policy(TRUSTED),
      },
      {
        name: 'who may make pods there',
        manifests: spaces + MAKES_PODS + policy(`${BY_NAME}, podSelector: {matchLabels: {app: web}}`),
      },
    ],
    safe: [
      { name: 'by the name of the namespace', manifests: spaces + LABELS_SPACES + policy(BY_NAME) },
      {
        name: 'namespaces are only read',
        manifests: spaces + grant('ClusterRole', 'resources: [namespaces], verbs: [get]') + policy(TRUSTED),
      },
      {
        name: 'every pod of a namespace by its name',
        manifests: spaces + MAKES_PODS + policy(BY_NAME),
      },
      {
        name: 'pods of another namespace',
        manifests:
          spaces +
          grant('Role', 'resources: [pods], verbs: [create]', ', namespace: lab') +
          policy(`${BY_NAME}, podSelector: {matchLabels: {app: web}}`),
      },
    ],
  },
};
