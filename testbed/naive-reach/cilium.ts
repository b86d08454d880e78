// Cilium's own policies, from the text of its documentation and API: what they say of one end of a connection, together with NetworkPolicies.
import type { Connection, Direction } from './network-policy.ts';
import { isAskedOfNode, isOwnNode } from './parties.ts';
import type { Party } from './parties.ts';
import { and, or } from './raw.ts';
import { ruleMatches } from './cilium-rules.ts';
import type { Ends } from './cilium-rules.ts';
import type { Maybe, RawObject } from './raw.ts';
import { isValidCilium } from './cilium-valid.ts';
import { identityOf, selectsIdentity } from './cilium-identity.ts';
import { selects } from './selectors.ts';
import type { RawCiliumRule, RawCiliumSpec } from './raw-cilium.ts';

const cap = (value: Maybe): Maybe => (value === false ? false : 'maybe');

export function specsOf(policy: RawObject): RawCiliumSpec[] {
  const { spec, specs } = policy as unknown as { spec?: RawCiliumSpec | null; specs?: RawCiliumSpec[] | null };
  return [...(spec ? [spec] : []), ...(specs ?? [])];
}

interface Applied {
  readonly policy: RawObject;
  readonly spec: RawCiliumSpec;
  /** Whether it selects the end. */
  readonly selects: Maybe;
}

const isCilium = ({ kind }: RawObject): boolean => /^Cilium(?:Clusterwide)?NetworkPolicy$/.test(kind);
export const hasCilium = (objects: RawObject[]): boolean => objects.some(isCilium);

/** Specs that select the end: of a pod by `endpointSelector`, of a node by `nodeSelector`. A policy that is refused may not be there. */
function applied(own: Party, { objects }: Connection): Applied[] {
  return objects.filter(isCilium).flatMap((policy) =>
    specsOf(policy).map((spec): Applied => {
      const chosen = own.kind === 'pod' ? ofPod(policy, spec, own, objects) : ofNode(spec, own, objects);
      return { policy, spec, selects: isValidCilium(policy) ? chosen : cap(chosen) };
    }),
  );
}

function ofPod(policy: RawObject, { endpointSelector }: RawCiliumSpec, own: Party, objects: RawObject[]): Maybe {
  if (!endpointSelector || own.pod === undefined) return false;
  const namespace = policy.metadata.namespace ?? '';
  if (namespace !== '' && own.pod.metadata.namespace !== namespace) return false;
  return selectsIdentity(endpointSelector, identityOf(own.pod, objects), { namespace, isSubject: true });
}

function ofNode({ nodeSelector }: RawCiliumSpec, own: Party, objects: RawObject[]): Maybe {
  if (!nodeSelector) return false;
  const node = objects.find(({ kind, metadata }) => kind === 'Node' && metadata.name === own.node);
  return selects(nodeSelector, { known: node?.metadata.labels ?? {}, isComplete: node !== undefined });
}

/** Whether the direction has a section with rules, or the policy says so itself. */
function deniesByDefault(spec: RawCiliumSpec, direction: Direction): boolean {
  const key = direction === 'Ingress' ? 'ingress' : 'egress';
  const written = spec.enableDefaultDeny?.[key];
  return typeof written === 'boolean' ? written : rulesOf(spec, direction).length > 0;
}

function rulesOf(spec: RawCiliumSpec, direction: Direction): { action: 'allow' | 'deny'; rule: RawCiliumRule }[] {
  const [allow, deny] = direction === 'Ingress' ? [spec.ingress, spec.ingressDeny] : [spec.egress, spec.egressDeny];
  return [
    ...(allow ?? []).map((rule) => ({ action: 'allow' as const, rule: rule ?? {} })),
    ...(deny ?? []).map((rule) => ({ action: 'deny' as const, rule: rule ?? {} })),
  ];
}

/** Undefined where no policy of either sort isolates the pod and nothing is denied: the next tier is asked. */
export function ciliumAllows(
  ends: Ends,
  direction: Direction,
  connection: Connection,
  byNetworkPolicies: Maybe | undefined,
): Maybe | undefined {
  const found = judge(ends, direction, connection, byNetworkPolicies);
  const isIsolated = or([...found.isolating, byNetworkPolicies !== undefined]);
  const truth = verdict(found, isIsolated);
  return isIsolated === false && truth === true ? undefined : truth;
}

interface Found {
  readonly isolating: Maybe[];
  readonly allowances: Maybe[];
  readonly denials: Maybe[];
  /** Rules of layer 7 that match on layers 3 and 4. */
  readonly filters: Maybe[];
  readonly authenticated: Maybe[];
  readonly narrowing: Maybe[];
}

function judge(ends: Ends, direction: Direction, connection: Connection, byNetworkPolicies: Maybe | undefined): Found {
  const found: Found = { isolating: [], allowances: [], denials: [], filters: [], authenticated: [], narrowing: [] };
  if (byNetworkPolicies !== undefined) found.allowances.push(byNetworkPolicies);
  for (const { policy, spec, selects: chosen } of applied(ends.own.party, connection)) {
    if (chosen === false) continue;
    if (deniesByDefault(spec, direction)) found.isolating.push(chosen);
    for (const { action, rule } of rulesOf(spec, direction)) {
      if ((rule.fromRequires ?? rule.toRequires ?? []).length > 0) found.narrowing.push(chosen);
      for (const { matches, isPartial } of ruleMatches(rule, action, policy, { ends, direction, connection })) {
        const truth = and([chosen, matches]);
        const held = isPartial ? cap(truth) : truth;
        if (action === 'deny') found.denials.push(held);
        else {
          found.allowances.push(held);
          if (isPartial) found.filters.push(truth);
          if (rule.authentication && rule.authentication.mode !== 'disabled') found.authenticated.push(truth);
        }
      }
    }
  }
  return found;
}

function verdict(found: Found, isIsolated: Maybe): Maybe {
  const denied = or(found.denials);
  if (denied === true) return false;
  const allowed = or(found.allowances);
  const unless7 = or(found.filters) !== false && allowed !== true ? 'maybe' : true;
  const outcomes = new Set<Maybe>();
  if (isIsolated !== false) outcomes.add(allowed);
  if (isIsolated !== true) outcomes.add(unless7);
  const [only] = outcomes;
  const passes: Maybe = outcomes.size === 1 && only !== undefined ? only : 'maybe';
  const isOpen = denied === 'maybe' || or(found.authenticated) !== false || or(found.narrowing) !== false;
  return isOpen ? cap(passes) : passes;
}

/**
 * The local node always gets at its pods; a denial of it is not documented. For egress only NetworkPolicies may spare
 * the node. `decide` puts what all policies say between the tiers.
 */
export function besideOwnNode(
  decide: (together: Maybe | undefined) => Maybe,
  together: Maybe | undefined,
  ends: Ends,
  {
    direction,
    connection,
    byNetworkPolicies,
  }: {
    readonly direction: Direction;
    readonly connection: Connection;
    readonly byNetworkPolicies: Maybe | undefined;
  },
): Maybe {
  const exempt = isOwnNode(ends.own.party, ends.other.party);
  if (exempt === false) return decide(together);
  const found = judge(ends, direction, connection, undefined);
  const denied = or(found.denials);
  const isAsked = isAskedOfNode(direction, byNetworkPolicies, connection.reading);
  if (isAsked || (direction === 'Egress' && (or(found.isolating) !== false || denied === true)))
    return decide(together);
  if (exempt === 'maybe') return or(['maybe', decide(together)]);
  return denied === false ? or(['maybe', decide(true)]) : 'maybe';
}

/** Policies of nodes count only where the host firewall is on, which the objects do not say. */
export function nodeAllows(ends: Ends, direction: Direction, connection: Connection): Maybe {
  if (isOwnNode(ends.own.party, ends.other.party) === true) return true;
  const found = judge(ends, direction, connection, undefined);
  const truth = verdict(found, or(found.isolating));
  return truth === true ? true : 'maybe';
}
