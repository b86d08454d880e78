// Identities of Cilium: a pod's labels, its namespace and ServiceAccount, and whether a selector means it.
import { and } from './raw.ts';
import type { Maybe, RawObject, RawSelector } from './raw.ts';
import { namespaceLabels, selects } from './selectors.ts';
import type { Labels } from './selectors.ts';

export interface CiliumIdentity {
  readonly labels: Record<string, string>;
  readonly namespace: string;
  readonly namespaceLabels: Labels;
  readonly account: string;
}

export function identityOf(pod: RawObject, objects: RawObject[]): CiliumIdentity {
  const namespace = pod.metadata.namespace ?? '';
  const account = pod.spec?.serviceAccountName ?? 'default';
  return {
    labels: pod.metadata.labels ?? {},
    namespace,
    namespaceLabels: namespaceLabels(objects, namespace),
    account,
  };
}

const NAMESPACE = 'io.kubernetes.pod.namespace';
const OF_NAMESPACE = 'io.cilium.k8s.namespace.labels.';

/** Labels that Cilium leaves out of identities, unless it is told otherwise; only the ones that tests use. */
const LEFT_OUT = ['pod-template-hash', 'controller-revision-hash', 'kubernetes.io/', 'k8s.io/'];

interface Role {
  /** Of the policy; empty for a clusterwide one. */
  readonly namespace: string;
  readonly isSubject: boolean;
}

/** Without an identity the end is a node, or outside: it has none of these labels. */
export function selectsIdentity(selector: RawSelector, identity: CiliumIdentity | undefined, role: Role): Maybe {
  const labels = Object.entries(selector.matchLabels ?? {})
    .filter(([key]) => !(role.isSubject && role.namespace !== '' && key === `k8s:${NAMESPACE}`))
    .map(([key, value]) => ({ key, operator: 'In', values: [value] as string[] | null }));
  const all = [...labels, ...(selector.matchExpressions ?? []).map((one) => ({ ...one, values: one.values ?? null }))];
  const truths = all.map((one) => holds(one, identity));
  if (role.isSubject) return and(truths);
  const keys = all.map(({ key }) => key);
  const saysNamespace = keys.some((key) => key.slice(key.indexOf(':') + 1) === NAMESPACE);
  if (saysNamespace || keys.some((key) => key.startsWith('reserved:'))) return and(truths);
  return and([...truths, identity !== undefined && (role.namespace === '' || identity.namespace === role.namespace)]);
}

type Expression = NonNullable<RawSelector['matchExpressions']>[number];

function holds(expression: Expression, identity: CiliumIdentity | undefined): Maybe {
  const { key } = expression;
  const source = key.includes(':') ? key.slice(0, key.indexOf(':')) : '';
  const bare = key.slice(key.indexOf(':') + 1);
  if (source === 'reserved' || source === 'cidr' || bare === 'io.cilium.k8s.policy.cluster') return 'maybe';
  const ask = (labels: Labels, name: string): Maybe =>
    selects({ matchExpressions: [{ ...expression, key: name }] }, labels);
  const nothing: Labels = { known: {}, isComplete: true };
  if (!['', 'k8s', 'any'].includes(source)) return ask(nothing, 'x');
  if (identity === undefined) return ask(nothing, 'x');
  if (bare === NAMESPACE) return ask({ known: { n: identity.namespace }, isComplete: true }, 'n');
  if (bare === 'io.cilium.k8s.policy.serviceaccount')
    return ask({ known: { a: identity.account }, isComplete: true }, 'a');
  if (bare.startsWith(OF_NAMESPACE)) return ask(identity.namespaceLabels, bare.slice(OF_NAMESPACE.length));
  const given = ask({ known: identity.labels, isComplete: true }, bare);
  if (!LEFT_OUT.some((start) => bare.startsWith(start))) return given;
  return given === ask(nothing, 'x') ? given : 'maybe';
}
