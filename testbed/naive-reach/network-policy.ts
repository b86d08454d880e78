// NetworkPolicy v1, from the text of its API: which policies isolate a pod, and whether one of them allows a connection.
import { contains, holdsNoHost, isStrictPart, prefixOf } from './addresses.ts';
import type { Party, Reading } from './parties.ts';
import { and, or } from './raw.ts';
import type { Maybe, RawObject, RawPeer, RawPort, RawRule } from './raw.ts';
import { isValidSelector, namespaceLabels, podLabels, selects } from './selectors.ts';

export interface Connection {
  readonly objects: RawObject[];
  readonly reading: Reading;
  readonly port: number;
  readonly protocol: string;
  /** Where named ports are looked up. */
  readonly destination: Party;
}

export type Direction = 'Ingress' | 'Egress';

/** Missing or empty: always Ingress, and Egress only where there are egress rules. */
export function effectiveTypes({ spec }: RawObject): string[] {
  const written = spec?.policyTypes ?? [];
  if (written.length > 0) return written;
  return (spec?.egress ?? []).length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

export function rulesOf({ spec }: RawObject, direction: Direction): RawRule[] {
  const rules = (direction === 'Ingress' ? spec?.ingress : spec?.egress) ?? [];
  return rules.map((rule) => (rule as RawRule | null) ?? {});
}

export function isValidPolicy(policy: RawObject): boolean {
  const types = policy.spec?.policyTypes ?? [];
  const rules = [...rulesOf(policy, 'Ingress'), ...rulesOf(policy, 'Egress')];
  return (
    isValidSelector(policy.spec?.podSelector) &&
    types.length <= 2 &&
    types.every((type) => type === 'Ingress' || type === 'Egress') &&
    rules.every(({ from, to, ports }) => {
      const peers = [...(from ?? []), ...(to ?? [])];
      return peers.every((peer) => isValidPeer(peer ?? {})) && (ports ?? []).every((port) => isValidPort(port ?? {}));
    })
  );
}

function isValidPeer({ podSelector, namespaceSelector, ipBlock }: RawPeer): boolean {
  const hasSelector = (podSelector ?? undefined) !== undefined || (namespaceSelector ?? undefined) !== undefined;
  if ((ipBlock ?? undefined) === undefined) {
    return hasSelector && isValidSelector(podSelector) && isValidSelector(namespaceSelector);
  }
  const { cidr = '', except } = ipBlock ?? {};
  return !hasSelector && prefixOf(cidr) !== undefined && (except ?? []).every((part) => isStrictPart(part, cidr));
}

/** IANA service name: lower case letters, digits and single inner dashes, at most 15, at least one letter. */
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/;
const isNumber = (port: number): boolean => Number.isInteger(port) && port >= 1 && port <= 65_535;

function isValidPort({ protocol, port, endPort }: RawPort): boolean {
  if (!['TCP', 'UDP', 'SCTP'].includes(protocol ?? 'TCP')) return false;
  if (typeof port === 'string') return PORT_NAME.test(port) && (endPort ?? undefined) === undefined;
  if (typeof port === 'number' && !isNumber(port)) return false;
  if (typeof endPort !== 'number') return true;
  return typeof port === 'number' && isNumber(endPort) && endPort >= port;
}

/** Whether a policy of the pod's own namespace applies to it in this direction. */
export function isolates(policy: RawObject, pod: RawObject, direction: Direction): boolean {
  return (
    policy.kind === 'NetworkPolicy' &&
    policy.metadata.namespace === pod.metadata.namespace &&
    effectiveTypes(policy).includes(direction) &&
    selects(policy.spec?.podSelector, podLabels(pod)) === true
  );
}

interface End {
  readonly party: Party;
  readonly address: string | undefined;
}

/** Undefined where no policy isolates the pod in this direction; else whether some rule of some policy matches. */
export function networkPoliciesAllow(
  subject: RawObject,
  peer: End,
  direction: Direction,
  connection: Connection,
): Maybe | undefined {
  const { objects, reading } = connection;
  const policies = objects.filter(
    (one) => isolates(one, subject, direction) && (reading.invalidIsStored || isValidPolicy(one)),
  );
  if (policies.length === 0) return undefined;
  return or(
    policies.flatMap((policy) =>
      rulesOf(policy, direction).map((rule) => {
        const peers = (direction === 'Ingress' ? rule.from : rule.to) ?? [];
        const ports = rule.ports ?? [];
        return and([
          peers.length === 0 || or(peers.map((one) => peerMatches(one ?? {}, peer, policy, connection))),
          ports.length === 0 || ports.some((port) => portMatches(port ?? {}, connection)),
        ]);
      }),
    ),
  );
}

function peerMatches(peer: RawPeer, { party, address }: End, policy: RawObject, connection: Connection): Maybe {
  const { podSelector, namespaceSelector, ipBlock } = peer;
  const hasSelector = (podSelector ?? undefined) !== undefined || (namespaceSelector ?? undefined) !== undefined;
  if (ipBlock) return hasSelector ? false : blockMatches(ipBlock, party, address, connection.reading);
  if (!hasSelector || !isValidSelector(podSelector) || !isValidSelector(namespaceSelector)) return false;
  if (party.kind !== 'pod' || party.pod === undefined) return false;
  const namespace = party.pod.metadata.namespace ?? '';
  const inNamespace = namespaceSelector
    ? selects(namespaceSelector, namespaceLabels(connection.objects, namespace))
    : namespace === policy.metadata.namespace;
  return and([inNamespace, selects(podSelector, podLabels(party.pod))]);
}

function blockMatches(
  { cidr, except }: { cidr: string; except?: string[] | null },
  party: Party,
  address: string | undefined,
  reading: Reading,
): Maybe {
  if (party.kind === 'pod' && !reading.blocksMatchPods) return false;
  if (party.kind === 'node' && !reading.blocksMatchNodes) return false;
  // What a plugin makes of a block that was stored before such ones were refused is not known.
  if (![cidr, ...(except ?? [])].every((block) => prefixOf(block) !== undefined)) return 'maybe';
  if (address === undefined) return party.kind !== 'outside' && holdsNoHost(cidr) ? false : 'maybe';
  return contains(cidr, address) && !(except ?? []).some((part) => contains(part, address));
}

function portMatches(wanted: RawPort, { port, protocol, destination }: Connection): boolean {
  if (!isValidPort(wanted) || (wanted.protocol ?? 'TCP') !== protocol) return false;
  if (wanted.port === undefined || wanted.port === null) return true;
  if (typeof wanted.port === 'string') return hasNamedPort(destination, wanted.port, port, protocol);
  return port >= wanted.port && port <= (wanted.endPort ?? wanted.port);
}

/** Of a pod's init containers only those that keep running have ports. */
export function namedPortsOf({ spec }: RawObject): { name?: string; containerPort: number; protocol?: string }[] {
  const { containers = [], initContainers = [] } = spec ?? {};
  const running = [...containers, ...initContainers.filter(({ restartPolicy }) => restartPolicy === 'Always')];
  return running.flatMap(({ ports }) => ports ?? []);
}

/** A name is looked up on the destination pod. */
export function hasNamedPort(destination: Party, name: string, port: number, protocol: string): boolean {
  if (destination.kind !== 'pod' || destination.pod === undefined) return false;
  return namedPortsOf(destination.pod).some(
    (one) => one.name === name && one.containerPort === port && (one.protocol ?? 'TCP') === protocol,
  );
}
