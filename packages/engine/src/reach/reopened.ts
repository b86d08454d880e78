// Addresses that one rule of a policy takes out of its block, and that the policies of the same pods together allow all the same.
import { inBlock, parseAddress, parseBlock } from '../facts/address.ts';
import type { Address } from '../facts/address.ts';
import type { Facts } from '../facts/facts.ts';
import { isolates } from '../facts/network.ts';
import type { NetworkPolicyFact, PolicyBlock } from '../facts/network.ts';
import type { Attempt, End } from './attempt.ts';
import { compiledOf } from './compile.ts';
import type { Compiled } from './compile.ts';
import { matchingRule, policiesOf } from './decide.ts';
import { readingsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { YES } from './truth.ts';

/** Where AWS, Azure, Google Cloud, Oracle and OpenStack answer with a node’s credentials. */
const METADATA = '169.254.169.254';
/**
 * The same service in IPv6, of AWS where it is switched on.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
 */
export const METADATA_IPV6 = 'fd00:ec2::254';
const [IPV4, IPV6] = [METADATA, METADATA_IPV6].map(parseAddress) as [Address, Address];
const PORT = 80;

export interface Reopened {
  readonly policy: NetworkPolicyFact;
  /** Pointer of the `except` that closes the address. */
  readonly pointer: string;
  readonly by: NetworkPolicyFact;
  readonly rule: string;
}

/** Index of the exception that takes the metadata address out of the block; -1 without one. */
function closes({ cidr, except }: PolicyBlock): number {
  const block = parseBlock(cidr);
  if (block === undefined || !inBlock(block, IPV4)) return -1;
  return except.findIndex((text) => {
    const part = parseBlock(text);
    return part !== undefined && inBlock(part, IPV4);
  });
}

/** Pointers of the exceptions that close the metadata address. */
function closedAt(policy: NetworkPolicyFact): string[] {
  return policy.egress.flatMap(({ peers }) =>
    peers.flatMap(({ ipBlock, pointer }) => {
      const place = ipBlock === undefined ? -1 : closes(ipBlock);
      return place < 0 ? [] : [`${pointer}/ipBlock/except/${place}`];
    }),
  );
}

type Opened = Pick<Reopened, 'by' | 'rule'>;

/** Policies that close the metadata address in IPv4, for pods that reach it in IPv6; those that reach it in IPv4 are left out. */
export function metadataOpenInIpv6(facts: Facts): Reopened[] {
  return openAllTheSame(facts, (policy, compiled) =>
    openedFor(policy, IPV4, compiled) === undefined ? openedFor(policy, IPV6, compiled) : undefined,
  );
}

/** Policies that close the metadata address for pods which reach it all the same, through another rule. */
export function reopenedMetadata(facts: Facts): Reopened[] {
  return openAllTheSame(facts, (policy, compiled) => openedFor(policy, IPV4, compiled));
}

function openAllTheSame(
  facts: Facts,
  openedBy: (closing: NetworkPolicyFact, compiled: Compiled) => Opened | undefined,
): Reopened[] {
  return facts.networkPolicies.flatMap((policy) => {
    const pointers = isolates(policy, 'egress') ? closedAt(policy) : [];
    const opened = pointers.length === 0 ? undefined : openedBy(policy, compiledOf(facts));
    return opened === undefined ? [] : pointers.map((pointer) => ({ policy, pointer, ...opened }));
  });
}

function openedFor(policy: NetworkPolicyFact, address: Address, compiled: Compiled): Opened | undefined {
  const [reading] = readingsOf('generic') as [Reading];
  const number = compiled.policies.findIndex(({ fact }) => fact === policy);
  const { of, policies } = compiled.profiles.egress;
  const other: End = { kind: 'outside', podClass: -1, node: '', address };
  const attempt: Attempt = { port: PORT, protocol: 'TCP', named: [] };
  for (const [podClass, profile] of of.entries()) {
    if (policies[profile]?.includes(number) !== true || !speaks(compiled, podClass, address)) continue;
    const own: End = { kind: 'pod', podClass, node: '', address: undefined };
    const sides = { own, other, direction: 'egress' } as const;
    const held = policiesOf(compiled, podClass, 'egress', reading);
    const { truth, policy: by, rule } = matchingRule(held, sides, attempt, { compiled, reading });
    if (truth === YES && by !== undefined && rule !== undefined) return { by: by.fact, rule: rule.fact.pointer };
  }
  return undefined;
}

/** Pods whose addresses are not known may have one of either family. */
function speaks({ pods }: Compiled, podClass: number, { family }: Address): boolean {
  const { addresses } = pods.classes[podClass] as Compiled['pods']['classes'][number];
  return addresses.length === 0 || addresses.some((own) => own.family === family);
}
