// Rules of Cilium's policies: whom they name, which ports, and what of them is not evaluated.
import { hostBlock, isStrictPart, parseAddress, parseBlock } from '../facts/address.ts';
import type { CiliumPeer, CiliumRule } from '../facts/cilium-policy.ts';
import type { Direction } from '../facts/network.ts';
import { readCiliumPorts } from './cilium-port.ts';
import { bareKey, NO_HOMES } from './cilium-selector.ts';
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { PolicyReading } from './policy-reading.ts';
import { readSelector } from './policy-selector.ts';

type Side = 'from' | 'to';
const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** Entities of the agent, `pkg/policy/api/entity.go`. */
const ENTITIES: ReadonlySet<string> = new Set([
  'all',
  'world',
  'cluster',
  'host',
  'init',
  'ingress',
  'unmanaged',
  'remote-node',
  'health',
  'none',
  'kube-apiserver',
]);
/** Fields that name ends and are not evaluated. `toFQDNs` and `toServices` exist for egress only. */
const UNJUDGED = ['Nodes', 'Groups', 'FQDNs', 'Services'];
const JUDGED = ['Endpoints', 'Entities', 'CIDR', 'CIDRSet'];

/** Rules that allow, then those that deny; each entry of `toPorts` makes one of its own. */
export function readCiliumRules(
  spec: JsonObject,
  direction: Direction,
  pointer: string,
  faults: PolicyReading,
): CiliumRule[] {
  const sections = [
    ['allow', direction],
    ['deny', `${direction}Deny`],
  ] as const;
  return sections.flatMap(([action, section]) => {
    faults.refuseUnlessList(spec[section], `${pointer}/${section}`);
    return [...listOf(spec[section])].flatMap((rule, index) =>
      readRule(rule, { action, direction, pointer: `${pointer}/${section}/${index}` }, faults),
    );
  });
}

interface Place {
  readonly action: CiliumRule['action'];
  readonly direction: Direction;
  readonly pointer: string;
}

function readRule(value: unknown, { action, direction, pointer }: Place, faults: PolicyReading): CiliumRule[] {
  if (!isObject(value) && isGiven(value)) faults.refuse(pointer, 'the rule is no object');
  const rule = objectOf(value);
  const side: Side = direction === 'ingress' ? 'from' : 'to';
  const fields = [...JUDGED, ...UNJUDGED].map((field) => `${side}${field}`);
  faults.unknownFields(rule, [...fields, `${side}Requires`, 'toPorts', 'icmps', 'authentication'], pointer, NO_HOMES);
  const written = fields.filter((field) => isGiven(rule[field]));
  if (written.filter((field) => listOf(rule[field]).length > 0).length > 1)
    faults.refuse(pointer, 'it names ends in more than one way');
  for (const field of written) faults.refuseUnlessList(rule[field], `${pointer}/${field}`);
  const peers = written.flatMap((field) => readPeers(rule, field, pointer, faults));
  const { mode } = objectOf(rule.authentication);
  const authentication = isGiven(rule.authentication) && mode !== 'disabled' ? ['authentication'] : [];
  const shared = {
    action,
    ...(written.length > 0 && { peers }),
    ...(listOf(rule[`${side}Requires`]).length > 0 && { requires: true as const }),
    pointer,
  };
  return readCiliumPorts(rule, { action, direction, pointer }, faults).map(({ ports, conditions }) => ({
    ...shared,
    ...(ports !== undefined && { ports }),
    conditions: [...conditions, ...authentication],
  }));
}

function readPeers(rule: JsonObject, field: string, pointer: string, faults: PolicyReading): CiliumPeer[] {
  const kind = field.replace(/^(?:from|to)/, '');
  return [...listOf(rule[field])].map((item, index) => readPeer(item, kind, `${pointer}/${field}/${index}`, faults));
}

function readPeer(item: unknown, kind: string, pointer: string, faults: PolicyReading): CiliumPeer {
  if (UNJUDGED.includes(kind)) return { unjudged: pointer.split('/').at(-2) ?? '', pointer };
  if (kind === 'Endpoints') return { selector: readSelector(item, pointer, faults, bareKey).selector, pointer };
  if (kind === 'Entities') {
    const entity = textOf(item);
    if (!ENTITIES.has(entity)) faults.refuse(pointer, 'there is no such entity');
    return { entity: faults.strings.keep(entity), pointer };
  }
  return kind === 'CIDR' ? readCidr(textOf(item), pointer, faults) : readCidrRule(item, pointer, faults);
}

const NO_BLOCK = 'it is no CIDR block that Cilium takes';

/** The agent takes an address alone as well, and the API server of some versions does not. */
function readCidr(text: string, pointer: string, faults: PolicyReading): CiliumPeer {
  const address = parseAddress(text);
  if (address === undefined && parseBlock(text) === undefined) faults.refuse(pointer, NO_BLOCK);
  const cidr = address === undefined ? text : hostBlock(text);
  return { block: { cidr: faults.strings.keep(cidr), except: [] }, pointer };
}

function readCidrRule(item: unknown, pointer: string, faults: PolicyReading): CiliumPeer {
  const rule = objectOf(item);
  faults.unknownFields(rule, ['cidr', 'except', 'cidrGroupRef', 'cidrGroupSelector'], pointer, NO_HOMES);
  for (const field of ['cidrGroupRef', 'cidrGroupSelector'])
    if (isGiven(rule[field])) return { unjudged: field, pointer };
  const cidr = textOf(rule.cidr);
  const block = parseBlock(cidr);
  if (block === undefined) faults.refuse(`${pointer}/cidr`, NO_BLOCK);
  faults.refuseUnlessList(rule.except, `${pointer}/except`);
  const except = [...listOf(rule.except)].map((value, index) => {
    const part = parseBlock(textOf(value));
    const isPart = part !== undefined && block !== undefined && (isStrictPart(part, block) || isSame(part, block));
    if (!isPart) faults.refuse(`${pointer}/except/${index}`, 'it is no block within `cidr`');
    return faults.strings.text(value);
  });
  return { block: { cidr: faults.strings.keep(cidr), except }, pointer };
}

function isSame(one: NonNullable<ReturnType<typeof parseBlock>>, other: typeof one): boolean {
  return one.family === other.family && one.first === other.first && one.last === other.last;
}
