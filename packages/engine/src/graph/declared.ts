// An asset's own consumers: who is meant to read it, so that reading it is no exposure.
import { oncePer } from '../facts/once-per.ts';
import type { EffectiveRules } from '../access/aggregation.ts';
import { answer } from './asks.ts';
import { NamedLists } from './name-index.ts';
import { accountId } from './principals.ts';
import { usersOf } from './relations/images.ts';
import { specOf, tokenMount } from './relations/pods.ts';
import type { Ask } from './rule-types.ts';
import { userOf } from '../access/user.ts';
import type { SecretEntity, World } from './world.ts';
import type { Workload } from './workloads.ts';

const GET_NAMED: Ask = { verbs: ['get'], group: '', resource: 'secrets', names: 'selector' };

const GET_NAMED_CONFIG_MAP: Ask = { ...GET_NAMED, resource: 'configmaps' };

/** Finds consumers of Secrets and ConfigMaps; its tables are made once for a world. */
export class Consumers {
  readonly #world: World;
  /** Workloads by the Secret that their pod specs reference. */
  readonly #referencing = new NamedLists<Workload>();
  /** Workloads by the account whose token they hold. */
  readonly #runningAs = new Map<string, Workload[]>();
  /** Position ids by scope and the Secret named in a rule that grants get. */
  readonly #named = new NamedLists<string>();

  readonly #positionOf: (id: string) => number | undefined;
  #configMaps: NamedLists<string> | undefined;
  readonly #ofWorkload = new Map<Workload, readonly (number | undefined)[]>();

  /** `positionOf`: index of a position by its id, undefined for what is none. */
  constructor(world: World, positionOf: (id: string) => number | undefined) {
    this.#world = world;
    this.#positionOf = positionOf;
    for (const workload of world.workloads) this.#indexWorkload(workload);
    for (const principal of world.principals) this.#indexGrants(principal.id);
  }

  /** Positions of the asset's consumers: workloads that reference it, holders of get by its name, what runs as them, and the nodes below. */
  of(secret: Pick<SecretEntity, 'namespace' | 'name'>): ReadonlySet<number> {
    const found = new Set<number>();
    const add = (position: number | undefined): void => {
      if (position !== undefined) found.add(position);
    };
    const workloads = new Set(this.#referencing.get(secret.namespace, secret.name));
    for (const scope of ['', secret.namespace]) {
      for (const id of this.#named.get(scope, secret.name)) {
        add(this.#positionOf(id));
        for (const workload of this.#runningAs.get(id) ?? []) workloads.add(workload);
      }
    }
    for (const workload of workloads) this.#positionsOf(workload).forEach(add);
    return found;
  }

  /** Of a credential in plain text: the pods that show it, of an image those that run it, of a ConfigMap those that refer to it and holders of get by its name. */
  ofCredential(id: string): ReadonlySet<number> {
    const workloads = new Set<Workload>();
    const { credentials, workloads: all } = this.#world;
    const own = credentials.asset(id)?.workload;
    if (own !== undefined) workloads.add(all[own] as Workload);
    for (const { workload } of usersOf(this.#world, id)) workloads.add(workload);
    const found = new Set<number>();
    const [, namespace = '', name = ''] = /^configmap:([^/]+)\/([^#]+)/.exec(id) ?? [];
    for (const workload of name === '' ? [] : this.#referringTo(namespace, name)) workloads.add(workload);
    for (const scope of name === '' ? [] : ['', namespace]) {
      for (const reader of this.#namedConfigMaps().get(scope, name)) {
        const position = this.#positionOf(reader);
        if (position !== undefined) found.add(position);
        for (const workload of this.#runningAs.get(reader) ?? []) workloads.add(workload);
      }
    }
    for (const workload of workloads)
      for (const position of this.#positionsOf(workload)) if (position !== undefined) found.add(position);
    return found;
  }

  #referringTo(namespace: string, name: string): Workload[] {
    return this.#world.workloads.filter(
      (workload) =>
        workload.namespace === namespace &&
        workload.distinct.some((member) => specOf(this.#world, member).configMaps.some((map) => map.name === name)),
    );
  }

  /** Made when a ConfigMap is first asked about. */
  #namedConfigMaps(): NamedLists<string> {
    if (this.#configMaps !== undefined) return this.#configMaps;
    const named = (this.#configMaps = new NamedLists<string>());
    for (const { id } of this.#world.principals) {
      const user = userOf(id);
      const grants = user === undefined ? [] : this.#world.authorizer.bindingsOf(user);
      for (const { rules, scope } of grants)
        for (const name of answer(rules, GET_NAMED_CONFIG_MAP)?.names ?? []) named.add(scope, name, id);
    }
    return named;
  }

  /** Of a workload and the nodes that it runs on. */
  #positionsOf(workload: Workload): readonly (number | undefined)[] {
    let positions = this.#ofWorkload.get(workload);
    if (positions === undefined) {
      positions = [workload.id, ...Array.from(workload.nodes.keys(), (node) => `node:${node}`)].map(this.#positionOf);
      this.#ofWorkload.set(workload, positions);
    }
    return positions;
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

/** Names that rules grant get of Secrets by; many positions hold the same rules. */
const namedBy = oncePer((rules: EffectiveRules): ReadonlySet<string> => answer(rules, GET_NAMED)?.names ?? NO_NAMES);

const NO_NAMES: ReadonlySet<string> = new Set();

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (list.at(-1) !== value) list.push(value);
}
