// The tiers around NetworkPolicies, from the text of network-policy-api: what may become of a connection in each of them.
import { contains, holdsNoHost, prefixOf } from './addresses.ts';
import { hasNamedPort } from './network-policy.ts';
import type { Connection, Direction } from './network-policy.ts';
import type { Party } from './parties.ts';
import { and, or } from './raw.ts';
import type { Maybe, RawObject, RawSelector, RawTierPeer, RawTierRule } from './raw.ts';
import { namespaceLabels, podLabels, selects } from './selectors.ts';

export type TierName = 'Admin' | 'Baseline';
/** `next`: no rule of the tier decided. */
export type Outcome = 'allow' | 'deny' | 'next';

const ACTIONS: Readonly<Record<string, Outcome>> = { Accept: 'allow', Allow: 'allow', Deny: 'deny', Pass: 'next' };
const PEERS = new Set(['namespaces', 'pods', 'networks', 'nodes', 'domainNames']);

interface End {
  readonly party: Party;
  readonly address: string | undefined;
}

/** The pod whose policies are asked, and the other end. */
interface Ends {
  readonly own: RawObject;
  readonly other: End;
}

function tierOf({ kind, spec }: RawObject): TierName | undefined {
  if (kind === 'AdminNetworkPolicy') return 'Admin';
  if (kind === 'BaselineAdminNetworkPolicy') return 'Baseline';
  return kind === 'ClusterNetworkPolicy' ? (spec?.tier as TierName | undefined) : undefined;
}

/** Every outcome that is possible: policies of one priority may be asked in any order, and not everything is known. */
export function tierOutcomes(tier: TierName, ends: Ends, direction: Direction, connection: Connection): Set<Outcome> {
  const policies = connection.objects.filter((one) => tierOf(one) === tier);
  const priorities = [...new Set(policies.map(({ spec }) => spec?.priority ?? 0))].toSorted((a, b) => a - b);
  const found = new Set<Outcome>();
  for (const priority of priorities) {
    const equals = policies.filter(({ spec }) => (spec?.priority ?? 0) === priority);
    const each = equals.map((policy) => policyOutcomes(policy, ends, direction, connection));
    for (const outcomes of each) for (const one of outcomes) if (one !== 'none') found.add(one);
    if (!each.every((outcomes) => outcomes.has('none'))) return found;
  }
  return found.add('next');
}

function policyOutcomes(
  policy: RawObject,
  { own, other }: Ends,
  direction: Direction,
  connection: Connection,
): Set<Outcome | 'none'> {
  const found = new Set<Outcome | 'none'>();
  const isSubject = podsMatch(policy.spec?.subject ?? {}, own, connection.objects);
  if (isSubject === false) return found.add('none');
  const rules = (direction === 'Ingress' ? policy.spec?.ingress : policy.spec?.egress) ?? [];
  for (const rule of rules as RawTierRule[]) {
    const peers = (direction === 'Ingress' ? rule.from : rule.to) ?? [];
    const isClosed = peers.some((peer) => !Object.keys(peer).some((field) => PEERS.has(field)));
    // A field that is not known: an allowing rule matches nothing, any other denies everything.
    if (isClosed && ACTIONS[rule.action] === 'allow') continue;
    const matches = isClosed
      ? true
      : and([or(peers.map((peer) => peerMatches(peer, other, connection))), portMatches(rule, connection)]);
    const certain = and([isSubject, matches]);
    if (certain !== false) found.add(isClosed ? 'deny' : (ACTIONS[rule.action] ?? 'next'));
    if (certain === true) return found;
  }
  return found.add('none');
}

/** Pods on the host's network are neither subjects nor peers. */
function podsMatch({ namespaces, pods }: RawTierPeer, pod: RawObject, objects: RawObject[]): Maybe {
  if (pod.spec?.hostNetwork === true) return false;
  const inNamespace = (selector: RawSelector | undefined): Maybe =>
    selects(selector, namespaceLabels(objects, pod.metadata.namespace ?? ''));
  if (namespaces !== undefined) return inNamespace(namespaces);
  if (pods === undefined) return false;
  return and([inNamespace(pods.namespaceSelector), selects(pods.podSelector, podLabels(pod))]);
}

function peerMatches(peer: RawTierPeer, { party, address }: End, { objects }: Connection): Maybe {
  if (peer.networks !== undefined) {
    return or(
      peer.networks.map((cidr): Maybe => {
        if (prefixOf(cidr) === undefined) return 'maybe';
        if (address === undefined) return party.kind !== 'outside' && holdsNoHost(cidr) ? false : 'maybe';
        return contains(cidr, address);
      }),
    );
  }
  if (peer.nodes !== undefined) return nodeMatches(peer.nodes, party, objects);
  if (peer['domainNames'] !== undefined) return party.kind === 'outside' ? 'maybe' : false;
  return party.pod === undefined ? false : podsMatch(peer, party.pod, objects);
}

/** A node, or a pod that speaks with its node's address. */
function nodeMatches(selector: RawSelector, party: Party, objects: RawObject[]): Maybe {
  if (party.kind === 'outside' || (party.kind === 'pod' && party.pod?.spec?.hostNetwork !== true)) return false;
  const node = objects.find(({ kind, metadata }) => kind === 'Node' && metadata.name === party.node);
  return selects(selector, { known: node?.metadata.labels ?? {}, isComplete: node !== undefined });
}

function portMatches({ ports, protocols }: RawTierRule, { port, protocol, destination }: Connection): boolean {
  const named = (name: string): boolean =>
    ['TCP', 'UDP', 'SCTP'].some((one) => one === protocol && hasNamedPort(destination, name, port, one));
  if (ports !== undefined)
    return ports.some(({ portNumber, portRange, namedPort }) => {
      if (namedPort !== undefined) return named(namedPort);
      if (portNumber !== undefined) return (portNumber.protocol ?? 'TCP') === protocol && portNumber.port === port;
      return (
        portRange !== undefined &&
        (portRange.protocol ?? 'TCP') === protocol &&
        port >= portRange.start &&
        port <= portRange.end
      );
    });
  if (protocols === undefined) return true;
  return protocols.some(({ tcp, udp, sctp, destinationNamedPort }) => {
    if (destinationNamedPort !== undefined) return named(destinationNamedPort);
    const [spoken, of] = tcp !== undefined ? ['TCP', tcp] : udp !== undefined ? ['UDP', udp] : ['SCTP', sctp];
    const { number, range } = of?.destinationPort ?? {};
    if (spoken !== protocol) return false;
    if (number !== undefined) return number === port;
    return range === undefined || (port >= range.start && port <= range.end);
  });
}
