// Ports of Cilium's rules, and the rules of layer 7 that stand beside them.
import type { CiliumRule } from '../facts/cilium-policy.ts';
import type { Direction, PolicyPort } from '../facts/network.ts';
import { NO_HOMES } from './cilium-selector.ts';
import { integerOf, isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { PolicyReading } from './policy-reading.ts';

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;
const LAST_PORT = 65_535;
/** `maxPorts` in `pkg/policy/api/rule_validation.go`. */
const MOST_PORTS = 40;
const NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/i;
const NUMBER = /^(?:0|[1-9]\d{0,4})$/;
/** Protocols whose ports can be asked for, and those that are none of them. */
const ASKED: ReadonlySet<string> = new Set(['TCP', 'UDP', 'SCTP', 'ANY', '']);
const OTHERS: ReadonlySet<string> = new Set(['ICMP', 'ICMPV6', 'VRRP', 'IGMP', 'GRE', 'IPIP', 'IPV6', 'ESP', 'AH']);
/** Fields beside `ports` that let through only some of the connections. */
const CONDITIONS = ['serverNames', 'terminatingTLS', 'originatingTLS', 'listener'];

interface Place {
  readonly action: CiliumRule['action'];
  readonly direction: Direction;
  readonly pointer: string;
}

/** One entry of `toPorts`. `ports` is absent where every port is meant. */
export interface CiliumPorts {
  readonly ports?: readonly PolicyPort[];
  readonly conditions: readonly string[];
}

/**
 * An entry for each of `toPorts`; one without ports where there is none. A rule with `icmps` and no `toPorts` is about no port at all.
 * https://docs.cilium.io/en/stable/security/policy/language/#layer-4-examples
 */
export function readCiliumPorts(rule: JsonObject, place: Place, faults: PolicyReading): CiliumPorts[] {
  const pointer = `${place.pointer}/toPorts`;
  faults.refuseUnlessList(rule.toPorts, pointer);
  const items = [...listOf(rule.toPorts)];
  const hasIcmp = listOf(rule.icmps).length > 0;
  if (items.length === 0) return [{ ...(hasIcmp && { ports: [] }), conditions: [] }];
  if (hasIcmp) faults.refuse(place.pointer, '`icmps` and `toPorts` are not of one rule');
  return items.map((item, index) => readItem(objectOf(item), `${pointer}/${index}`, place, faults));
}

function readItem(item: JsonObject, pointer: string, { action, direction }: Place, faults: PolicyReading): CiliumPorts {
  const allowed = action === 'allow' ? ['rules', ...CONDITIONS] : [];
  faults.unknownFields(item, ['ports', ...allowed], pointer, NO_HOMES);
  faults.refuseUnlessList(item.ports, `${pointer}/ports`);
  const written = [...listOf(item.ports)];
  if (written.length > MOST_PORTS) faults.refuse(`${pointer}/ports`, `there are more than ${MOST_PORTS} ports`);
  if (direction === 'ingress' && isGiven(objectOf(item.rules).dns))
    faults.refuse(`${pointer}/rules/dns`, 'there are no rules of DNS for ingress');
  const conditions = allowed.filter((field) => isGiven(item[field]) && (field !== 'rules' || hasRules(item.rules)));
  // What an entry without ports means is not documented alike for all versions.
  if (written.length === 0) return { conditions: [...conditions, 'toPorts'] };
  const ports = written
    .slice(0, MOST_PORTS)
    .flatMap((port, index) => readPort(objectOf(port), `${pointer}/ports/${index}`, faults));
  return { ports, conditions };
}

/** An empty object holds no rule. */
function hasRules(rules: unknown): boolean {
  return isObject(rules) && Object.values(rules).some(isGiven);
}

function readPort(value: JsonObject, pointer: string, faults: PolicyReading): PolicyPort[] {
  faults.unknownFields(value, ['port', 'endPort', 'protocol'], pointer, NO_HOMES);
  const protocol = textOf(value.protocol).toUpperCase();
  const isAsked = ASKED.has(protocol);
  if (!isAsked && !OTHERS.has(protocol)) faults.refuse(pointer, 'there is no such protocol');
  const text = typeof value.port === 'number' ? String(value.port) : textOf(value.port);
  const isNumber = NUMBER.test(text) && Number(text) <= LAST_PORT;
  if (typeof value.port !== 'string') faults.refuse(pointer, 'the port is no text: a number needs quotes');
  else if (!isNumber && !NAME.test(text)) faults.refuse(pointer, 'the port is neither 0 to 65535 nor a name');
  const endPort = integerOf(value.endPort);
  if (isGiven(value.endPort) && (endPort === undefined || endPort < 0 || endPort > LAST_PORT))
    faults.refuse(pointer, '`endPort` is not 0 to 65535');
  if (!isAsked) return [];
  const port = isNumber ? Number(text) : faults.strings.keep(text.toLowerCase());
  // Beside a name it is ignored, and below the port it makes no range.
  const isRange = typeof port === 'number' && port > 0 && endPort !== undefined && endPort > port;
  return [{ protocol: protocol === 'ANY' ? '' : protocol, port, ...(isRange && { endPort }), pointer }];
}
