// AdminNetworkPolicy, BaselineAdminNetworkPolicy and ClusterNetworkPolicy: the two versions of network-policy-api in one form.
import type { PolicyPort } from '../facts/network.ts';
import type { TierPeer, TierPolicyFact, TierRule } from '../facts/tier.ts';
import { integerOf, isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { PolicyReading } from './policy-reading.ts';
import { readSelector } from './policy-selector.ts';
import type { Reading } from './reading.ts';

export const TIER_GROUP = 'policy.networking.k8s.io';
const ACTIONS: Readonly<Record<string, TierRule['action']>> = {
  Accept: 'allow',
  Allow: 'allow',
  Deny: 'deny',
  Pass: 'pass',
};
const LAST_PRIORITY = 1000;
const LAST_PORT = 65_535;

function tierOf(kind: string, spec: JsonObject, faults: PolicyReading): TierPolicyFact['tier'] {
  if (kind === 'AdminNetworkPolicy') return 'admin';
  if (kind === 'BaselineAdminNetworkPolicy' || spec.tier === 'Baseline') return 'baseline';
  if (spec.tier !== 'Admin') faults.refuse('/spec', 'the tier is neither Admin nor Baseline');
  return 'admin';
}

/** False for other kinds of the group. */
export function readTierPolicy(reading: Reading): boolean {
  const { kind } = reading.identity;
  if (!/^(?:Baseline)?AdminNetworkPolicy$|^ClusterNetworkPolicy$/.test(kind)) return false;
  const faults = new PolicyReading(reading.strings);
  const spec = objectOf(reading.object.spec);
  const priority = integerOf(spec.priority) ?? 0;
  if (priority < 0 || priority > LAST_PRIORITY) faults.refuse('/spec/priority', 'priorities are 0 to 1000');
  const subject = readPeer(objectOf(spec.subject), '/spec/subject', faults);
  const fact: TierPolicyFact = {
    ...reading.base,
    kind: 'tierPolicy',
    tier: tierOf(kind, spec, faults),
    priority,
    ...(subject !== undefined && { subject }),
    ingress: readRules(spec.ingress, 'from', '/spec/ingress', faults),
    egress: readRules(spec.egress, 'to', '/spec/egress', faults),
    faults: [],
  };
  reading.facts.tierPolicies.push({ ...fact, faults: faults.faults });
  for (const { pointer, reason, refused } of faults.faults)
    if (refused) reading.partial(`the API server refuses it: ${reason}`, pointer);
  return true;
}

function readRules(value: unknown, side: 'from' | 'to', pointer: string, faults: PolicyReading): TierRule[] {
  faults.refuseUnlessList(value, pointer);
  return [...listOf(value)].map((item, index) => {
    const at = `${pointer}/${index}`;
    const rule = objectOf(item);
    const action = ACTIONS[textOf(rule.action)];
    if (action === undefined) faults.refuse(at, 'actions are Accept, Deny and Pass, in v1alpha1 Allow for Accept');
    const written = [...listOf(rule[side])];
    if (written.length === 0) faults.refuse(at, `\`${side}\` names nobody`);
    const peers = written.map((peer, place) => readPeer(objectOf(peer), `${at}/${side}/${place}`, faults));
    const ports = readPorts(rule, at, faults);
    return {
      action: action ?? 'pass',
      peers: peers.filter((peer) => peer !== undefined),
      ...(peers.includes(undefined) && { failsClosed: true as const }),
      ...(ports !== undefined && { ports }),
      pointer: at,
    };
  });
}

/** Undefined for a peer of a kind that is not known: the API says to fail closed then. */
function readPeer(value: JsonObject, pointer: string, faults: PolicyReading): TierPeer | undefined {
  if (isObject(value.namespaces))
    return { namespaceSelector: readSelector(value.namespaces, `${pointer}/namespaces`, faults).selector, pointer };
  if (isObject(value.pods)) {
    const { namespaceSelector, podSelector } = value.pods;
    return {
      namespaceSelector: readSelector(namespaceSelector, `${pointer}/pods/namespaceSelector`, faults).selector,
      podSelector: readSelector(podSelector, `${pointer}/pods/podSelector`, faults).selector,
      pointer,
    };
  }
  if (Array.isArray(value.networks)) return { networks: faults.strings.list(value.networks), pointer };
  if (isObject(value.nodes)) return { nodes: readSelector(value.nodes, `${pointer}/nodes`, faults).selector, pointer };
  return Array.isArray(value.domainNames) ? { domainNames: true, pointer } : undefined;
}

function readPorts(rule: JsonObject, pointer: string, faults: PolicyReading): readonly PolicyPort[] | undefined {
  if (Array.isArray(rule.ports))
    return [...(rule.ports as readonly unknown[])].map((item: unknown, index) =>
      portOfV1alpha1(objectOf(item), `${pointer}/ports/${index}`, faults),
    );
  if (Array.isArray(rule.protocols))
    return [...(rule.protocols as readonly unknown[])].map((item: unknown, index) =>
      portOfV1alpha2(objectOf(item), `${pointer}/protocols/${index}`, faults),
    );
  return undefined;
}

interface Numbers {
  readonly port: number | undefined;
  readonly endPort?: number | undefined;
}

function portOf(protocol: string, { port, endPort }: Numbers, pointer: string, faults: PolicyReading): PolicyPort {
  const isWrong = [port, endPort].some((one) => one !== undefined && (one < 1 || one > LAST_PORT));
  if (isWrong) faults.refuse(pointer, 'ports are 1 to 65535');
  return {
    protocol,
    ...(port !== undefined && { port }),
    ...(endPort !== undefined && { endPort }),
    pointer,
  };
}

function named(name: string, pointer: string, faults: PolicyReading): PolicyPort {
  return { protocol: '', port: faults.strings.keep(name), pointer };
}

function portOfV1alpha1(value: JsonObject, pointer: string, faults: PolicyReading): PolicyPort {
  if (typeof value.namedPort === 'string') return named(value.namedPort, pointer, faults);
  if (isObject(value.portRange)) {
    const { protocol, start, end } = value.portRange;
    return portOf(textOf(protocol) || 'TCP', { port: integerOf(start), endPort: integerOf(end) }, pointer, faults);
  }
  const { protocol, port } = objectOf(value.portNumber);
  return portOf(textOf(protocol) || 'TCP', { port: integerOf(port) }, pointer, faults);
}

function portOfV1alpha2(value: JsonObject, pointer: string, faults: PolicyReading): PolicyPort {
  if (typeof value.destinationNamedPort === 'string') return named(value.destinationNamedPort, pointer, faults);
  const protocol = ['tcp', 'udp', 'sctp'].find((one) => isObject(value[one])) ?? '';
  if (protocol === '') faults.refuse(pointer, 'protocols are tcp, udp and sctp');
  const { number, range } = objectOf(objectOf(value[protocol]).destinationPort);
  const { start, end } = objectOf(range);
  const numbers = isObject(range) ? { port: integerOf(start), endPort: integerOf(end) } : { port: integerOf(number) };
  return portOf(protocol.toUpperCase(), numbers, pointer, faults);
}
