// Tokens that RBAC lets a kubelet ask for, though nothing in the pod refers to one: the other way past NodeRestriction.
import type { AllowedBy } from '../../access/authorizer.ts';
import { userOf } from '../../access/user.ts';
import type { WorkloadFact } from '../../facts/workload.ts';
import { isForApiServer } from '../pod-account.ts';
import { accountId } from '../principals.ts';
import { tokenReference } from '../token-reference.ts';
import type { World } from '../world.ts';
import { nodeNameOf } from './escape.ts';
import { grounds, membersOn, nodeOf } from './nodes.ts';
import { inSpec, specOf } from './pods.ts';
import type { Relation } from './relation.ts';

/** Asked of the authorizer with the audience as resource and the account as name. */
const VERB = 'request-serviceaccounts-token-audience';

const known = new WeakMap<World, Map<string, readonly string[]>>();

/** Audiences of the API server that a rule of the node's may let it ask for: mostly none, and then nothing else is asked. */
function audiencesOf(world: World, node: string): readonly string[] {
  let nodes = known.get(world);
  if (nodes === undefined) known.set(world, (nodes = new Map()));
  let audiences = nodes.get(node);
  if (audiences === undefined) nodes.set(node, (audiences = audiencesIn(world, node)));
  return audiences;
}

function audiencesIn(world: World, node: string): readonly string[] {
  const user = userOf(`node:${node}`);
  if (user === undefined) return [];
  const rules = world.authorizer
    .bindingsOf(user)
    .flatMap((grant) => grant.rules.map(({ rule }) => rule))
    .filter(({ verbs }) => verbs.includes(VERB) || verbs.includes('*'));
  const named = rules.flatMap(({ resources }) => resources);
  return [
    ...(named.includes('*') ? [''] : []),
    ...named.filter((audience) => audience !== '' && isForApiServer(audience)),
  ];
}

/** What lets the node ask for a token of the member's account for the API server, where the pod refers to none. */
function grantOf(world: World, node: string, member: WorkloadFact): AllowedBy | undefined {
  const audiences = audiencesOf(world, node);
  if (audiences.length === 0 || tokenReference(world, member) !== undefined) return undefined;
  const user = userOf(`node:${node}`);
  if (user === undefined) return undefined;
  const { namespace } = member;
  const name = specOf(world, member).serviceAccount;
  for (const resource of audiences) {
    const { by } = world.authorizer.authorize(user, { verb: VERB, group: '', resource, namespace, name });
    if (by !== undefined) return by;
  }
  return undefined;
}

/** Since ServiceAccountNodeAudienceRestriction (1.33); the Node authorizer has let it ask for tokens of its pods' accounts as ever. */
export const nodeMintsGrantedToken: Relation = {
  name: 'nodeMintsGrantedToken',
  pairs(nodes, emit) {
    const { world } = nodes;
    const emitted = new Set<string>();
    for (const workload of world.workloads) {
      for (const member of workload.members) {
        const node = nodeOf(workload, member);
        if (node === undefined || grantOf(world, node, member) === undefined) continue;
        const account = accountId(workload.namespace, specOf(world, member).serviceAccount);
        if (emitted.has(`${node} ${account}`)) continue;
        emitted.add(`${node} ${account}`);
        emit(nodes.kubeletOf(node), nodes.identityOf(account));
      }
    }
  },
  cite(world, { from, to }) {
    const node = nodeNameOf(from);
    for (const workload of world.workloads) {
      for (const member of membersOn(workload, node)) {
        const { serviceAccount } = specOf(world, member);
        const by = accountId(member.namespace, serviceAccount) === to ? grantOf(world, node, member) : undefined;
        const account = inSpec(member, serviceAccount === 'default' ? '' : '/serviceAccountName');
        if (by !== undefined) return grounds(member, [account, ...by.evidence]);
      }
    }
    return undefined;
  },
};
