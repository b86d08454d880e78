// What Calico's selectors are asked of: pods and sets of networks, with the labels that Calico gives them itself.
import { evaluate } from './calico-selector.ts';
import type { Lookup } from './calico-selector.ts';
import { and } from './raw.ts';
import type { Maybe, RawObject } from './raw.ts';
import type { RawCalicoEntity, RawCalicoSpec } from './raw-calico.ts';
import { namespaceLabels } from './selectors.ts';

const UNKNOWN = { unknown: true } as const;
type Value = ReturnType<Lookup>;

function ofNamespace(objects: RawObject[], namespace: string, key: string): Value {
  if (key === 'projectcalico.org/name' || key === 'kubernetes.io/metadata.name') return namespace;
  const { known, isComplete } = namespaceLabels(objects, namespace);
  if (Object.hasOwn(known, key)) return known[key];
  return isComplete ? undefined : UNKNOWN;
}

const accountOf = ({ spec }: RawObject): string => spec?.serviceAccountName ?? 'default';

function ofAccount(pod: RawObject, key: string): Value {
  return key === 'projectcalico.org/name' ? accountOf(pod) : UNKNOWN;
}

/** Labels of a pod, or of a set. */
function ownLabel(resource: RawObject, objects: RawObject[], key: string): Value {
  const { namespace, labels } = resource.metadata;
  const isPod = resource.kind === 'Pod';
  if (key === 'projectcalico.org/namespace') return namespace;
  if (isPod && key === 'projectcalico.org/serviceaccount') return accountOf(resource);
  if (isPod && key === 'projectcalico.org/orchestrator') return 'k8s';
  const own = labels && Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (!isPod && /^projectcalico\.org\/(?:name|kind)$/.test(key)) return own ?? UNKNOWN;
  if (own !== undefined) return own;
  if (key.startsWith('pcns.') && namespace !== undefined) return ofNamespace(objects, namespace, key.slice(5));
  return isPod && key.startsWith('pcsa.') ? ofAccount(resource, key.slice(5)) : undefined;
}

const hasNamespace = ({ metadata }: RawObject): boolean => metadata.namespace !== undefined;

/** A selector that is none selects nothing. */
function safely(evaluated: () => Maybe): Maybe {
  try {
    return evaluated();
  } catch {
    return false;
  }
}

export function selectorHolds(text: string, resource: RawObject, objects: RawObject[]): Maybe {
  const words = { all: true, global: !hasNamespace(resource) };
  return safely(() => evaluate(text, (key) => ownLabel(resource, objects, key), words));
}

/** Labels of namespaces that endpoints have with `pcns.` before them: what has no namespace has none. */
function namespaceSelectorHolds(text: string, resource: RawObject, objects: RawObject[]): Maybe {
  const words = { all: hasNamespace(resource), global: !hasNamespace(resource) };
  return safely(() => evaluate(text, (key) => ownLabel(resource, objects, `pcns.${key}`), words));
}

function accountSelectorHolds(text: string, resource: RawObject, objects: RawObject[], all: Maybe): Maybe {
  const words = { all, global: !hasNamespace(resource) };
  return safely(() => evaluate(text, (key) => ownLabel(resource, objects, `pcsa.${key}`), words));
}

/** Whether a policy is about the pod. */
export function policySelects(policy: RawObject, spec: RawCalicoSpec, pod: RawObject, objects: RawObject[]): Maybe {
  const { namespace } = policy.metadata;
  const { namespaceSelector: ofNamespaces = '', serviceAccountSelector: ofAccounts = '' } = spec;
  return and([
    namespace === undefined || pod.metadata.namespace === namespace,
    namespace !== undefined || ofNamespaces === '' || namespaceSelectorHolds(ofNamespaces, pod, objects),
    ofAccounts === '' || accountSelectorHolds(ofAccounts, pod, objects, true),
    selectorHolds(spec.selector ?? '', pod, objects),
  ]);
}

/** Undefined: the entity names no endpoints. */
export function entitySelects(
  entity: RawCalicoEntity,
  policy: RawObject,
  resource: RawObject,
  objects: RawObject[],
): Maybe | undefined {
  const { selector = '', notSelector = '', namespaceSelector = '', serviceAccounts } = entity;
  const names = serviceAccounts?.names ?? [];
  const ofAccounts = serviceAccounts?.selector ?? '';
  const asked: Maybe[] = [];
  if (names.length > 0) {
    const account = ownLabel(resource, objects, 'projectcalico.org/serviceaccount');
    asked.push(typeof account === 'string' && names.includes(account));
  }
  if (ofAccounts !== '') asked.push(accountSelectorHolds(ofAccounts, resource, objects, true));
  if (selector !== '') asked.push(selectorHolds(selector, resource, objects));
  const { namespace } = policy.metadata;
  if (namespaceSelector !== '') asked.push(namespaceSelectorHolds(namespaceSelector, resource, objects));
  else if (namespace !== undefined && (asked.length > 0 || notSelector !== ''))
    asked.push(resource.metadata.namespace === namespace);
  return asked.length === 0 ? undefined : and(asked);
}
