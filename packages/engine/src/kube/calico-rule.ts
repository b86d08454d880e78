// Rules of Calico's policies: what is asked of both ends, and what the API server refuses.
import { hostBlock, parseAddress, parseBlock } from '../facts/address.ts';
import type { CalicoEntity, CalicoRule } from '../facts/calico-policy.ts';
import { asksGlobal, parseCalicoSelector } from '../facts/calico-selector.ts';
import type { PolicyPort } from '../facts/network.ts';
import { NO_HOMES } from './cilium-selector.ts';
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { PolicyReading } from './policy-reading.ts';

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;
const RULE_FIELDS = [
  'action',
  'ipVersion',
  'protocol',
  'icmp',
  'notProtocol',
  'notICMP',
  'source',
  'destination',
  'http',
  'metadata',
];
const ENTITY_FIELDS = [
  'nets',
  'notNets',
  'selector',
  'notSelector',
  'namespaceSelector',
  'serviceAccounts',
  'services',
  'ports',
  'notPorts',
];
const ACTIONS: Readonly<Record<string, CalicoRule['action']>> = {
  Allow: 'allow',
  Deny: 'deny',
  Log: 'log',
  Pass: 'pass',
};
/** Protocols by number that have ports. */
const NUMBERS: Readonly<Record<string, string>> = { '6': 'TCP', '17': 'UDP', '132': 'SCTP' };
const NAMES = ['TCP', 'UDP', 'SCTP', 'ICMP', 'ICMPv6', 'UDPLite'];
const WITH_PORTS: ReadonlySet<string> = new Set(['TCP', 'UDP', 'SCTP']);
const LAST_PORT = 65_535;
const LAST_PROTOCOL = 255;
const PORT_NAME = /^[a-zA-Z0-9_.-]{1,128}$/;

/** Says so where a text is no selector. */
export function readCalicoSelector(
  value: unknown,
  pointer: string,
  faults: PolicyReading,
  isOfNamespaces = false,
): string {
  if (isGiven(value) && typeof value !== 'string') faults.refuse(pointer, 'the selector is no text');
  const selector = parseCalicoSelector(textOf(value));
  if (selector === undefined) faults.refuse(pointer, 'it is no selector');
  else if (!isOfNamespaces && asksGlobal(selector))
    faults.refuse(pointer, '`global()` is for `namespaceSelector` only');
  return faults.strings.text(value);
}

export function readCalicoRules(value: unknown, pointer: string, faults: PolicyReading): CalicoRule[] {
  faults.refuseUnlessList(value, pointer);
  return [...listOf(value)].map((item, index) => readRule(item, `${pointer}/${index}`, faults));
}

function readRule(value: unknown, pointer: string, faults: PolicyReading): CalicoRule {
  if (!isObject(value)) faults.refuse(pointer, 'the rule is no object');
  const rule = objectOf(value);
  faults.unknownFields(rule, RULE_FIELDS, pointer, NO_HOMES);
  const action = Object.hasOwn(ACTIONS, textOf(rule.action)) ? ACTIONS[textOf(rule.action)] : undefined;
  if (action === undefined) faults.refuse(pointer, 'actions are Allow, Deny, Log and Pass');
  const protocol = readProtocol(rule.protocol, `${pointer}/protocol`, faults);
  const notProtocol = readProtocol(rule.notProtocol, `${pointer}/notProtocol`, faults);
  const { ipVersion } = rule;
  if (isGiven(ipVersion) && ipVersion !== 4 && ipVersion !== 6)
    faults.refuse(`${pointer}/ipVersion`, 'it is neither 4 nor 6');
  const source = readEntity(rule.source, `${pointer}/source`, faults);
  const destination = readEntity(rule.destination, `${pointer}/destination`, faults);
  const hasPorts = [source, destination].some(({ ports, notPorts }) => ports !== undefined || notPorts !== undefined);
  if (hasPorts && !WITH_PORTS.has(protocol ?? '')) faults.refuse(pointer, 'ports need protocol TCP, UDP or SCTP');
  return {
    action: action ?? 'log',
    ...(protocol !== undefined && { protocol }),
    ...(notProtocol !== undefined && { notProtocol }),
    ...(isGiven(ipVersion) && { ipVersion: ipVersion === 6 ? ('6' as const) : ('4' as const) }),
    ...((isGiven(rule.icmp) || isGiven(rule.notICMP)) && { icmp: true as const }),
    ...(isGiven(rule.http) && { http: true as const }),
    source,
    destination,
    pointer,
  };
}

function readProtocol(value: unknown, pointer: string, faults: PolicyReading): string | undefined {
  if (!isGiven(value)) return undefined;
  const text = typeof value === 'number' ? String(value) : textOf(value);
  const name = NUMBERS[text] ?? NAMES.find((one) => one.toLowerCase() === text.toLowerCase());
  if (name !== undefined) return name;
  if (!/^\d{1,3}$/.test(text) || Number(text) < 1 || Number(text) > LAST_PROTOCOL)
    faults.refuse(pointer, 'there is no such protocol');
  return faults.strings.keep(text);
}

function readEntity(value: unknown, pointer: string, faults: PolicyReading): CalicoEntity {
  if (isGiven(value) && !isObject(value)) faults.refuse(pointer, 'it is no object');
  const entity = objectOf(value);
  faults.unknownFields(entity, ENTITY_FIELDS, pointer, NO_HOMES);
  const selectorOf = (field: 'selector' | 'notSelector' | 'namespaceSelector') => {
    const text = readCalicoSelector(entity[field], `${pointer}/${field}`, faults, field === 'namespaceSelector');
    return text === '' ? {} : { [field]: text };
  };
  const netsOf = (field: 'nets' | 'notNets') => {
    const nets = readNets(entity[field], `${pointer}/${field}`, faults);
    return nets.length === 0 ? {} : { [field]: nets };
  };
  const portsOf = (field: 'ports' | 'notPorts') => {
    const ports = readPorts(entity[field], `${pointer}/${field}`, faults);
    return ports.length === 0 ? {} : { [field]: ports };
  };
  return {
    ...netsOf('nets'),
    ...netsOf('notNets'),
    ...selectorOf('selector'),
    ...selectorOf('notSelector'),
    ...selectorOf('namespaceSelector'),
    ...(isGiven(entity.serviceAccounts) && { accounts: readAccounts(entity.serviceAccounts, pointer, faults) }),
    ...portsOf('ports'),
    ...portsOf('notPorts'),
    ...(isGiven(entity.services) && { services: true as const }),
  };
}

function readAccounts(value: unknown, pointer: string, faults: PolicyReading): NonNullable<CalicoEntity['accounts']> {
  const accounts: JsonObject = objectOf(value);
  faults.unknownFields(accounts, ['names', 'selector'], `${pointer}/serviceAccounts`, NO_HOMES);
  return {
    names: faults.strings.list(accounts.names),
    selector: readCalicoSelector(accounts.selector, `${pointer}/serviceAccounts/selector`, faults),
  };
}

/** Blocks; an address alone is one of its own. */
export function readNets(value: unknown, pointer: string, faults: PolicyReading): string[] {
  faults.refuseUnlessList(value, pointer);
  return [...listOf(value)].map((item, index) => {
    const text = textOf(item);
    const address = parseAddress(text);
    if (address === undefined && parseBlock(text) === undefined)
      faults.refuse(`${pointer}/${index}`, 'it is no block of addresses');
    return faults.strings.keep(address === undefined ? text : hostBlock(text));
  });
}

function readPorts(value: unknown, pointer: string, faults: PolicyReading): PolicyPort[] {
  faults.refuseUnlessList(value, pointer);
  return [...listOf(value)].map((item, index) => readPort(item, `${pointer}/${index}`, faults));
}

/** https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#ports */
function readPort(item: unknown, pointer: string, faults: PolicyReading): PolicyPort {
  const text = typeof item === 'number' ? String(item) : textOf(item);
  const [, first = '', last = ''] = /^(\d{1,5})(?::(\d{1,5}))?$/.exec(text) ?? [];
  if (first === '') {
    if (!PORT_NAME.test(text)) faults.refuse(pointer, 'it is no port, range or name');
    return { protocol: '', port: faults.strings.keep(text), pointer };
  }
  const [port, endPort] = [Number(first), last === '' ? undefined : Number(last)];
  const isWrong = port > LAST_PORT || (endPort !== undefined && (endPort > LAST_PORT || endPort < port));
  if (isWrong) faults.refuse(pointer, 'ports are 0 to 65535, and a range goes upwards');
  return { protocol: '', port, ...(endPort !== undefined && { endPort }), pointer };
}
