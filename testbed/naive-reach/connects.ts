// A deliberately naive evaluator of reach over raw Kubernetes objects, written from the specification; imports nothing of ours.
import { calicoAllows, calicoNodeAllows, hasCalico } from './calico.ts';
import { besideOwnNode, ciliumAllows, hasCilium, nodeAllows } from './cilium.ts';
import { networkPoliciesAllow } from './network-policy.ts';
import type { Connection, Direction } from './network-policy.ts';
import { isAskedOfNode, isOwnNode, pairsOf, partyOf, readingsOf } from './parties.ts';
import type { Cni, Party, Reading } from './parties.ts';
import { and, or } from './raw.ts';
import type { Maybe, RawObject } from './raw.ts';
import { tierOutcomes } from './tiers.ts';
import type { TierName } from './tiers.ts';

export interface NaiveFlow {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly protocol: string;
}

export type NaiveVerdict = 'allow' | 'deny' | 'undefined';

/** `undefined` where ways to read the specification, or things that are not known, would decide differently. */
export function naiveConnects(objects: RawObject[], flow: NaiveFlow, cni: Cni = 'generic'): NaiveVerdict {
  const outcomes = new Set(readingsOf(cni).map((reading) => connects(objects, flow, { reading, cni })));
  const [first] = outcomes;
  if (outcomes.size > 1 || first === 'maybe') return 'undefined';
  return first === true ? 'allow' : 'deny';
}

function connects(objects: RawObject[], flow: NaiveFlow, { reading, cni }: { reading: Reading; cni: Cni }): Maybe {
  const source = partyOf(flow.from, reading, objects);
  const target = partyOf(flow.to, reading, objects);
  if (source.pod !== undefined && source.pod === target.pod) return true;
  return or(
    pairsOf(source, target).map(([from, to]) =>
      and([
        allows('Egress', { party: source, address: from }, { party: target, address: to }),
        allows('Ingress', { party: target, address: to }, { party: source, address: from }),
      ]),
    ),
  );

  function allows(direction: Direction, own: End, other: End): Maybe {
    const connection = { objects, reading, port: flow.port, protocol: flow.protocol, destination: target };
    const isCilium = cni === 'cilium' && hasCilium(objects);
    if (own.party.kind === 'node' && isCilium) return nodeAllows({ own, other }, direction, connection);
    const isCalico = cni === 'calico' && hasCalico(objects);
    if (own.party.kind === 'node' && isCalico) return calicoNodeAllows({ own, other }, connection);
    if (own.party.kind !== 'pod' || own.party.pod === undefined) return true;
    const exempt = isOwnNode(own.party, other.party);
    const decide = (byPolicies: Maybe | undefined): Maybe =>
      through({ own: own.party.pod as RawObject, other }, direction, connection, byPolicies);
    const byPolicies = networkPoliciesAllow(own.party.pod, other, direction, connection);
    if (isCilium) {
      const together = ciliumAllows({ own, other }, direction, connection, byPolicies);
      return besideOwnNode(decide, together, { own, other }, { direction, connection, byNetworkPolicies: byPolicies });
    }
    if (isCalico) {
      const subject = own.party.pod;
      const outcomes = (tier: TierName): ReturnType<typeof tierOutcomes> =>
        tierOutcomes(tier, { own: subject, other }, direction, connection);
      return calicoAllows({ ends: { own, other }, direction, connection, outcomes }, byPolicies, decide(true));
    }
    const decided = decide(byPolicies);
    if (isAskedOfNode(direction, byPolicies, reading)) return decided;
    // Whether the tiers around NetworkPolicies may refuse the own node is not said.
    const spared = or(['maybe', decide(true)]);
    if (exempt === true) return spared;
    return exempt === 'maybe' && decided !== true ? 'maybe' : decided;
  }
}

/** Admin tier, then NetworkPolicies if one isolates the pod, else the Baseline tier, else everything is allowed. */
function through(
  ends: { readonly own: RawObject; readonly other: End },
  direction: Direction,
  connection: Connection,
  byPolicies: Maybe | undefined,
): Maybe {
  const admin = tierOutcomes('Admin', ends, direction, connection);
  const possible = new Set<Maybe>();
  if (admin.has('allow')) possible.add(true);
  if (admin.has('deny')) possible.add(false);
  if (admin.has('next') && byPolicies !== undefined) possible.add(byPolicies);
  if (admin.has('next') && byPolicies === undefined) {
    const baseline = tierOutcomes('Baseline', ends, direction, connection);
    if (baseline.has('allow') || baseline.has('next')) possible.add(true);
    if (baseline.has('deny')) possible.add(false);
  }
  const [only] = possible;
  return possible.size === 1 && only !== undefined ? only : 'maybe';
}

interface End {
  readonly party: Party;
  readonly address: string | undefined;
}
