// JSON text with the contract's key order and nothing in it that a terminal could act on.

/** The keys of an object in the order they are printed, and the shapes of those that hold objects or lists of objects. */
export interface Shape {
  readonly keys: readonly string[];
  readonly inside?: Readonly<Record<string, Shape>>;
  /** A map from the user's words: its own keys, sorted. */
  readonly sorted?: true;
}

/** Characters that JSON.stringify leaves as they are and terminals, browsers or editors act on. */
const ACTIVE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const HEX = 16;
const INDENT = '  ';

function escapeUnits(text: string): string {
  return Array.from(
    { length: text.length },
    (_, at) => `\\u${text.charCodeAt(at).toString(HEX).padStart(4, '0')}`,
  ).join('');
}

/** A JSON string; characters that are not printed are written as `\uXXXX`, which a reader turns back. */
export function encodeString(text: string): string {
  return JSON.stringify(text).replace(ACTIVE, escapeUnits);
}

function keysOf(value: object, shape: Shape | undefined): string[] {
  const own = Object.keys(value);
  if (shape === undefined) return own;
  if (shape.sorted === true) return own.sort();
  const known = shape.keys.filter((key) => Object.hasOwn(value, key));
  if (known.length === own.length) return known;
  return [...known, ...own.filter((key) => !shape.keys.includes(key)).sort()];
}

function shapeInside(shape: Shape | undefined, key: string): Shape | undefined {
  const inside = shape?.inside;
  return inside !== undefined && Object.hasOwn(inside, key) ? inside[key] : undefined;
}

/** `pad` is the line break and indentation of the value's own line; without it the text is one line. */
export function encode(value: unknown, shape?: Shape, pad?: string): string {
  if (typeof value === 'string') return encodeString(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const inner = pad === undefined ? undefined : pad + INDENT;
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map((item: unknown) => encode(item, shape, inner))
    : encodeMembers(value as Record<string, unknown>, shape, inner);
  const [open, close] = isList ? '[]' : '{}';
  if (parts.length === 0) return `${open}${close}`;
  return inner === undefined
    ? `${open}${parts.join(',')}${close}`
    : `${open}${inner}${parts.join(`,${inner}`)}${pad}${close}`;
}

function encodeMembers(value: Record<string, unknown>, shape: Shape | undefined, pad: string | undefined): string[] {
  const separator = pad === undefined ? ':' : ': ';
  return keysOf(value, shape)
    .filter((key) => value[key] !== undefined)
    .map((key) => `${encodeString(key)}${separator}${encode(value[key], shapeInside(shape, key), pad)}`);
}
