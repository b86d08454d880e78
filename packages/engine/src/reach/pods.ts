// The pods that run, and those that controllers would make: folded into classes that no policy can tell apart.
import type { Facts } from '../facts/facts.ts';
import { parseAddress } from '../facts/address.ts';
import type { Address } from '../facts/address.ts';
import type { StringMap } from '../facts/object.ts';
import type { PodSpec, WorkloadFact } from '../facts/workload.ts';
import type { AddressBlock } from '../facts/address.ts';
import type { AddressAtoms } from './atoms.ts';

export type NamedPort = NonNullable<PodSpec['containers'][number]['ports']>[number];

/** Pods that policies treat alike: same namespace, labels that some selector asks for, named ports, network, place among the blocks. */
export interface PodClass {
  readonly namespace: number;
  readonly labels: StringMap;
  readonly ports: readonly NamedPort[];
  readonly hostNetwork: boolean;
  /** ServiceAccount; empty where no policy asks for one. */
  readonly account: string;
  /** Of one of the pods. Empty where no address is known. */
  readonly addresses: readonly Address[];
}

export interface Pods {
  /** Namespaces in which something runs or is said, sorted. */
  readonly namespaces: readonly string[];
  /** Sorted by namespace: those of one stand together. */
  readonly classes: readonly PodClass[];
  /** First class of each namespace, and the number of classes at the end. */
  readonly classStart: Int32Array;
  readonly pods: readonly WorkloadFact[];
  /** Class of each pod. */
  readonly classOf: Int32Array;
}

/** What policies tell pods apart by. */
export interface Asked {
  /** Keys of labels. */
  readonly keys: readonly string[];
  readonly hasAccounts: boolean;
  readonly blocks: readonly AddressBlock[];
}

const ENDED: ReadonlySet<string> = new Set(['Succeeded', 'Failed']);

function keyOf({ objectKind, namespace, name }: { objectKind: string; namespace: string; name: string }): string {
  return `${objectKind}/${namespace}/${name}`;
}

/** Pods that have not ended, and of what makes pods each that has made none which is in the input. */
export function runningPods(workloads: readonly WorkloadFact[]): WorkloadFact[] {
  const owners = new Set<string>();
  for (const { owner, namespace } of workloads)
    if (owner !== undefined) owners.add(keyOf({ objectKind: owner.kind, namespace, name: owner.name }));
  return workloads.filter((one) =>
    one.isPod ? !ENDED.has(one.phase) : one.objectKind !== 'PodTemplate' && !owners.has(keyOf(one)),
  );
}

export function addressesOf({ addresses = [] }: Pick<WorkloadFact, 'addresses'>): Address[] {
  return addresses.map(parseAddress).filter((address) => address !== undefined);
}

/** Numbers things by a text of theirs. */
export class Numbers<T> {
  readonly items: T[] = [];
  readonly #known = new Map<string, number>();

  of(key: string, make: () => T): number {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.items.length);
    return this.items.push(make()) - 1;
  }
}

/** Labels cut to the keys that selectors ask for; pods of one workload mostly share one map, which is looked at once. */
class LabelCutter {
  readonly cut = new Numbers<StringMap>();
  readonly #keys: ReadonlySet<string>;
  readonly #seen = new Map<StringMap, number>();

  constructor(keys: ReadonlySet<string>) {
    this.#keys = keys;
  }

  of(labels: StringMap): number {
    const seen = this.#seen.get(labels);
    if (seen !== undefined) return seen;
    const kept = [...labels].filter(([key]) => this.#keys.has(key)).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const number = this.cut.of(JSON.stringify(kept), () => new Map(kept));
    this.#seen.set(labels, number);
    return number;
  }
}

/** Ports that have a name, by spec. */
class PortTables {
  readonly tables = new Numbers<readonly NamedPort[]>();
  readonly #seen = new Map<number, number>();
  readonly #specs: readonly PodSpec[];

  constructor(specs: readonly PodSpec[]) {
    this.#specs = specs;
  }

  of(spec: number): number {
    const seen = this.#seen.get(spec);
    if (seen !== undefined) return seen;
    const { containers = [] } = this.#specs[spec] ?? {};
    const named = containers.flatMap(({ ports = [] }) => ports.filter(({ name }) => name !== ''));
    const table = this.tables.of(JSON.stringify(named), () => named);
    this.#seen.set(spec, table);
    return table;
  }
}

const NO_LABELS: StringMap = new Map();

/** `atoms`: the pieces into which all blocks cut the addresses. */
export function foldPods(
  facts: Facts,
  { keys, hasAccounts }: Pick<Asked, 'keys' | 'hasAccounts'>,
  atoms: AddressAtoms,
): Pods {
  const pods = runningPods(facts.workloads);
  const namespaces = [
    ...new Set(
      [...pods, ...facts.namespaces.map(({ name }) => ({ namespace: name })), ...facts.networkPolicies].map(
        ({ namespace }) => namespace,
      ),
    ),
  ].toSorted();
  const placeOf = new Map(namespaces.map((name, index) => [name, index]));
  const cutter = new LabelCutter(new Set(keys));
  const tables = new PortTables(facts.podSpecs);
  const classes = new Numbers<PodClass>();
  const found = pods.map((pod) => {
    const namespace = placeOf.get(pod.namespace) as number;
    const labels = cutter.of(pod.podLabels ?? NO_LABELS);
    const ports = tables.of(pod.spec);
    const hostNetwork = facts.podSpecs[pod.spec]?.hostNetwork === true;
    const addresses = atoms.isEmpty ? NO_ADDRESSES : addressesOf(pod);
    const account = hasAccounts ? (facts.podSpecs[pod.spec]?.serviceAccount ?? '') : '';
    const key = `${namespace} ${labels} ${ports} ${hostNetwork} ${account} ${atoms.isEmpty ? '' : atoms.keyOf(addresses)}`;
    return classes.of(key, () => ({
      namespace,
      labels: cutter.cut.items[labels] as StringMap,
      ports: tables.tables.items[ports] as readonly NamedPort[],
      hostNetwork,
      account,
      addresses,
    }));
  });
  return sorted(namespaces, classes.items, pods, found);
}

const NO_ADDRESSES: readonly Address[] = [];

function sorted(
  namespaces: readonly string[],
  made: readonly PodClass[],
  pods: readonly WorkloadFact[],
  found: readonly number[],
): Pods {
  const order = made
    .map((_, index) => index)
    .toSorted((a, b) => (made[a] as PodClass).namespace - (made[b] as PodClass).namespace);
  const newNumber = new Int32Array(made.length);
  order.forEach((old, index) => (newNumber[old] = index));
  const classes = order.map((old) => made[old] as PodClass);
  const classStart = new Int32Array(namespaces.length + 1);
  for (const { namespace } of classes) classStart[namespace + 1] = (classStart[namespace + 1] as number) + 1;
  for (let at = 1; at < classStart.length; at++)
    classStart[at] = (classStart[at] as number) + (classStart[at - 1] as number);
  return { namespaces, classes, classStart, pods, classOf: Int32Array.from(found, (old) => newNumber[old] as number) };
}
