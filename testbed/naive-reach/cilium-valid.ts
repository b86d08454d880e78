// Which of Cilium's policies its API or its agent refuses, as far as tests go: `Sanitize` of its rules.
import { isStrictPart, prefixOf } from './addresses.ts';
import type { RawObject, RawSelector } from './raw.ts';
import type { RawCiliumPort, RawCiliumRule, RawCiliumSpec } from './raw-cilium.ts';
import { isValidSelector } from './selectors.ts';

const ENTITIES = 'all world cluster host init ingress unmanaged remote-node health none kube-apiserver'.split(' ');
const ENDS = ['Endpoints', 'Entities', 'CIDR', 'CIDRSet', 'FQDNs', 'Services', 'Groups', 'Nodes'];

export function isValidCilium(policy: RawObject): boolean {
  const { spec, specs } = policy as unknown as { spec?: RawCiliumSpec | null; specs?: RawCiliumSpec[] | null };
  const all = [...(spec ? [spec] : []), ...(specs ?? [])];
  return all.length > 0 && all.every((one) => isValidSpec(one, policy.metadata.namespace !== undefined));
}

function isValidSpec(spec: RawCiliumSpec, hasNamespace: boolean): boolean {
  const { endpointSelector, nodeSelector } = spec;
  if (Boolean(endpointSelector) === Boolean(nodeSelector) || (hasNamespace && nodeSelector)) return false;
  const rules = (list: (RawCiliumRule | null)[] | null | undefined, side: string): boolean =>
    (list ?? []).every((rule) => isValidRule(rule ?? {}, side));
  return (
    isValidKeys(endpointSelector ?? nodeSelector ?? {}) &&
    rules(spec.ingress, 'from') &&
    rules(spec.ingressDeny, 'from') &&
    rules(spec.egress, 'to') &&
    rules(spec.egressDeny, 'to')
  );
}

/** A key may have the label's source before it. */
function isValidKeys(selector: RawSelector): boolean {
  const bare = (key: string): string => key.slice(key.indexOf(':') + 1);
  return isValidSelector({
    matchLabels: Object.fromEntries(
      Object.entries(selector.matchLabels ?? {}).map(([key, value]) => [bare(key), value]),
    ),
    matchExpressions: (selector.matchExpressions ?? []).map((one) => ({ ...one, key: bare(one.key) })),
  });
}

function isValidRule(rule: RawCiliumRule, side: string): boolean {
  const lists = rule as unknown as Record<string, unknown[] | null | undefined>;
  const given = ENDS.filter((field) => (lists[`${side}${field}`] ?? []).length > 0);
  const items = <T>(field: string): T[] => (lists[`${side}${field}`] ?? []) as T[];
  const hasPorts = (rule.toPorts ?? []).length > 0;
  return (
    given.length < 2 &&
    !(hasPorts && (rule.icmps ?? []).length > 0) &&
    items<RawSelector>('Endpoints').every(isValidKeys) &&
    items<string>('Entities').every((entity) => ENTITIES.includes(entity)) &&
    items<string>('CIDR').every(
      (cidr) => prefixOf(cidr.includes('/') ? cidr : `${cidr}/${cidr.includes(':') ? 128 : 32}`) !== undefined,
    ) &&
    items<{ cidr?: string; except?: string[] | null; cidrGroupRef?: string }>('CIDRSet').every(isValidSet) &&
    (rule.toPorts ?? []).every((entry) => (entry?.ports ?? []).length <= 40 && (entry?.ports ?? []).every(isValidPort))
  );
}

function isValidSet({
  cidr = '',
  except,
  cidrGroupRef,
}: {
  cidr?: string;
  except?: string[] | null;
  cidrGroupRef?: string;
}): boolean {
  if (cidrGroupRef !== undefined) return true;
  return (
    prefixOf(cidr) !== undefined &&
    (except ?? []).every((part) => isStrictPart(part, cidr) || prefixOf(part) === prefixOf(cidr))
  );
}

function isValidPort({ port, endPort, protocol }: RawCiliumPort): boolean {
  const spoken = ['TCP', 'UDP', 'SCTP', 'ANY', 'ICMP', 'ICMPV6', ''].includes((protocol ?? '').toUpperCase());
  if (typeof port !== 'string' || !spoken) return false;
  const isNumber = /^(?:0|[1-9]\d{0,4})$/.test(port) && Number(port) < 65_536;
  const isName = /^[a-z0-9](?:-?[a-z0-9])*$/i.test(port) && /[a-z]/i.test(port) && port.length <= 15;
  return (isNumber || isName) && (endPort === undefined || (endPort >= 0 && endPort < 65_536));
}
