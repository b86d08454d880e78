// H2: change or question what others write, by an admission policy.
import type { CustomFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { Ask, JoinRule, StepContext, Technique } from '../graph/rule-types.ts';
import { accountManifest, APP_TO_DB, clusterRoleManifest, roleManifest, secretManifest } from './example-manifests.ts';

const GROUP = 'admissionregistration.k8s.io';
const POLICY_NAME = '/spec/policyName';
const QUOTES = { type: 'join', gains: { kind: 'secret' }, certainty: 'conditional', since: '1.30' } as const;
const ADDS = { type: 'join', gains: { kind: 'everyPodOf' }, certainty: 'conditional', since: '1.36' } as const;
const write = (resource: string): Ask => ({
  verbs: ['create', 'update', 'patch'],
  group: GROUP,
  resource,
  names: 'byVerb',
  clusterScoped: true,
});

/** Policies that a binding in the input puts to work: to change one of them needs no right on bindings. */
interface BoundPolicy {
  readonly type: 'validating' | 'mutating';
  readonly name: string;
  readonly binding: CustomFact;
}

const BINDINGS: ReadonlyMap<string, BoundPolicy['type']> = new Map([
  ['ValidatingAdmissionPolicyBinding', 'validating'],
  ['MutatingAdmissionPolicyBinding', 'mutating'],
]);

function boundPolicies(facts: Facts): BoundPolicy[] {
  const bound = new Map<string, BoundPolicy>();
  for (const binding of facts.customs) {
    const type = binding.group === GROUP ? BINDINGS.get(binding.objectKind) : undefined;
    const name = binding.fields.get(POLICY_NAME) ?? '';
    if (type !== undefined && name !== '') bound.set(askOf({ type, name }), { type, name, binding });
  }
  return [...bound.values()];
}

const askOf = ({ type, name }: Pick<BoundPolicy, 'type' | 'name'>): string => `change ${type} ${name}`;

function changeAsk({ type, name }: BoundPolicy): Ask {
  return {
    verbs: ['update', 'patch'],
    group: GROUP,
    resource: `${type}admissionpolicies`,
    names: 'carried',
    accepts: [name],
    clusterScoped: true,
  };
}

/** The Secrets that are updated are those whose content is told. */
const UPDATE = { can: 'update', same: true } as const;

function ruleOf(policy: BoundPolicy): JoinRule {
  return policy.type === 'validating'
    ? { ...QUOTES, holds: [{ can: askOf(policy) }, UPDATE] }
    : { ...ADDS, holds: [{ can: askOf(policy) }] };
}

function explain({ rule, from, to, facts }: StepContext): ReturnType<Technique['explain']> {
  if (rule.type !== 'join') return { because: '', conditions: [] };
  const asks = rule.holds.map((premise) => ('can' in premise ? premise.can : ''));
  const policy = boundPolicies(facts).find((bound) => asks.includes(askOf(bound)));
  const evidence = policy === undefined ? [] : [{ object: policy.binding, pointer: POLICY_NAME }];
  const does = policy === undefined ? 'write a' : 'change a bound';
  const bound =
    policy === undefined
      ? []
      : [
          {
            text: `what ${objectId(policy.binding)} limits the policy to takes in what it needs`,
            settledBy: objectId(policy.binding),
          },
        ];
  if (rule.gains.kind === 'everyPodOf')
    return {
      because: `${from} may ${does} mutating policy that gives each new pod a container of its own, which uses ${to}`,
      conditions: [
        ...bound,
        {
          text: 'a pod is created there after that, and what is added to it passes Pod Security admission',
          settledBy: 'the next pod of the namespace',
        },
      ],
      evidence,
    };
  return {
    because: `${from} may ${does} validating policy whose message quotes what stands in ${to}, and have its own update refused with it`,
    conditions: [
      ...bound,
      { text: 'no other admission refuses the update first', settledBy: 'kubectl replace --dry-run=server' },
    ],
    evidence,
  };
}

const db = secretManifest();
const boss = accountManifest('boss');
const on = (resources: string, verbs = 'create', names?: string): string =>
  `{ apiGroups: [${GROUP}], resources: [${resources}], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: [${names}]`} }`;
const changes = (resources: string, names: string): string =>
  clusterRoleManifest({ name: 'policies', rules: [on(resources, 'update, patch', names)] });
const binding = (kind: string): string => `
apiVersion: ${GROUP}/v1
kind: ${kind}AdmissionPolicyBinding
metadata: { name: guard }
spec: { policyName: guard }
---`;
const validating = clusterRoleManifest({
  name: 'policies',
  rules: [on('validatingadmissionpolicies, validatingadmissionpolicybindings')],
});
const mutating = clusterRoleManifest({
  name: 'policies',
  rules: [on('mutatingadmissionpolicies, mutatingadmissionpolicybindings')],
});
const updates = roleManifest({
  rules: ['{ apiGroups: [""], resources: [secrets], verbs: [update], resourceNames: [db] }'],
});
const APP_TO_BOSS = {
  from: 'serviceaccount:shop/app',
  to: 'serviceaccount:shop/boss',
  kubernetesVersion: '1.36',
} as const;

export const h2: Technique = {
  id: 'H2',
  title: 'Change or question what others write, by an admission policy',
  why: 'Policies see each object that is written, and what stood there before. A validating policy’s messageExpression goes back to whoever makes the request, so with update on a Secret its author is told the old content (update alone answers only with what was sent). A mutating policy, since 1.36, adds containers and volumes to every new pod. Update and patch may be granted by name; a policy that a binding puts to work already needs no right on bindings. Messages to others and audit annotations give its author nothing by themselves; a policy’s parameters need the right to read them.',
  fix: 'Let only the cluster’s administrators write admission policies and their bindings.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/#validation-expression',
    'https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/',
  ],
  asks: {
    validating: write('validatingadmissionpolicies'),
    validatingBinding: write('validatingadmissionpolicybindings'),
    update: { verbs: ['update'], group: '', resource: 'secrets', names: 'carried', query: 'dryRun=All' },
    mutating: write('mutatingadmissionpolicies'),
    mutatingBinding: write('mutatingadmissionpolicybindings'),
  },
  rules: [
    { ...QUOTES, holds: [{ can: 'validating' }, { can: 'validatingBinding' }, UPDATE] },
    { ...ADDS, holds: [{ can: 'mutating' }, { can: 'mutatingBinding' }] },
  ],
  fromInput(facts) {
    const bound = boundPolicies(facts);
    return {
      asks: Object.fromEntries(bound.map((policy) => [askOf(policy), changeAsk(policy)])),
      rules: bound.map(ruleOf),
    };
  },
  explain,
  examples: {
    exposed: [
      {
        name: 'a validating policy, and update of one Secret',
        manifests: db + validating + updates,
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      { name: 'a mutating policy', manifests: boss + mutating, ...APP_TO_BOSS, certainty: 'conditional' },
      {
        name: 'a policy and its binding by name',
        manifests:
          db + changes('validatingadmissionpolicies, validatingadmissionpolicybindings', 'guard, other') + updates,
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'a policy that is bound already, by name',
        manifests: db + binding('Validating') + changes('validatingadmissionpolicies', 'guard') + updates,
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'a mutating policy that is bound already',
        manifests: boss + binding('Mutating') + changes('mutatingadmissionpolicies', 'guard'),
        ...APP_TO_BOSS,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'a name on create, whose requests carry none',
        manifests:
          db +
          clusterRoleManifest({
            rules: [on('validatingadmissionpolicies, validatingadmissionpolicybindings', 'create', 'guard')],
          }) +
          updates,
        ...APP_TO_DB,
      },
      {
        name: 'another policy than the bound one',
        manifests: db + binding('Validating') + changes('validatingadmissionpolicies', 'other') + updates,
        ...APP_TO_DB,
      },
      {
        name: 'a policy that is bound, by another kind of binding',
        manifests: boss + binding('Validating') + changes('mutatingadmissionpolicies', 'guard'),
        ...APP_TO_BOSS,
      },
      { name: 'update alone', manifests: db + updates, ...APP_TO_DB },
      {
        name: 'a policy that is not bound',
        manifests: db + updates + clusterRoleManifest({ name: 'policies', rules: [on('validatingadmissionpolicies')] }),
        ...APP_TO_DB,
      },
      { name: 'a policy without update', manifests: db + validating, ...APP_TO_DB },
      {
        name: 'a version without mutating policies',
        manifests: boss + mutating,
        ...APP_TO_BOSS,
        kubernetesVersion: '1.33',
      },
      {
        name: 'policies are only read',
        manifests:
          boss +
          clusterRoleManifest({
            rules: [on('mutatingadmissionpolicies, mutatingadmissionpolicybindings', 'get, list, watch')],
          }),
        ...APP_TO_BOSS,
      },
    ],
  },
};
