// Formats as tables of Lua, whose own patterns can neither count nor choose: literals, and runs of so many characters of a set.
import type { Charset } from '../formats/charsets.ts';
import type { Detector } from '../formats/detector.ts';
import { parseShape, type Segment, type Shape } from '../formats/shape.ts';
import { exactMask } from '../masks/mask.ts';
import { type Coverage, NO_FORMAT } from './all-patterns.ts';
import { coveringRule, LOST_RULES } from './context-patterns.ts';

/** A literal that a search may begin with. */
const FIRST_MIN = 3;

export interface LuaFormats {
  /** One table a line. */
  readonly tables: readonly string[];
  readonly exported: Coverage;
}

/** What the script's own functions find by names, and what it leaves out of our rules of context. */
const RULES_WIDER: readonly string[] = ['named-value', 'address', 'bearer', 'jwt'];
const RULES_LOST: Coverage['lost'] = [
  ['card-number', 'a checksum decides'],
  ['authorization', 'of headers only the scheme Bearer is known'],
  ['private-key', 'it goes over several lines'],
  ['command-option', 'an option and its value are told apart by a shell'],
  ['oracle-logon', 'a logon is told from a path by what stands around it'],
  ['piped-password', 'what a shell pipes is told by the program behind it'],
  ['user-info', 'of two values in one the second is meant'],
  ['workflow-command', 'commands of a runner have no names'],
  ...LOST_RULES,
];

export function luaFormats(detectors: readonly Detector[]): LuaFormats {
  const tables: string[] = [];
  const same: string[] = [];
  const wider = [...RULES_WIDER];
  const lost: (readonly [string, string])[] = [...RULES_LOST];
  for (const detector of detectors) {
    const why = reasonAgainst(detector);
    if (detector.format === undefined && coveringRule(detector.id) !== undefined) wider.push(detector.id);
    else if (why !== undefined) lost.push([detector.id, why]);
    else {
      same.push(detector.id);
      for (const source of detector.format?.shapes ?? []) tables.push(table(detector, parseShape(source)));
    }
  }
  return { tables, exported: { same, wider, lost } };
}

function reasonAgainst({ format }: Detector): string | undefined {
  if (format === undefined) return NO_FORMAT;
  if (format.names !== undefined) return 'the issuer’s name must stand beside the value';
  const isSearchable = format.shapes.every((source) => {
    const [first] = parseShape(source).segments;
    return first?.literal !== undefined && first.literal.length >= FIRST_MIN;
  });
  return isSearchable ? undefined : 'it does not begin with fixed letters';
}

function table({ id, class: kind }: Detector, { segments, valueFrom, valueTo }: Shape): string {
  const parts = segments.map(segmentTable).join(', ');
  const mask = exactMask({ start: 0, end: 0, class: kind, rule: id }, '');
  return `  { mask = ${luaText(mask)}, from = ${valueFrom + 1}, to = ${valueTo}, ${parts} }, -- ${id}`;
}

function segmentTable(segment: Segment): string {
  if (segment.set === undefined) return `{ ${luaText(segment.literal)} }`;
  return `{ set = ${luaText(luaSet(segment.set))}, min = ${segment.min}, max = ${segment.max} }`;
}

/** One character of the set: what is no letter or digit is escaped, as Lua allows of all of them. */
function luaSet({ chars }: Charset): string {
  return `[${Array.from(chars, (char) => (/[A-Za-z0-9]/.test(char) ? char : `%${char}`)).join('')}]`;
}

function luaText(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', String.raw`\"`)}"`;
}
