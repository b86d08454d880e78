// What a request's endpoints come to: sources, and targets each with the port that is tried there.
import type { ServiceFact } from '../facts/cluster.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import type { Compiled } from './compile.ts';
import type { Party } from './ends.ts';
import type { Attempt } from './attempt.ts';
import type { NamedParty, Place, Places } from './places.ts';
import type { NamedPort } from './pods.ts';
import { backendsOf } from './services.ts';

type Asked = Omit<ConnectRequest, 'from'>;

export interface Target extends NamedParty {
  readonly attempt: Attempt;
}

export type Targets =
  | { readonly kind: 'targets'; readonly targets: readonly Target[]; readonly through?: ServiceFact }
  /** Nothing is there to connect to. */
  | { readonly kind: 'none'; readonly why: string; readonly through?: ServiceFact }
  /** It is not known what is there: an address outside that is not in the input, or what nobody has read. */
  | { readonly kind: 'unknown'; readonly why: string; readonly through: ServiceFact };

const NO_PORTS: readonly NamedPort[] = [];

function namedPortsOf(party: Party, { pods }: Compiled): readonly NamedPort[] {
  return party.kind === 'pod' ? (pods.classes[pods.classOf[party.pod] as number]?.ports ?? NO_PORTS) : NO_PORTS;
}

function targetsOfParties(parties: readonly NamedParty[], { port, protocol, to }: Asked, compiled: Compiled): Targets {
  const targets = parties.flatMap((one): Target[] => {
    const named = namedPortsOf(one.party, compiled);
    const number =
      typeof port === 'number' ? port : named.find((each) => each.name === port && each.protocol === protocol)?.port;
    return number === undefined ? [] : [{ ...one, attempt: { port: number, protocol, named } }];
  });
  if (targets.length === 0) return { kind: 'none', why: `nothing in ${to} has a port ${port}/${protocol}` };
  return { kind: 'targets', targets };
}

function targetsOfService(service: ServiceFact, request: Asked, places: Places, compiled: Compiled): Targets {
  const { port, protocol } = request;
  const found = backendsOf(service, port, protocol, { pods: compiled.pods, places });
  if (found.kind !== 'backends') return { ...found, through: service };
  const targets = found.backends.map((backend): Target => {
    const { one } = backend;
    return { ...one, attempt: { port: backend.port, protocol, named: namedPortsOf(one.party, compiled) } };
  });
  return { kind: 'targets', targets, through: service };
}

export function targetsOf(place: Place, request: Asked, places: Places, compiled: Compiled): Targets {
  return place.kind === 'service'
    ? targetsOfService(place.service, request, places, compiled)
    : targetsOfParties(place.parties, request, compiled);
}

/** A Service does not connect to anything: as a source it stands for what is behind it. */
export function sourcesOf(place: Place, places: Places, { pods }: Compiled): readonly NamedParty[] {
  if (place.kind === 'parties') return place.parties;
  const ports = place.service.ports ?? [];
  const found = ports.flatMap(({ port, protocol }) => {
    const backends = backendsOf(place.service, port, protocol, { pods, places });
    return backends.kind === 'backends' ? backends.backends.map(({ one }) => one) : [];
  });
  return [...new Map(found.map((one) => [one.name, one])).values()];
}

/** Parties of which policies cannot tell more than two apart: a third like them changes no answer. */
export function distinct<T extends NamedParty>(parties: readonly T[], { pods }: Compiled): readonly T[] {
  const seen = new Map<string, number>();
  return parties.filter(({ party }) => {
    if (party.kind !== 'pod' || party.address !== undefined) return true;
    const { node, addresses = [] } = pods.pods[party.pod] ?? { node: '' };
    const families = addresses.map((text) => (text.includes(':') ? 6 : 4)).join();
    const key = `${pods.classOf[party.pod]} ${node} ${families}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count <= 2;
  });
}
