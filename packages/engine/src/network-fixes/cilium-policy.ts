// Rules of CiliumNetworkPolicies for ends that Cilium knows as entities, and that no ipBlock matches there: the API server, and nodes.
import type { CiliumRuleManifest } from './cilium-manifest.ts';
import type { Entity } from './need.ts';
import type { Wanted } from './rules.ts';

/**
 * Cilium's names. Of a node that is not the pod's own, `remote-node`; of its own, `host`.
 * https://docs.cilium.io/en/stable/security/policy/language/#entities-based
 */
const NAMES: Readonly<Record<Entity, readonly string[]>> = {
  'kube-apiserver': ['kube-apiserver'],
  nodes: ['host', 'remote-node'],
};

export function entityOf({ end }: Pick<Wanted, 'end'>): Entity | undefined {
  return end.kind === 'blocks' ? end.entity : undefined;
}

/** One rule for each set of entities, with all ports at which these are wanted, and everyone is not. */
export function ciliumRules(all: readonly Wanted[], side: 'from' | 'to'): CiliumRuleManifest[] {
  const openToAll = new Set(all.filter(({ end }) => end.kind === 'everyone').map(portKey));
  const wanted = all.filter((one) => entityOf(one) !== undefined && !openToAll.has(portKey(one)));
  const byPort = Map.groupBy(wanted, portKey);
  const byEntities = Map.groupBy(byPort.values(), (list) => namesOf(list).join());
  return [...byEntities.values()]
    .map((lists): CiliumRuleManifest => {
      const names = namesOf(lists.flat());
      const ports = lists.map(([one]) => one as Wanted).toSorted(byPortOf);
      return {
        ...(side === 'from' ? { fromEntities: names } : { toEntities: names }),
        toPorts: [{ ports: ports.map(({ port, protocol }) => ({ port: `${port}`, protocol })) }],
      };
    })
    .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const portKey = ({ port, protocol }: Wanted): string => `${port}/${protocol}`;

/** Each once, in the order of the alphabet. */
function namesOf(wanted: readonly Wanted[]): string[] {
  const entities = new Set(wanted.flatMap((one) => entityOf(one) ?? []));
  return [...entities].flatMap((entity) => NAMES[entity]).toSorted();
}

const byPortOf = (a: Wanted, b: Wanted): number =>
  Number(a.port) - Number(b.port) || (a.protocol < b.protocol ? -1 : 1);
