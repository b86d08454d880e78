// Does a selector of Calico's select an endpoint or a set of networks, of whose labels some may not be known?
import type { CalicoSelector } from '../../facts/calico-selector.ts';
import type { StringMap } from '../../facts/object.ts';
import { NAMESPACE_NAME } from '../label-truth.ts';
import type { Labels } from '../label-truth.ts';
import { both, either, MAYBE, NO, YES } from '../truth.ts';
import type { Truth } from '../truth.ts';
import { ACCOUNT, NAMESPACE, OF_ACCOUNT, OF_NAMESPACE } from './scope.ts';

/** A pod, or a set: without an account it is none, without a namespace it is global. */
export interface Resource {
  readonly labels: StringMap;
  readonly namespace: string | undefined;
  readonly namespaceLabels: Labels;
  readonly account: string | undefined;
}

const ORCHESTRATOR = 'projectcalico.org/orchestrator';
const NAME = 'projectcalico.org/name';
/** Labels that newer versions give to sets. */
const OF_SETS: ReadonlySet<string> = new Set([NAME, 'projectcalico.org/kind']);

const UNKNOWN = Symbol('unknown');
type Value = string | undefined | typeof UNKNOWN;

/** Labels that Calico gives itself stand in place of those that somebody wrote. */
function valueOf(key: string, resource: Resource): Value {
  const { labels, namespace, account } = resource;
  if (key === NAMESPACE) return namespace;
  const isPod = account !== undefined;
  if (isPod && key === ACCOUNT) return account;
  if (isPod && key === ORCHESTRATOR) return 'k8s';
  if (!isPod && OF_SETS.has(key)) return labels.get(key) ?? UNKNOWN;
  const own = labels.get(key);
  if (own !== undefined) return own;
  if (key.startsWith(OF_NAMESPACE) && namespace !== undefined)
    return ofNamespace(key.slice(OF_NAMESPACE.length), resource);
  if (!isPod || !key.startsWith(OF_ACCOUNT)) return undefined;
  // Labels of ServiceAccounts are not among the facts; the name is one that Calico adds.
  return key === OF_ACCOUNT + NAME ? account : UNKNOWN;
}

function ofNamespace(key: string, { namespace, namespaceLabels }: Resource): Value {
  if (key === NAME || key === NAMESPACE_NAME) return namespace;
  return namespaceLabels.known.get(key) ?? (namespaceLabels.isComplete ? undefined : UNKNOWN);
}

type Test = Extract<CalicoSelector, { readonly key: string }>;

function holds(test: Test, value: string | undefined): boolean {
  switch (test.is) {
    case 'has':
      return value !== undefined;
    case 'in':
      return value !== undefined && test.values.includes(value);
    case 'notIn':
      return value === undefined || !test.values.includes(value);
    case 'contains':
      return value?.includes(test.value) === true;
    case 'startsWith':
      return value?.startsWith(test.value) === true;
    default:
      return value?.endsWith(test.value) === true;
  }
}

/** https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors */
export function selectsResource(selector: CalicoSelector, resource: Resource): Truth {
  switch (selector.is) {
    case 'all':
      return YES;
    case 'global':
      return resource.namespace === undefined ? YES : NO;
    case 'not':
      return (YES - selectsResource(selector.of, resource)) as Truth;
    case 'and':
      return selector.of.reduce<Truth>((truth, one) => both(truth, selectsResource(one, resource)), YES);
    case 'or':
      return selector.of.reduce<Truth>((truth, one) => either(truth, selectsResource(one, resource)), NO);
    default: {
      const value = valueOf(selector.key, resource);
      if (value === UNKNOWN) return MAYBE;
      return holds(selector, value) ? YES : NO;
    }
  }
}
