// An asset's own consumers: who is meant to read it, so that reading it is no exposure.
import type { EffectiveRules } from '../access/aggregation.ts';
import { answer } from './asks.ts';
import { NamedLists } from './name-index.ts';
import { accountId } from './principals.ts';
import { specOf, tokenMount } from './relations/pods.ts';
import type { PodSpec } from '../facts/workload.ts';
import type { Ask } from './rule-types.ts';
import { userOf } from '../access/user.ts';
import type { SecretEntity, World } from './world.ts';
import type { Workload } from './workloads.ts';

const GET_NAMED: Ask = { verbs: ['get'], group: '', resource: 'secrets', names: 'selector' };

/** Finds consumers of Secrets; its tables are made once for a world. */
export class Consumers {
  readonly #world: World;
  /** Workloads by the Secret that their pod specs reference. */
  readonly #referencing = new NamedLists<Workload>();
  /** Workloads by the account whose token they hold. */
  readonly #runningAs = new Map<string, Workload[]>();
  /** Position ids by scope and the Secret named in a rule that grants get. */
  readonly #named = new NamedLists<string>();
  /** A workload and the nodes that it runs on. */
  readonly #idsOf = new Map<Workload, readonly string[]>();

  constructor(world: World) {
    this.#world = world;
    for (const workload of world.workloads) this.#indexWorkload(workload);
    for (const principal of world.principals) this.#indexGrants(principal.id);
  }

  /** Ids of the asset's consumers: workloads that reference it, holders of get by its name, what runs as them, and the nodes below. */
  of(secret: Pick<SecretEntity, 'namespace' | 'name'>): ReadonlySet<string> {
    const ids = new Set<string>();
    const workloads = new Set(this.#referencing.get(secret.namespace, secret.name));
    for (const scope of ['', secret.namespace]) {
      for (const id of this.#named.get(scope, secret.name)) {
        ids.add(id);
        for (const workload of this.#runningAs.get(id) ?? []) workloads.add(workload);
      }
    }
    for (const workload of workloads) for (const id of this.#withNodes(workload)) ids.add(id);
    return ids;
  }

  #withNodes(workload: Workload): readonly string[] {
    let ids = this.#idsOf.get(workload);
    if (ids === undefined) {
      ids = [workload.id, ...[...workload.nodes.keys()].map((node) => `node:${node}`)];
      this.#idsOf.set(workload, ids);
    }
    return ids;
  }

  #indexWorkload(workload: Workload): void {
    let last: PodSpec | undefined;
    for (const member of workload.members) {
      const spec = specOf(this.#world, member);
      // Pods of one template differ in their node only.
      if (spec === last) continue;
      last = spec;
      for (const { name } of spec.secrets) this.#referencing.add(workload.namespace, name, workload);
      if (tokenMount(this.#world, member) !== undefined)
        push(this.#runningAs, accountId(workload.namespace, spec.serviceAccount), workload);
    }
  }

  #indexGrants(id: string): void {
    const user = userOf(id);
    if (user === undefined) return;
    for (const { rules, scope } of this.#world.authorizer.bindingsOf(user)) {
      for (const name of namedBy(rules)) this.#named.add(scope, name, id);
    }
  }
}

/** Names that rules grant get of Secrets by; many positions hold the same rules. */
function namedBy(rules: EffectiveRules): ReadonlySet<string> {
  let names = namedByKnown.get(rules);
  if (names === undefined) {
    names = answer(rules, GET_NAMED)?.names ?? NO_NAMES;
    namedByKnown.set(rules, names);
  }
  return names;
}

const NO_NAMES: ReadonlySet<string> = new Set();
const namedByKnown = new WeakMap<EffectiveRules, ReadonlySet<string>>();

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (list.at(-1) !== value) list.push(value);
}
