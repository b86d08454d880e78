// Constrained impersonation of nodes, as a relation: from who may act as a node to what that node is given.
import { citeGrant } from '../cite-grant.ts';
import type { ApiRequest } from '../../results/contract.ts';
import type { Ask, Citation } from '../rule-types.ts';
import type { World } from '../world.ts';
import { ON, onSecrets, READS } from './constrained-rights.ts';
import { Given, targetsOf } from './node-targets.ts';
import { identityAsk, identityName, Impersonators, NODE_READS, TOKEN } from './node-ways.ts';
import type { Way } from './node-ways.ts';
import { nodeMintsToken, nodeReadsDebuggedSecret, nodeReadsSecret } from './nodes.ts';
import type { Grounds, Relation } from './relation.ts';

export const constrainedNodeImpersonation: Relation = {
  name: 'constrainedNodeImpersonation',
  pairs(nodes, emit) {
    const { world } = nodes;
    const impersonators = new Impersonators(world);
    if (impersonators.none) return;
    const given = new Given(nodes);
    const emitAll = (from: number | undefined, ways: readonly Way[]): void => {
      for (const target of new Set(ways.flatMap((way) => [...targetsOf(nodes, given, way)])))
        if (target !== from) emit(from, target);
    };
    world.principals.forEach(({ id, type }, index) => {
      if (type !== 'node') emitAll(nodes.identity[index], impersonators.of(id));
    });
    world.namespaces.forEach((namespace, index) => emitAll(nodes.podOf[index], impersonators.ofPod(namespace)));
  },
  cite(world, { from, to }) {
    const impersonators = new Impersonators(world);
    const namespace = /^pod:([^/]+)\/\*$/.exec(from)?.[1];
    for (const way of namespace === undefined ? impersonators.of(from) : impersonators.ofPod(namespace))
      for (const node of way.nodes) {
        const grounds = groundsOf(world, { way, node, from, to });
        if (grounds !== undefined) return grounds;
      }
    return undefined;
  },
};

interface Meeting {
  readonly way: Way;
  readonly node: string;
  readonly from: string;
  readonly to: string;
}

function groundsOf(world: World, { way, node, from, to }: Meeting): Grounds | undefined {
  const [, kind = '', namespace = '', name = ''] = /^(secret|serviceaccount):([^/]+)\/(.+)$/.exec(to) ?? [];
  const { mode, actor, token } = way;
  const aim = { namespace, names: [name] };
  const found = kind === 'secret' ? secretGrounds(world, way, node, to) : tokenGrounds(world, way, node, to);
  if (found === undefined) return undefined;
  const identity = citeGrant(world, { principal: actor }, identityAsk(mode), {
    namespace: '',
    names: identityName(mode, node),
  });
  const on = citeGrant(world, { principal: actor }, found.ask, aim);
  if (identity === undefined || on === undefined) return undefined;
  const request = token?.request ?? (actor === from ? on.request : undefined);
  return {
    evidence: [on, identity, ...(token === undefined ? [] : [token])]
      .flatMap((allowed): readonly Citation[] => allowed.evidence)
      .concat(found.evidence),
    objects: [],
    namespace,
    ...(request !== undefined && { request }),
    requests: [
      ...(token === undefined ? [] : [{ as: from, request: token.request }]),
      ...[on, identity].map((allowed) => ({ as: actor, request: allowed.request })),
      { as: `node:${node}`, request: found.own },
    ],
    detail: actor === from ? `node:${node}` : `node:${node}, with a token of ${actor} for it`,
    doubts: way.doubts,
  };
}

interface Found {
  readonly ask: Ask;
  /** What the node itself asks for. */
  readonly own: ApiRequest;
  readonly evidence: readonly Citation[];
}

/** Why the node reads the Secret, and what its impersonator must be granted for that. */
function secretGrounds(world: World, { mode, actor }: Way, node: string, to: string): Found | undefined {
  const [, namespace = '', name = ''] = /^secret:([^/]+)\/(.+)$/.exec(to) ?? [];
  const aim = { namespace, names: [name] };
  const given = { from: `node:${node}`, to };
  const held = nodeReadsSecret.cite(world, given) ?? nodeReadsDebuggedSecret.cite(world, given);
  const may = (ask: Ask): boolean => citeGrant(world, { principal: actor }, ask, aim) !== undefined;
  for (const verb of held === undefined ? [] : NODE_READS) {
    const ask = onSecrets(`${ON}${mode}:${verb}`, 'carried');
    if (may(ask)) return { ask, own: readOf(verb, namespace, name), evidence: held?.evidence ?? [] };
  }
  for (const [verb, carried] of READS) {
    const ask = onSecrets(`${ON}${mode}:${verb}`, carried);
    const own = may(ask) ? citeGrant(world, { principal: `node:${node}` }, onSecrets(verb, carried), aim) : undefined;
    if (own !== undefined) return { ask, own: own.request, evidence: own.evidence };
  }
  return undefined;
}

/** A list or watch carries the name in a field selector. */
function readOf(verb: string, namespace: string, name: string): ApiRequest {
  const query = `fieldSelector=metadata.name=${name}`;
  return { verb, group: '', resource: 'secrets', namespace, name, ...(verb !== 'get' && { query }) };
}

function tokenGrounds(world: World, { mode }: Way, node: string, to: string): Found | undefined {
  const [, namespace = '', name = ''] = /^serviceaccount:([^/]+)\/(.+)$/.exec(to) ?? [];
  const held = nodeMintsToken.cite(world, { from: `node:${node}`, to });
  if (held === undefined) return undefined;
  const ask = { ...TOKEN, verbs: [`${ON}${mode}:create`] };
  const own = { verb: 'create', group: '', resource: 'serviceaccounts', subresource: 'token', namespace, name };
  return { ask, own, evidence: held.evidence };
}
