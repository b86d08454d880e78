// OTLP logs as JSON: names and values found by the schema, everything else by what it looks like.
// https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
import { lookOver } from './json-scan.ts';
import { demandDepth, type Entry, leafOf, MalformedLogs, type Part, valuesMax } from './part.ts';
import type { RecordRedactor } from './record-redactor.ts';

type Json = Record<string, unknown>;

/** A number, with the digits it was written in: no double holds all of them. */
interface Raw {
  readonly rawJSON: string;
}

interface ExactJson {
  rawJSON(text: string): Raw;
  isRawJSON(value: unknown): value is Raw;
  parse(text: string, reviver: (key: string, value: unknown, context: { source: string }) => unknown): unknown;
}

/** https://github.com/tc39/proposal-json-parse-with-source, in Node since 22; TypeScript does not know it yet. */
const exact = JSON as unknown as ExactJson;

/** The request masked: what is passed on is what was judged, written anew. Throws `MalformedLogs`. */
export function redactJsonLogs(body: Uint8Array, redactor: RecordRedactor): Uint8Array {
  const root = parsed(body);
  if (!isMap(root)) throw new MalformedLogs('the body is no JSON object');
  redactor.part(new Reader(redactor).map(root, 0));
  return Buffer.from(JSON.stringify(root), 'utf8');
}

function parsed(body: Uint8Array): unknown {
  const { values, hasFineNumbers } = lookOver(body);
  if (values > valuesMax) throw new MalformedLogs(`the request has more than ${valuesMax} values`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (!hasFineNumbers) return JSON.parse(text);
    return exact.parse(text, (_, value, { source }) => (typeof value === 'number' ? exact.rawJSON(source) : value));
  } catch {
    throw new MalformedLogs('the body is no JSON');
  }
}

/** The digits of a number; undefined for anything else. */
function digitsOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return exact.isRawJSON(value) ? value.rawJSON : undefined;
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !exact.isRawJSON(value);
}

/** Members whose values are judged with nothing around them. */
const ALONE = new Set(
  ['resource', 'scope', 'logRecords', 'scopeLogs', 'resourceLogs'].flatMap((name) => [name, snake(name)]),
);
const IDS = new Set(['traceId', 'spanId'].flatMap((name) => [name, snake(name)]));
const NUMBERS = new Set(
  ['timeUnixNano', 'observedTimeUnixNano', 'severityNumber', 'droppedAttributesCount', 'flags'].flatMap((name) => [
    name,
    snake(name),
  ]),
);

/** Names as the schema has them: no valid JSON of OTLP, and taken by collectors all the same. */
function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

class Reader {
  readonly #redactor: RecordRedactor;

  constructor(redactor: RecordRedactor) {
    this.#redactor = redactor;
  }

  /** Any object of the schema, or one that it does not know. What is judged alone within it is judged at once. */
  map(object: Json, depth: number): Part {
    demandDepth(depth);
    const entries: Entry[] = [];
    for (const [written, value] of Object.entries(object)) {
      const name = this.#renamed(object, written);
      if (ALONE.has(name)) this.#alone(object, name, depth);
      else if (isPlainId(name, value)) continue;
      else entries.push(this.#entry(object, name, depth));
    }
    return { kind: 'map', entries };
  }

  /** A name that the schema does not have may be a value. */
  #renamed(object: Json, name: string): string {
    const masked = this.#redactor.text(name);
    if (masked === name) return name;
    putMember(object, masked, object[name]);
    delete object[name];
    return masked;
  }

  #alone(object: Json, name: string, depth: number): void {
    const value = object[name];
    if (!Array.isArray(value)) this.#redactor.part(this.#value(object, name, depth));
    else for (let at = 0; at < value.length; at++) this.#redactor.part(this.#value(value, at, depth + 1));
  }

  #entry(object: Json, name: string, depth: number): Entry {
    const value = object[name];
    if (name === 'attributes' && Array.isArray(value)) return { name, part: this.#pairs(value, depth) };
    if (name === 'body' && isMap(value)) return { name, part: this.#any(value, depth) };
    return { name, part: this.#value(object, name, depth) };
  }

  /** What stands at a place, whatever it is. */
  #value(holder: Json | unknown[], name: string | number, depth: number): Part {
    const value = (holder as Json)[name];
    const put = (text: string): void => putMember(holder, name, text);
    if (typeof value === 'string') return this.#text(value, put);
    const digits = digitsOf(value);
    if (digits !== undefined) return { kind: 'leaf', json: digits, put };
    if (Array.isArray(value)) {
      demandDepth(depth + 1);
      return { kind: 'list', items: value.map((_, at) => this.#value(value, at, depth + 1)) };
    }
    return isMap(value) ? this.map(value, depth + 1) : { kind: 'list', items: [] };
  }

  #text(value: string, put: (text: string) => void): Part {
    const masked = this.#redactor.text(value);
    if (masked !== value) put(masked);
    return leafOf(masked, put);
  }

  /** A list of KeyValue. What is none is taken for what it looks like. */
  #pairs(pairs: unknown[], depth: number): Part {
    const entries = pairs.map((pair, at): Entry => {
      if (!isMap(pair) || typeof pair['key'] !== 'string') return { name: 'item', part: this.#value(pairs, at, depth) };
      const put = (text: string): void => void (pair['key'] = text);
      const { value } = pair;
      const part = isMap(value) ? this.#any(value, depth + 1) : this.#value(pair, 'value', depth + 1);
      const name = this.#redactor.text(pair['key']);
      if (name !== pair['key']) put(name);
      const isPlain = Object.keys(pair).every((member) => member === 'key' || member === 'value');
      const items = isPlain ? [part] : [part, this.#others(pair, ['key', 'value'], depth)];
      return { name, nameLeaf: leafOf(name, put), part: { kind: 'list', items } };
    });
    return { kind: 'map', entries };
  }

  /** Members that the schema does not have there. */
  #others(object: Json, known: readonly string[], depth: number): Part {
    const others = Object.keys(object).filter((member) => !known.includes(member));
    const entries = others.map((member) => this.#other(object, member, depth));
    return { kind: 'map', entries };
  }

  #other(object: Json, member: string, depth: number): Entry {
    const name = this.#renamed(object, member);
    return { name, part: this.#value(object, name, depth + 1) };
  }

  /** An AnyValue: one member of these, though more are looked at where they stand. */
  #any(any: Json, depth: number): Part {
    demandDepth(depth);
    const items = Object.keys(any).map((member): Part => {
      const value = any[member];
      const asText = (text: string): void => {
        delete any[member];
        any['stringValue'] = text;
      };
      if (/^(?:int|double)_?[vV]alue$/.test(member)) {
        const digits = digitsOf(value);
        if (digits !== undefined) return { kind: 'leaf', json: digits, put: asText };
        if (typeof value === 'string' && /^-?\d+$/.test(value)) return { kind: 'leaf', json: value, put: asText };
        if (typeof value === 'string') return this.#text(value, asText);
      }
      if (/^bytes_?[vV]alue$/.test(member) && typeof value === 'string') return this.#bytes(any, member, asText);
      if (/^(?:array|kvlist)_?[vV]alue$/.test(member) && isMap(value)) return this.#values(value, member, depth + 1);
      if (/^(?:string|bool|int|double|bytes)_?[vV]alue$/.test(member)) return this.#value(any, member, depth);
      return { kind: 'map', entries: [this.#other(any, member, depth)] };
    });
    return { kind: 'list', items };
  }

  /** An ArrayValue or a KeyValueList. */
  #values(list: Json, member: string, depth: number): Part {
    const { values } = list;
    if (!Array.isArray(values)) return this.map(list, depth);
    const others = this.#others(list, ['values'], depth);
    if (member.startsWith('kvlist')) return { kind: 'list', items: [this.#pairs(values, depth), others] };
    const items = values.map((value, at) => (isMap(value) ? this.#any(value, depth) : this.#value(values, at, depth)));
    return { kind: 'list', items: [...items, others] };
  }

  /** Base64 of bytes, which may be text. */
  #bytes(any: Json, member: string, put: (text: string) => void): Part {
    const masked = this.#redactor.bytes(Buffer.from(any[member] as string, 'base64'));
    if (masked !== undefined) any[member] = Buffer.from(masked).toString('base64');
    return leafOf(any[member] as string, put);
  }
}

/** `__proto__` is a name like any other. */
function putMember(holder: Json | unknown[], name: string | number, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

function isPlainId(name: string, value: unknown): boolean {
  if (IDS.has(name)) return typeof value === 'string' && /^[0-9a-f]{0,32}$/i.test(value);
  const digits = digitsOf(value) ?? value;
  return NUMBERS.has(name) && typeof digits === 'string' && /^\d{0,20}$/.test(digits);
}
