// Which objects are reported: by namespace and labels. What is read stays whole, since a path may begin anywhere.
import { objectId } from '@watertight/engine';
import type { Coverage, Facts, ObjectFact, StringMap } from '@watertight/engine';
import { readSelector } from './selector.ts';

export interface SelectionOptions {
  readonly namespace?: string;
  readonly selector?: string;
}

/** Says of each object whether it is reported. */
export interface Selection {
  /** True where everything is reported. */
  readonly isWhole: boolean;
  readonly hasObject: (object: ObjectFact) => boolean;
  /** `secret:NS/NAME` and the like; one that is not in the input has no labels. */
  readonly hasAsset: (id: string) => boolean;
  /** What the selection itself cannot see. */
  readonly coverage: readonly Coverage[];
}

const NO_LABELS: StringMap = new Map();
const NAMESPACE_OF = /^[^:]+:([^/]+)\//;

export function selectionOf(facts: Facts, { namespace, selector }: SelectionOptions): Selection {
  const test = selector === undefined ? undefined : readSelector(selector);
  const labels = test === undefined ? undefined : labelsById(facts);
  const hasId = (id: string): boolean => test === undefined || test(labels?.get(id) ?? NO_LABELS);
  return {
    isWhole: namespace === undefined && test === undefined,
    hasObject: (object) => (namespace === undefined || isOf(object, namespace)) && hasId(objectId(object)),
    hasAsset: (id) => (namespace === undefined || NAMESPACE_OF.exec(id)?.[1] === namespace) && hasId(id),
    coverage: test === undefined ? [] : [UNLABELLED],
  };
}

/** A Namespace belongs to itself: whoever asks about one wants to know what is wrong with it. */
function isOf({ objectKind, group, namespace, name }: ObjectFact, asked: string): boolean {
  return namespace === asked || (objectKind === 'Namespace' && group === '' && name === asked);
}

/** The kinds whose labels facts keep. */
function labelsById(facts: Facts): Map<string, StringMap> {
  const { secrets, configMaps, workloads, namespaces, nodes, roles, customs } = facts;
  const labelled = [secrets, configMaps, workloads, namespaces, nodes, roles, customs].flat();
  return new Map(labelled.map((fact) => [objectId(fact), fact.labels]));
}

const UNLABELLED: Coverage = {
  source: 'settings',
  what: 'label selector',
  state: 'partial',
  reason:
    'labels of bindings, ServiceAccounts, Services, volumes, claims, storage classes, webhooks and definitions are not kept; they count as having none',
};
