// What pods reach outside of the pod network, before the fix and after it: metadata addresses, the internet, kubelets, the API server.
import { addressText, inBlock, parseAddress, parseBlock } from '../facts/address.ts';
import type { Address } from '../facts/address.ts';
import type { Facts } from '../facts/facts.ts';
import type { Party } from '../reach/ends.ts';
import type { Judge, Verdict } from '../reach/judge.ts';
import { RANK } from '../reach/pairs.ts';
import { METADATA } from '../reach/metadata.ts';
import { apiServerOf } from './api-server.ts';
import { EdgeList } from './edge-list.ts';
import { hostOf } from './host-ends.ts';
import type { Need } from './need.ts';
import type { Scanned } from './pair-scan.ts';
import { portsOfFacts } from './policy-ports.ts';
import type { RulePort } from './policy-ports.ts';
import type { Representative } from './representatives.ts';

/** A place outside, and the port that is tried there. */
interface Place {
  readonly id: string;
  readonly party: Party;
  readonly port: number;
  readonly protocol: string;
  readonly kind: 'metadata' | 'internet' | 'node';
  /** By which needs name it; absent where it is not known. */
  readonly address?: Address;
}

export interface OutsideScan {
  readonly opened: EdgeList;
  readonly closed: EdgeList;
  readonly left: EdgeList;
  /** Metadata addresses that pods still reach, or may, and do not need. */
  readonly metadata: EdgeList;
}

/** Of each family. */
const INTERNET = ['8.8.8.8', '2001:4860:4860::8888'];
/** One of each use: the web, a shell, and names, by which data leaves as well. */
const USUAL: readonly RulePort[] = [
  { port: 443, protocol: 'TCP' },
  { port: 22, protocol: 'TCP' },
  { port: 53, protocol: 'UDP' },
  { port: 53, protocol: 'TCP' },
];
const KUBELET = 10_250;

/** Every cloud's: a cluster moves, and which cloud it is in may not be in the input. */
const metadataPlaces: readonly Place[] = [...new Set(METADATA.flatMap(({ addresses }) => addresses))].flatMap((text) =>
  placeAt(text, { port: 80, protocol: 'TCP' }, 'metadata'),
);

function placeAt(text: string, { port, protocol }: RulePort, kind: Place['kind']): Place[] {
  const address = parseAddress(text);
  return address === undefined || typeof port !== 'number'
    ? []
    : [{ id: `ip:${addressText(address)}`, party: { kind: 'outside', address }, port, protocol, kind, address }];
}

export function scanOutside(scanned: Scanned): OutsideScan {
  const scan = { opened: new EdgeList(), closed: new EdgeList(), left: new EdgeList(), metadata: new EdgeList() };
  const places = [...metadataPlaces, ...internetPlaces(scanned)];
  const servers = serverPlaces(scanned.facts);
  const needed = Map.groupBy(scanned.needs, ({ from }) => (from.kind === 'group' ? from.group : undefined));
  const sources = Map.groupBy(scanned.representatives.all, ({ group }) => group);
  for (const [group, pods] of sources) {
    if (group.onHost || !scanned.fixed.has(group.namespace)) continue;
    const tried = pods.flatMap((source) =>
      [...places, ...otherNode(scanned.facts, source), ...servers.filter((one) => !isOnNodeOf(source, one))].map(
        (place) => tryPlace(scanned, source, place),
      ),
    );
    for (const all of Map.groupBy(tried, ({ place }) => `${place.id} ${place.port}/${place.protocol}`).values()) {
      const { place, before, after } = all.reduce(most);
      const edge = { from: group.id, to: place.id, port: place.port, protocol: place.protocol };
      const add = (list: EdgeList, then: Verdict): void =>
        list.add(group.namespace, undefined, then, () => ({ ...edge, before, after: then }));
      const opened = all.find((one) => one.before === 'deny' && one.after !== 'deny');
      if (opened !== undefined) add(scan.opened, opened.after);
      if (before === 'deny') continue;
      if (after === 'deny') add(scan.closed, after);
      else if (!isNeeded(place, needed.get(group) ?? []))
        add(place.kind === 'metadata' ? scan.metadata : scan.left, after);
    }
  }
  return scan;
}

interface Tried {
  readonly place: Place;
  readonly before: Verdict;
  readonly after: Verdict;
}

function tryPlace({ before, after }: Scanned, source: Representative, place: Place): Tried {
  return { place, before: verdictOn(before.judge, source, place), after: verdictOn(after.judge, source, place) };
}

/** The most that pods of one group may do. */
function most(a: Tried, b: Tried): Tried {
  const more = (one: Verdict, other: Verdict): Verdict => (RANK[one] >= RANK[other] ? one : other);
  return { place: a.place, before: more(a.before, b.before), after: more(a.after, b.after) };
}

/** At the usual ports, and at those that older policies let through. */
function internetPlaces({ facts, fixed }: Scanned): Place[] {
  const older = portsOfFacts(facts.networkPolicies.filter(({ namespace }) => fixed.has(namespace))).get('') ?? [];
  const ports = new Map([...USUAL, ...older].map((one) => [`${one.port}/${one.protocol}`, one]));
  return [...ports.values()].flatMap((port) => INTERNET.flatMap((text) => placeAt(text, port, 'internet')));
}

/** A node that is not the pod's own: to that one each pod speaks whatever the policies. */
function otherNode({ nodes }: Facts, { pod }: Representative): Place[] {
  const other = pod.node === '' ? undefined : nodes.find(({ name }) => name !== pod.node);
  if (other === undefined) return [];
  const [address] = (other.addresses ?? []).flatMap((one) => parseAddress(one.address) ?? []);
  const party: Party = { kind: 'node', node: other.name };
  const place = { id: 'network:nodes', party, port: KUBELET, protocol: 'TCP', kind: 'node' } as const;
  return [address === undefined ? place : { ...place, address }];
}

/** Each address of it: that of a node is that node. */
function serverPlaces(facts: Facts): Place[] {
  return (apiServerOf(facts)?.targets ?? []).flatMap(({ end, port, protocol }) =>
    (end.kind === 'blocks' ? end.cidrs : []).flatMap((cidr) => {
      const text = hostOf(cidr);
      const node = facts.nodes.find(({ addresses = [] }) => addresses.some(({ address }) => address === text));
      return placeAt(text, { port, protocol }, 'node').map((place): Place => ({
        ...place,
        id: 'apiserver',
        ...(node !== undefined && { party: { kind: 'node', node: node.name } }),
      }));
    }),
  );
}

function isOnNodeOf({ pod }: Representative, { party }: Place): boolean {
  return party.kind === 'node' && (pod.node === party.node || pod.node === '');
}

function verdictOn(judge: Judge, source: Representative, { party, port, protocol }: Place): Verdict {
  const attempt = { port, protocol, named: [] };
  return judge.judge({ source: { kind: 'pod', pod: source.number }, target: party, attempt }).verdict;
}

function isNeeded({ address, port, protocol, kind }: Place, needs: readonly Need[]): boolean {
  return needs.some((need) => {
    if (need.port !== port || need.protocol !== protocol) return false;
    if (need.to.kind === 'internet') return kind === 'internet';
    if (need.to.kind !== 'blocks') return false;
    // Where nodes are an entity, one is all.
    if (kind === 'node' && need.to.entity === 'nodes') return true;
    if (address === undefined) return false;
    return need.to.cidrs.some((cidr) => {
      const block = parseBlock(cidr);
      return block !== undefined && inBlock(block, address);
    });
  });
}
