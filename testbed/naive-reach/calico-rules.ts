// Whether a rule of Calico's policies matches a connection.
import { contains, familyOf, holdsNoHost, prefixOf } from './addresses.ts';
import { entitySelects, selectorHolds } from './calico-resources.ts';
import { hasNamedPort } from './network-policy.ts';
import type { Connection, Direction } from './network-policy.ts';
import type { Party } from './parties.ts';
import { and, or } from './raw.ts';
import type { Maybe, RawObject } from './raw.ts';
import { calicoOf, specOf } from './raw-calico.ts';
import type { RawCalicoEntity, RawCalicoRule } from './raw-calico.ts';

export interface End {
  readonly party: Party;
  readonly address: string | undefined;
}

export interface Ends {
  readonly own: End;
  readonly other: End;
}

const not = (value: Maybe): Maybe => (value === 'maybe' ? value : !value);
const NUMBERS: Readonly<Record<string, string>> = { '6': 'TCP', '17': 'UDP', '132': 'SCTP' };
const nameOf = (protocol: string | number): string => NUMBERS[String(protocol)] ?? String(protocol).toUpperCase();

export function ruleMatches(
  rule: RawCalicoRule,
  policy: RawObject,
  { own, other }: Ends,
  { direction, connection }: { readonly direction: Direction; readonly connection: Connection },
): Maybe {
  const [from, to] = direction === 'Ingress' ? [other, own] : [own, other];
  const address = from.address ?? to.address;
  const family = address === undefined ? undefined : familyOf(address);
  const { protocol } = connection;
  const source = rule.source ?? {};
  const destination = rule.destination ?? {};
  const isFrom = source.ports?.length || source.notPorts?.length ? 'maybe' : true;
  return and([
    rule.icmp === undefined && rule.notICMP === undefined,
    rule.protocol === undefined || nameOf(rule.protocol) === protocol,
    rule.notProtocol === undefined || nameOf(rule.notProtocol) !== protocol,
    rule.ipVersion === undefined || (family === undefined ? 'maybe' : rule.ipVersion === family),
    rule.http === undefined ? true : 'maybe',
    isFrom,
    portsMatch(destination, connection),
    entityMatches(source, policy, from, { connection, family }),
    entityMatches(destination, policy, to, { connection, family }),
  ]);
}

interface Asked {
  readonly connection: Connection;
  readonly family: 4 | 6 | undefined;
}

function entityMatches(entity: RawCalicoEntity, policy: RawObject, end: End, { connection, family }: Asked): Maybe {
  const { objects } = connection;
  const named = endpointsMatch((resource) => entitySelects(entity, policy, resource, objects), end, objects);
  const left = entity.notSelector
    ? endpointsMatch((resource) => selectorHolds(entity.notSelector ?? '', resource, objects), end, objects)
    : false;
  return and([
    entity.services ? 'maybe' : true,
    entity.nets?.length ? or(entity.nets.map((net) => netMatches(net, end))) : true,
    entity.notNets?.length ? outOf(entity.notNets, end, family) : true,
    named ?? true,
    not(left ?? false),
  ]);
}

/** A selector stands for the addresses of pods and for the networks of sets; of a node that is an endpoint the labels are not read. */
function endpointsMatch(
  selects: (resource: RawObject) => Maybe | undefined,
  end: End,
  objects: RawObject[],
): Maybe | undefined {
  const probe = selects({ kind: 'Pod', metadata: { name: '', namespace: '' } });
  if (probe === undefined) return undefined;
  const { party } = end;
  const found: Maybe[] = [];
  if (party.kind === 'pod' && party.pod !== undefined) found.push(selects(party.pod) ?? false);
  if (party.kind === 'node' && isHost(party.node, objects)) found.push('maybe');
  for (const set of calicoOf(objects, 'NetworkSet', 'GlobalNetworkSet')) {
    const within = or((specOf(set).nets ?? []).map((net) => netMatches(net, end)));
    found.push(and([selects(set) ?? false, within]));
  }
  return or(found);
}

export function isHost(node: string, objects: RawObject[]): boolean {
  const hosts = calicoOf(objects, 'HostEndpoint');
  return hosts.length > 0 && (node === '' || hosts.some((host) => specOf(host).node === node));
}

function netMatches(net: string, { party, address }: End): Maybe {
  const cidr = net.includes('/') ? net : `${net}/${net.includes(':') ? 128 : 32}`;
  if (prefixOf(cidr) === undefined) return 'maybe';
  if (address === undefined) return party.kind !== 'outside' && holdsNoHost(cidr) ? false : 'maybe';
  return contains(cidr, address);
}

/** Blocks of the other family only: Felix and its documentation disagree. */
function outOf(nets: string[], end: End, family: 4 | 6 | undefined): Maybe {
  const isOther = (net: string): boolean =>
    prefixOf(net.includes('/') ? net : `${net}/${net.includes(':') ? 128 : 32}`) !== undefined &&
    familyOf(net) !== family;
  if (family !== undefined && nets.every(isOther)) return 'maybe';
  return not(or(nets.map((net) => netMatches(net, end))));
}

function portsMatch({ ports, notPorts }: RawCalicoEntity, { port, protocol, destination }: Connection): boolean {
  const isMeant = (one: number | string): boolean => {
    const [first = '', last = first] = String(one).split(':');
    if (!/^\d+$/.test(first)) return hasNamedPort(destination, String(one), port, protocol);
    return port >= Number(first) && port <= Number(last);
  };
  if (ports?.length && !ports.some(isMeant)) return false;
  return !notPorts?.some(isMeant);
}
