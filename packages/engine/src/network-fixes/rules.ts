// From needs to the fewest rules that let them through: peers that need the same ports stand in one rule.
import { NAMESPACE_NAME } from '../reach/label-truth.ts';
import { endId } from './need.ts';
import type { NeedEnd, Protocol } from './need.ts';
import type { PeerManifest, PortManifest, RuleManifest } from './policy-manifest.ts';

/** One peer that has to be let through, and the port. */
export interface Wanted {
  readonly end: NeedEnd;
  readonly port: number | string;
  /** Of a name: the numbers that it stands for. */
  readonly numbers?: readonly number[];
  readonly protocol: Protocol;
}

/**
 * What no host on the internet has, private and special blocks with every cloud's metadata addresses in them: an address of the cluster
 * must not be let through by a rule that is meant for the world. https://www.iana.org/assignments/iana-ipv4-special-registry,
 * https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const NOT_THE_INTERNET_V4 = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
];
const NOT_THE_INTERNET_V6 = ['fc00::/7', 'fe80::/10'];

/** Address families that the pods have, or may have. */
export interface Families {
  readonly v4: boolean;
  readonly v6: boolean;
}

export interface RuleSettings {
  /** Namespace of the policy. */
  readonly namespace: string;
  readonly families: Families;
}

export function namespaceSelector(name: string): NonNullable<PeerManifest['namespaceSelector']> {
  return { matchLabels: { [NAMESPACE_NAME]: name } };
}

/** Empty for everyone: a rule without peers. */
export function peersOf(end: NeedEnd, { namespace, families }: RuleSettings): readonly PeerManifest[] {
  switch (end.kind) {
    case 'group':
      return end.group.namespace === namespace
        ? [{ podSelector: end.group.selector }]
        : [{ namespaceSelector: namespaceSelector(end.group.namespace), podSelector: end.group.selector }];
    case 'namespace':
      return end.namespace === namespace
        ? [{ podSelector: {} }]
        : [{ namespaceSelector: namespaceSelector(end.namespace) }];
    case 'pods':
      return [{ namespaceSelector: {} }];
    case 'everyone':
      return [];
    case 'internet':
      return [
        ...(families.v4 ? [{ ipBlock: { cidr: '0.0.0.0/0', except: NOT_THE_INTERNET_V4 } }] : []),
        ...(families.v6 ? [{ ipBlock: { cidr: '::/0', except: NOT_THE_INTERNET_V6 } }] : []),
      ];
    case 'blocks':
      return end.cidrs.map((cidr) => ({ ipBlock: { cidr } }));
  }
}

/** A rule for each set of ports, in the order of what it lets through. */
export function rulesFor(wanted: readonly Wanted[], side: 'from' | 'to', settings: RuleSettings): RuleManifest[] {
  const openToAll = new Set(wanted.filter(({ end }) => end.kind === 'everyone').map(portKey));
  const openToPods = new Set(wanted.filter(({ end }) => end.kind === 'pods').map(portKey));
  const rest = wanted.filter((one) => {
    if (isCovered(one, wanted)) return false;
    if (one.end.kind === 'everyone') return true;
    if (openToAll.has(portKey(one))) return false;
    return one.end.kind === 'pods' || !isPods(one.end) || !openToPods.has(portKey(one));
  });
  const byPeer = new Map<string, { readonly peer?: PeerManifest; readonly ports: Map<string, PortManifest> }>();
  for (const one of rest) {
    const peers = peersOf(one.end, settings);
    const port = { port: one.port, protocol: one.protocol };
    for (const peer of one.end.kind === 'everyone' ? [undefined] : peers) {
      const key = peer === undefined ? '' : JSON.stringify(peer);
      const entry = byPeer.get(key) ?? { ...(peer !== undefined && { peer }), ports: new Map() };
      entry.ports.set(portKey(one), port);
      byPeer.set(key, entry);
    }
  }
  const byPorts = Map.groupBy(byPeer, ([key, { ports }]) => `${key === ''} ${[...ports.keys()].toSorted().join(' ')}`);
  return [...byPorts.values()]
    .map((entries) =>
      ruleOf(
        entries.map(([, entry]) => entry),
        side,
      ),
    )
    .toSorted(byText);
}

/** A name of a port whose every number the same end gets by itself. */
function isCovered({ end, numbers, protocol }: Wanted, wanted: readonly Wanted[]): boolean {
  const id = endId(end);
  return (
    numbers?.every((number) =>
      wanted.some(
        (other) =>
          other.port === number &&
          other.protocol === protocol &&
          (other.end.kind === 'everyone' || endId(other.end) === id),
      ),
    ) === true
  );
}

function ruleOf(
  entries: readonly { readonly peer?: PeerManifest; readonly ports: ReadonlyMap<string, PortManifest> }[],
  side: 'from' | 'to',
): RuleManifest {
  const ports = [...(entries[0]?.ports.values() ?? [])].toSorted(byPort);
  const peers = entries.flatMap(({ peer }) => (peer === undefined ? [] : [peer])).toSorted(byText);
  return { ...(peers.length > 0 && { [side]: peers }), ports };
}

const isPods = (end: NeedEnd): boolean => (end.kind === 'group' ? !end.group.onHost : end.kind === 'namespace');
const portKey = ({ port, protocol }: { readonly port: number | string; readonly protocol: string }): string =>
  `${port}/${protocol}`;

function byPort(a: PortManifest, b: PortManifest): number {
  return Number(a.port) - Number(b.port) || byText(`${a.port}/${a.protocol}`, `${b.port}/${b.protocol}`);
}

function byText(a: unknown, b: unknown): number {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}
