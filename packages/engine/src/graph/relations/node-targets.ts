// What an impersonator of nodes gets: the Secrets and tokens that both the node and the impersonator's own rights allow.
import type { Grant } from '../../access/grants.ts';
import type { Nodes } from '../nodes.ts';
import type { Scoped } from '../scopes.ts';
import { grantsOf, meet, ON, onSecrets, partsOf, READS, secretsOf } from './constrained-rights.ts';
import { NODE_READS, TOKEN } from './node-ways.ts';
import type { Mode, Way } from './node-ways.ts';
import { nodeMintsToken, nodeReadsDebuggedSecret, nodeReadsSecret } from './nodes.ts';

/** What nodes are given because of their pods, by node name. */
export class Given {
  readonly secrets = new Map<string, Set<number>>();
  readonly accounts = new Map<string, Set<number>>();

  constructor(nodes: Nodes) {
    const nameOf = new Map(nodes.kubelet.map((kubelet, index) => [kubelet, nodes.world.nodes[index] as string]));
    const into =
      (table: Map<string, Set<number>>) =>
      (from: number | undefined, to: number | undefined): void => {
        const name = nameOf.get(from ?? -1);
        if (name === undefined || to === undefined) return;
        const known = table.get(name);
        if (known === undefined) table.set(name, new Set([to]));
        else known.add(to);
      };
    nodeReadsSecret.pairs(nodes, into(this.secrets));
    nodeReadsDebuggedSecret.pairs(nodes, into(this.secrets));
    nodeMintsToken.pairs(nodes, into(this.accounts));
  }
}

function isIn(parts: readonly Scoped[], namespace: string, name: string): boolean {
  return parts.some(
    ({ scope, grants }) => (scope === '' || scope === namespace) && (grants.all || grants.names.has(name)),
  );
}

/** Nodes of the graph that the way leads to. */
export function* targetsOf(
  nodes: Nodes,
  given: Given,
  { mode, actor, nodes: names }: Way,
): Generator<number | undefined> {
  const { world } = nodes;
  const grants = grantsOf(world.authorizer, actor);
  const on = NODE_READS.flatMap((verb) => partsOf(world, grants, onSecrets(`${ON}${mode}:${verb}`, 'carried')));
  const mints = partsOf(world, grants, { ...TOKEN, verbs: [`${ON}${mode}:create`] });
  const secretOf = new Map(nodes.secret.map((node, index) => [node, world.secrets.items[index]]));
  const accountOf = new Map(nodes.identity.map((node, index) => [node, world.principals[index]]));
  for (const name of names) {
    for (const secret of given.secrets.get(name) ?? []) {
      const entity = secretOf.get(secret);
      if (entity !== undefined && isIn(on, entity.namespace, entity.name)) yield secret;
    }
    for (const account of given.accounts.get(name) ?? []) {
      const entity = accountOf.get(account);
      if (entity !== undefined && isIn(mints, entity.namespace, entity.name)) yield account;
    }
    yield* byRights(nodes, grants, mode, name);
  }
}

/** What RBAC gives the node besides. */
function* byRights(nodes: Nodes, grants: readonly Grant[], mode: Mode, node: string): Generator<number | undefined> {
  const { world } = nodes;
  const own = grantsOf(world.authorizer, `node:${node}`);
  for (const [verb, carried] of READS)
    for (const a of partsOf(world, grants, onSecrets(`${ON}${mode}:${verb}`, carried)))
      for (const b of partsOf(world, own, onSecrets(verb, carried))) {
        const both = meet(a, b);
        if (both !== undefined) yield* secretsOf(nodes, both);
      }
}
