// Addresses that one rule of a policy takes out of its block, and that the policies of the same pods together allow all the same.
import { inBlock, parseAddress, parseBlock } from '../facts/address.ts';
import type { Address } from '../facts/address.ts';
import type { Facts } from '../facts/facts.ts';
import { isolates } from '../facts/network.ts';
import type { NetworkPolicyFact, PolicyBlock } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
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
const IPV4 = parseAddress(METADATA) as Address;
const PORT = 80;

export interface Reopened {
  readonly policy: NetworkPolicyFact;
  /** Pointer of the `except` that closes the address. */
  readonly pointer: string;
  /** The address that is reached all the same. */
  readonly address: string;
  readonly by: NetworkPolicyFact;
  /** Pointer of a rule that opens it. */
  readonly rule: string;
  /** One pod that reaches it, how many there are, and how many the closing policy holds. */
  readonly witness: string;
  readonly pods: number;
  readonly held: number;
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

type Opened = Omit<Reopened, 'policy' | 'pointer'>;

/** Policies that close the metadata address in IPv4, for pods that reach it in IPv6; those that reach it in IPv4 are left out. */
export function metadataOpenInIpv6(facts: Facts): Reopened[] {
  return openAllTheSame(facts, (policy, compiled) =>
    openedFor(policy, METADATA, compiled) === undefined ? openedFor(policy, METADATA_IPV6, compiled) : undefined,
  );
}

/** Policies that close the metadata address for pods which reach it all the same, through another rule. */
export function reopenedMetadata(facts: Facts): Reopened[] {
  return openAllTheSame(facts, (policy, compiled) => openedFor(policy, METADATA, compiled));
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

function openedFor(policy: NetworkPolicyFact, text: string, compiled: Compiled): Opened | undefined {
  const address = parseAddress(text) as Address;
  const number = compiled.policies.findIndex(({ fact }) => fact === policy);
  const { of, policies } = compiled.profiles.egress;
  const held = [...of.keys()].filter((place) => policies[of[place] as number]?.includes(number) === true);
  const [reading] = readingsOf('generic') as [Reading];
  const found = held.flatMap((podClass) => {
    const opened = speaks(compiled, podClass, address) ? openedIn(podClass, address, compiled, reading) : undefined;
    return opened === undefined ? [] : [{ podClass, ...opened }];
  });
  const [first] = found;
  if (first === undefined) return undefined;
  const reached = podsIn(compiled, new Set(found.map(({ podClass }) => podClass)));
  return {
    address: text,
    by: first.by,
    rule: first.rule,
    witness: objectId(reached[0] as WorkloadFact),
    pods: reached.length,
    held: podsIn(compiled, new Set(held)).length,
  };
}

function openedIn(
  podClass: number,
  address: Address,
  compiled: Compiled,
  reading: Reading,
): Pick<Opened, 'by' | 'rule'> | undefined {
  const own: End = { kind: 'pod', podClass, node: '', address: undefined };
  const other: End = { kind: 'outside', podClass: -1, node: '', address };
  const attempt: Attempt = { port: PORT, protocol: 'TCP', named: [] };
  const policies = policiesOf(compiled, podClass, 'egress', reading);
  const sides = { own, other, direction: 'egress' } as const;
  const { truth, policy: by, rule } = matchingRule(policies, sides, attempt, { compiled, reading });
  return truth === YES && by !== undefined && rule !== undefined ? { by: by.fact, rule: rule.fact.pointer } : undefined;
}

function podsIn({ pods }: Compiled, classes: ReadonlySet<number>): WorkloadFact[] {
  return pods.pods.filter((_, number) => classes.has(pods.classOf[number] as number));
}

/** Pods whose addresses are not known may have one of either family. */
function speaks({ pods }: Compiled, podClass: number, { family }: Address): boolean {
  const { addresses } = pods.classes[podClass] as Compiled['pods']['classes'][number];
  return addresses.length === 0 || addresses.some((own) => own.family === family);
}
