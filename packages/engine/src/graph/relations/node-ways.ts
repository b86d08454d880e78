// Who may act as which nodes by constrained impersonation: as any, or as the one that a token was issued for.
import type { Condition } from '../../results/contract.ts';
import { citeGrant } from '../cite-grant.ts';
import type { Allowed } from '../cite-grant.ts';
import { accountId } from '../principals.ts';
import type { Principal } from '../principals.ts';
import type { Ask } from '../rule-types.ts';
import { UNKNOWN_NODE } from '../workloads.ts';
import type { World } from '../world.ts';
import { constrainedGrants, partsOf, rolesWithVerbs } from './constrained-rights.ts';
import { specOf } from './pods.ts';

export type Mode = 'arbitrary-node' | 'associated-node';

/** Reads that the Node authorizer allows; list and watch with the name in a field selector. */
export const NODE_READS = ['get', 'list', 'watch'];
export const TOKEN: Ask = {
  verbs: ['create'],
  group: '',
  resource: 'serviceaccounts',
  subresource: 'token',
  names: 'carried',
};

/** One way for a position to act as nodes. */
export interface Way {
  readonly mode: Mode;
  /** Whose rights count: the position itself, or an account whose token it can have made for a node. */
  readonly actor: string;
  readonly nodes: readonly string[];
  /** The right to have that token made. */
  readonly token?: Allowed;
  readonly doubts: readonly Condition[];
}

export const identityAsk = (mode: Mode): Ask => ({
  verbs: [`impersonate:${mode}`],
  group: 'authentication.k8s.io',
  resource: 'nodes',
  names: 'carried',
  clusterScoped: true,
});

/** The name that the request for the identity carries: that of associated nodes is always `*`, a literal. */
export const identityName = (mode: Mode, node: string): readonly string[] =>
  mode === 'associated-node' ? ['*'] : node === UNKNOWN_NODE ? [] : [node];

type Account = Pick<Principal, 'id' | 'namespace' | 'name'>;

/** Accounts that may act as the node that their token was issued for. */
function associatedAccounts(world: World, roles: ReadonlySet<unknown>): Account[] {
  return world.principals.filter(({ id, type }) => {
    const grants = type === 'serviceaccount' ? constrainedGrants(world, id, roles) : [];
    const identity = partsOf(world, grants, identityAsk('associated-node'));
    return identity.some((part) => part.grants.all || part.grants.names.has('*'));
  });
}

/** Nodes that the caller may act as by name; the unknown ones only where it may be any. */
function arbitraryNodes(world: World, id: string, roles: ReadonlySet<unknown>): readonly string[] {
  const identity = partsOf(world, constrainedGrants(world, id, roles), identityAsk('arbitrary-node'));
  if (identity.some(({ grants }) => grants.all)) return world.nodes;
  return world.nodes.filter((node) => node !== UNKNOWN_NODE && identity.some(({ grants }) => grants.names.has(node)));
}

/** Nodes of running pods of the account: their tokens say so. */
function nodesOfAccount(world: World, account: string): string[] {
  const found = new Set<string>();
  for (const workload of world.workloads)
    if (workload.running)
      for (const [node, member] of workload.nodes)
        if (accountId(member.namespace, specOf(world, member).serviceAccount) === account) found.add(node);
  return [...found];
}

function issuedFor(account: string): Condition {
  return {
    text: `the token of ${account} was issued for a pod on that node`,
    settledBy: 'the claim kubernetes.io/node of the token',
  };
}

/** Who may act as nodes in an input. */
export class Impersonators {
  readonly #world: World;
  readonly #roles: ReadonlySet<unknown>;
  readonly #accounts: readonly Account[];

  constructor(world: World) {
    this.#world = world;
    this.#roles = rolesWithVerbs(world);
    this.#accounts = this.#roles.size === 0 ? [] : associatedAccounts(world, this.#roles);
  }

  get none(): boolean {
    return this.#roles.size === 0;
  }

  /** Ways of a caller, by what it holds itself and by the tokens that it may have made. */
  of(id: string): Way[] {
    const world = this.#world;
    const ways: Way[] = [
      { mode: 'arbitrary-node', actor: id, nodes: arbitraryNodes(world, id, this.#roles), doubts: [] },
    ];
    for (const { id: actor, namespace, name } of this.#accounts) {
      if (actor === id)
        ways.push({ mode: 'associated-node', actor, nodes: nodesOfAccount(world, id), doubts: [issuedFor(id)] });
      const token = citeGrant(world, { principal: id }, TOKEN, { namespace, names: [name] });
      if (token !== undefined) ways.push({ mode: 'associated-node', actor, nodes: world.nodes, token, doubts: [] });
    }
    return ways;
  }

  /** A pod of one's own design runs as any account of its namespace, on a node of its author's choice. */
  ofPod(namespace: string): Way[] {
    return this.#accounts
      .filter((account) => account.namespace === namespace)
      .map(({ id }) => ({ mode: 'associated-node', actor: id, nodes: this.#world.nodes, doubts: [] }));
  }
}
