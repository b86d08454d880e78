// NetworkPolicies: rules, peers and ports as the API server stores them, null and missing lists told from lists that are given.
import { isStrictPart, parseBlock } from '../facts/address.ts';
import type { PolicyBlock, PolicyMeant, PolicyPeer, PolicyPort, PolicyRule } from '../facts/network.ts';
import { integerOf, isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { withFieldsMoved } from './misplaced-policy-fields.ts';
import { PolicyReading } from './policy-reading.ts';
import { readSelector } from './policy-selector.ts';
import type { Reading } from './reading.ts';

const SPEC_FIELDS = ['podSelector', 'policyTypes', 'ingress', 'egress'];
const PEER_FIELDS = ['podSelector', 'namespaceSelector', 'ipBlock'];
const BLOCK_FIELDS = ['cidr', 'except'];
const PORT_FIELDS = ['protocol', 'port', 'endPort'];
const PROTOCOLS: ReadonlySet<string> = new Set(['TCP', 'UDP', 'SCTP']);
/** IANA service name: at most 15 lower-case letters, digits and single inner dashes, at least one letter. */
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LAST_PORT = 65_535;

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** Reads a NetworkPolicy. `null` is as good as absent, and an item that is null is an empty one, as Go decodes them. */
export function readNetworkPolicy(reading: Reading): boolean {
  const faults = new PolicyReading(reading.strings);
  const { object } = reading;
  faults.unknownFields(object, ['apiVersion', 'kind', 'metadata', 'spec', 'status'], '');
  if (!isObject(object.spec) && isGiven(object.spec)) faults.refuse('/spec', 'the spec is no object');
  const spec = objectOf(object.spec);
  faults.unknownFields(spec, SPEC_FIELDS, '/spec');
  reading.facts.networkPolicies.push({
    ...reading.base,
    kind: 'networkPolicy',
    ...readSpec(spec, faults),
    ...(Array.isArray(spec.egress) && spec.egress.length === 0 && { emptyEgress: true as const }),
    faults: faults.faults,
    ...meantBy(spec, faults),
  });
  for (const { pointer, reason, refused } of faults.faults)
    if (refused) reading.partial(`the API server refuses it: ${reason}`, pointer);
  return true;
}

function readSpec(spec: JsonObject, faults: PolicyReading): PolicyMeant {
  return {
    podSelector: readSelector(spec.podSelector, '/spec/podSelector', faults).selector,
    writtenTypes: readTypes(spec.policyTypes, faults),
    ingress: readRules(spec.ingress, 'from', '/spec/ingress', faults),
    egress: readRules(spec.egress, 'to', '/spec/egress', faults),
  };
}

/** Only of a policy that the API server takes, and drops fields of. */
function meantBy(spec: JsonObject, { faults, refusals, strings }: PolicyReading): { readonly meant?: PolicyMeant } {
  const moved = faults.length === 0 || refusals > 0 ? undefined : withFieldsMoved(spec);
  if (moved === undefined) return {};
  const again = new PolicyReading(strings);
  const meant = readSpec(moved, again);
  return again.refusals > 0 ? {} : { meant };
}

function readTypes(value: unknown, reading: PolicyReading): readonly string[] {
  reading.refuseUnlessList(value, '/spec/policyTypes');
  const types = reading.strings.list(value);
  if (types.length > 2) reading.refuse('/spec/policyTypes', 'there are at most two policy types');
  if (types.length !== listOf(value).length || types.some((type) => type !== 'Ingress' && type !== 'Egress'))
    reading.refuse('/spec/policyTypes', 'policy types are Ingress and Egress');
  return types;
}

function readRules(value: unknown, peers: 'from' | 'to', pointer: string, reading: PolicyReading): PolicyRule[] {
  reading.refuseUnlessList(value, pointer);
  // Copied, so that a place without an item is an item that is null.
  return [...listOf(value)].map((item, index) => {
    const at = `${pointer}/${index}`;
    if (!isObject(item) && isGiven(item)) reading.refuse(at, 'the rule is no object');
    const rule = objectOf(item);
    reading.unknownFields(rule, [peers, 'ports'], at);
    reading.refuseUnlessList(rule[peers], `${at}/${peers}`);
    reading.refuseUnlessList(rule.ports, `${at}/ports`);
    return {
      peers: [...listOf(rule[peers])].map((peer, place) =>
        readPeer(objectOf(peer), `${at}/${peers}/${place}`, reading),
      ),
      ...(isWrittenEmpty(rule, peers) && { emptyPeers: true as const }),
      ports: [...listOf(rule.ports)].map((port, place) => readPort(objectOf(port), `${at}/ports/${place}`, reading)),
      pointer: at,
    };
  });
}

function isWrittenEmpty(rule: JsonObject, field: string): boolean {
  const value = rule[field];
  return Object.hasOwn(rule, field) && (value === null || (Array.isArray(value) && value.length === 0));
}

function readPeer(peer: JsonObject, pointer: string, reading: PolicyReading): PolicyPeer {
  reading.unknownFields(peer, PEER_FIELDS, pointer);
  const hasPods = isGiven(peer.podSelector);
  const hasNamespaces = isGiven(peer.namespaceSelector);
  const hasBlock = isGiven(peer.ipBlock);
  if (!hasPods && !hasNamespaces && !hasBlock) reading.refuse(pointer, 'the peer names nobody');
  if (hasBlock && (hasPods || hasNamespaces)) reading.refuse(pointer, 'a peer with `ipBlock` has no selector');
  const isWrong = hasBlock === (hasPods || hasNamespaces);
  const pods = readSelector(peer.podSelector, `${pointer}/podSelector`, reading);
  const namespaces = readSelector(peer.namespaceSelector, `${pointer}/namespaceSelector`, reading);
  return {
    ...(hasPods && { podSelector: pods.selector }),
    ...(hasNamespaces && { namespaceSelector: namespaces.selector }),
    ...(hasBlock && { ipBlock: readBlock(objectOf(peer.ipBlock), `${pointer}/ipBlock`, reading) }),
    ...((isWrong || !pods.isValid || !namespaces.isValid) && { invalid: true as const }),
    pointer,
  };
}

const NO_BLOCK = 'it is no CIDR block that today’s API server takes';

function readBlock(value: JsonObject, pointer: string, reading: PolicyReading): PolicyBlock {
  reading.unknownFields(value, BLOCK_FIELDS, pointer);
  const cidr = textOf(value.cidr);
  const block = parseBlock(cidr);
  if (block === undefined) reading.refuse(`${pointer}/cidr`, NO_BLOCK);
  reading.refuseUnlessList(value.except, `${pointer}/except`);
  const except = [...listOf(value.except)].map((item, index) => {
    const part = parseBlock(textOf(item));
    if (part === undefined) reading.refuse(`${pointer}/except/${index}`, NO_BLOCK);
    else if (block !== undefined && !isStrictPart(part, block))
      reading.refuse(`${pointer}/except/${index}`, 'it is no strict part of `cidr`');
    return reading.strings.text(item);
  });
  return { cidr: reading.strings.keep(cidr), except };
}

const isPort = (value: unknown): boolean => {
  const port = integerOf(value);
  return port !== undefined && port >= 1 && port <= LAST_PORT;
};

function portFault(value: JsonObject): string | undefined {
  const { protocol, port, endPort } = value;
  if (isGiven(protocol) && !(typeof protocol === 'string' && PROTOCOLS.has(protocol)))
    return 'protocols are TCP, UDP and SCTP';
  if (typeof port === 'string') {
    if (!PORT_NAME.test(port)) return 'no container’s port can have such a name';
    return isGiven(endPort) ? '`endPort` needs a number as `port`' : undefined;
  }
  if (isGiven(port) && !isPort(port)) return 'ports are 1 to 65535';
  if (!isGiven(endPort)) return undefined;
  if (!isGiven(port)) return '`endPort` needs a `port`';
  return isPort(endPort) && Number(endPort) >= Number(port) ? undefined : '`endPort` is not from `port` to 65535';
}

function readPort(value: JsonObject, pointer: string, reading: PolicyReading): PolicyPort {
  reading.unknownFields(value, PORT_FIELDS, pointer);
  const fault = portFault(value);
  if (fault !== undefined) reading.refuse(pointer, fault);
  const port = typeof value.port === 'string' ? reading.strings.keep(value.port) : integerOf(value.port);
  const endPort = integerOf(value.endPort);
  return {
    protocol: isGiven(value.protocol) ? reading.strings.text(value.protocol) : 'TCP',
    ...(port !== undefined && { port }),
    ...(endPort !== undefined && { endPort }),
    ...(fault !== undefined && { invalid: true as const }),
    pointer,
  };
}
