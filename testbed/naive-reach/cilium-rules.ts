// Whether a rule of Cilium's policies matches the other end of a connection, and its port.
import { contains, prefixOf, sameAddress } from './addresses.ts';
import { identityOf, selectsIdentity } from './cilium-identity.ts';
import { isPortText } from './cilium-valid.ts';
import { hasNamedPort, namedPortsOf } from './network-policy.ts';
import type { Connection, Direction } from './network-policy.ts';
import { isOwnNode } from './parties.ts';
import type { Party } from './parties.ts';
import { and, or } from './raw.ts';
import type { Maybe, RawObject, RawSelector } from './raw.ts';
import type { RawCiliumPort, RawCiliumRule } from './raw-cilium.ts';

interface End {
  readonly party: Party;
  readonly address: string | undefined;
}

export interface Ends {
  readonly own: End;
  readonly other: End;
}

export interface Asked {
  readonly ends: Ends;
  readonly direction: Direction;
  readonly connection: Connection;
}

const not = (value: Maybe): Maybe => (value === 'maybe' ? value : !value);

/** One answer for each entry of `toPorts`, or one where there is none. */
export function ruleMatches(
  rule: RawCiliumRule,
  action: 'allow' | 'deny',
  policy: RawObject,
  asked: Asked,
): { matches: Maybe; isPartial: boolean }[] {
  const peers = peersMatch(rule, policy, asked);
  const entries = rule.toPorts ?? [];
  if (entries.length === 0) {
    const isAboutPorts = (rule.icmps ?? []).length === 0;
    // Neither ends nor ports: it isolates, and matches nothing.
    return [{ matches: isAboutPorts && peers !== undefined ? peers : false, isPartial: false }];
  }
  return entries.map((entry) => {
    const { ports, rules, ...others } = entry ?? {};
    const isFiltered =
      action === 'allow' &&
      (Object.values(rules ?? {}).some((one) => one !== null && one !== undefined) ||
        ['serverNames', 'terminatingTLS', 'originatingTLS', 'listener'].some((field) => field in others));
    const isBare = (ports ?? []).length === 0;
    const port = isBare ? true : or((ports ?? []).map((one) => portMatches(one, asked)));
    return { matches: and([port, peers ?? true]), isPartial: isFiltered || isBare };
  });
}

function portMatches({ port, endPort, protocol }: RawCiliumPort, { direction, connection }: Asked): Maybe {
  const spoken = (protocol ?? '').toUpperCase();
  if (spoken !== '' && spoken !== 'ANY' && spoken !== connection.protocol) return false;
  const text = String(port);
  // What is no port is refused; what it would mean is not known.
  if (!isPortText(text)) return 'maybe';
  if (/^\d+$/.test(text)) {
    const first = Number(text);
    if (first === 0) return true;
    return connection.port >= first && connection.port <= Math.max(first, endPort ?? first);
  }
  const name = text.toLowerCase();
  const isOwn = hasNamedPort(connection.destination, name, connection.port, connection.protocol);
  if (direction === 'Ingress') return isOwn;
  const numbers = new Set(
    connection.objects
      .filter(
        ({ kind, spec, status }) =>
          kind === 'Pod' && spec?.hostNetwork !== true && !/^(?:Succeeded|Failed)$/.test(status?.phase ?? ''),
      )
      .flatMap(namedPortsOf)
      .filter((one) => one.name === name && (one.protocol ?? 'TCP') === connection.protocol)
      .map(({ containerPort }) => containerPort),
  );
  if (!numbers.has(connection.port)) return false;
  return isOwn && numbers.size === 1 ? true : 'maybe';
}

/** Undefined: the rule names nobody. */
function peersMatch(rule: RawCiliumRule, policy: RawObject, asked: Asked): Maybe | undefined {
  const { ends, direction, connection } = asked;
  const side = direction === 'Ingress' ? 'from' : 'to';
  const lists = rule as unknown as Record<string, unknown[] | null | undefined>;
  const listOf = (field: string): unknown[] | undefined => lists[`${side}${field}`] ?? undefined;
  const { kind } = ends.other.party;
  const found: Maybe[][] = [
    ((listOf('Endpoints') ?? []) as RawSelector[]).map((selector) =>
      endpointMatches(selector, policy, ends.other, connection),
    ),
    ((listOf('Entities') ?? []) as string[]).map((entity) => entityMatches(entity, asked)),
    ((listOf('CIDR') ?? []) as string[]).map((cidr) => blockMatches({ cidr }, ends.other)),
    ((listOf('CIDRSet') ?? []) as { cidr?: string; except?: string[] | null }[]).map((one) =>
      blockMatches(one, ends.other),
    ),
    (listOf('FQDNs') ?? []).map(() => (kind === 'outside' ? 'maybe' : false)),
    (listOf('Groups') ?? []).map(() => (kind === 'outside' ? 'maybe' : false)),
    (listOf('Nodes') ?? []).map(() => (kind === 'node' ? 'maybe' : false)),
    (listOf('Services') ?? []).map(() => 'maybe'),
  ];
  const fields = ['Endpoints', 'Entities', 'CIDR', 'CIDRSet', 'FQDNs', 'Groups', 'Nodes', 'Services'];
  return fields.some((field) => listOf(field) !== undefined) ? or(found.flat()) : undefined;
}

function endpointMatches(selector: RawSelector, policy: RawObject, { party }: End, { objects }: Connection): Maybe {
  const identity = party.kind === 'pod' && party.pod !== undefined ? identityOf(party.pod, objects) : undefined;
  return selectsIdentity(selector, identity, { namespace: policy.metadata.namespace ?? '', isSubject: false });
}

function entityMatches(entity: string, { ends: { own, other }, direction, connection }: Asked): Maybe {
  const { kind } = other.party;
  if (entity === 'all') return true;
  if (entity === 'world') return kind === 'outside';
  const apiServer = (): Maybe => {
    const matches = apiServerMatches(other, connection.objects);
    // https://github.com/cilium/cilium/pull/32464: where a cloud runs it, its connections need not come with its own identity.
    return matches === true && kind === 'outside' && direction === 'Ingress' ? 'maybe' : matches;
  };
  if (entity === 'cluster') return kind === 'outside' ? apiServer() : true;
  if (entity === 'host') return kind === 'node' && isOwnNode(own.party, other.party);
  if (entity === 'remote-node') return kind === 'node' && not(isOwnNode(own.party, other.party));
  return entity === 'kube-apiserver' ? apiServer() : false;
}

/** The endpoints of the Service `kubernetes` are the API server's. */
function apiServerMatches({ party, address }: End, objects: RawObject[]): Maybe {
  if (party.kind === 'pod') return false;
  const slices = objects.filter(
    ({ kind, metadata }) =>
      kind === 'EndpointSlice' &&
      metadata.namespace === 'default' &&
      metadata.labels?.['kubernetes.io/service-name'] === 'kubernetes',
  ) as unknown as { endpoints: { addresses: string[] }[] }[];
  if (slices.length === 0) return 'maybe';
  const servers = slices.flatMap(({ endpoints }) => endpoints.flatMap(({ addresses }) => addresses));
  const node = objects.find(({ kind, metadata }) => kind === 'Node' && metadata.name === party.node);
  const own = party.kind === 'node' ? (node?.status?.addresses ?? []).map((one) => one.address) : [];
  const all = [...own, ...(address === undefined ? [] : [address])];
  return all.length === 0 ? 'maybe' : all.some((one) => servers.some((server) => sameAddress(one, server)));
}

/** Blocks are about what is outside of the cluster only. */
function blockMatches(
  rule: { cidr?: string; except?: string[] | null; cidrGroupRef?: string },
  { party, address }: End,
): Maybe {
  if (party.kind !== 'outside') return false;
  if (rule.cidrGroupRef !== undefined || rule.cidr === undefined || address === undefined) return 'maybe';
  const cidr = rule.cidr.includes('/') ? rule.cidr : `${rule.cidr}/${rule.cidr.includes(':') ? 128 : 32}`;
  if (![cidr, ...(rule.except ?? [])].every((block) => prefixOf(block) !== undefined)) return 'maybe';
  return contains(cidr, address) && !(rule.except ?? []).some((part) => contains(part, address));
}
