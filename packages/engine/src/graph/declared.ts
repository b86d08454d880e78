// An asset's own consumers: who is meant to read it, so that reading it is no exposure.
import type { EffectiveRules } from '../access/aggregation.ts';
import { answer } from './asks.ts';
import { NamedLists } from './name-index.ts';
import { accountId } from './principals.ts';
import { specOf, tokenMount } from './relations/pods.ts';
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
  readonly #idsOf = new Map<Workload, readonly string[]>();

  constructor(world: World) {
    this.#world = world;
    for (const workload of world.workloads) this.#indexWorkload(workload);
    for (const principal of world.principals) this.#indexGrants(principal.id);
  }

  /** Ids of the asset's consumers: workloads that reference it, holders of get by its name, what runs as them, and the nodes below. */
  of(secret: Pick<SecretEntity, 'namespace' | 'name'>): ReadonlySet<string> {
    return this.mapped(secret, (id) => id, this.#idsOf);
  }

  /** `of`, each id as what `toOther` makes of it; `known` remembers that for workloads, from question to question. */
  mapped<T>(
    secret: Pick<SecretEntity, 'namespace' | 'name'>,
    toOther: (id: string) => T,
    known: Map<Workload, readonly T[]>,
  ): ReadonlySet<T> {
    const found = new Set<T>();
    const workloads = new Set(this.#referencing.get(secret.namespace, secret.name));
    for (const scope of ['', secret.namespace]) {
      for (const id of this.#named.get(scope, secret.name)) {
        found.add(toOther(id));
        for (const workload of this.#runningAs.get(id) ?? []) workloads.add(workload);
      }
    }
    for (const workload of workloads) {
      let items = known.get(workload);
      if (items === undefined) known.set(workload, (items = idsOf(workload).map(toOther)));
      for (const item of items) found.add(item);
    }
    return found;
  }

  #indexWorkload(workload: Workload): void {
    for (const member of workload.distinct) {
      const spec = specOf(this.#world, member);
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

/** A workload and the nodes that it runs on. */
function idsOf({ id, nodes }: Workload): string[] {
  return [id, ...Array.from(nodes.keys(), (node) => `node:${node}`)];
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
