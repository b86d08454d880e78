// OTLP logs as Protocol Buffers: the messages of logs/v1, common/v1 and resource/v1, as far as they hold text.
// https://github.com/open-telemetry/opentelemetry-proto/tree/main/opentelemetry/proto
import { type Entry, leafOf, type Part } from './part.ts';
import type { RecordRedactor } from './record-redactor.ts';
import { decode, encode, type Field, type Message, putBytes, type Schema, varint, WIRE } from './wire.ts';

const ARRAY: Schema = { 1: () => ANY };
const PAIR: Schema = { 1: 'text', 2: () => ANY };
const PAIRS: Schema = { 1: () => PAIR };
/** Of `AnyValue`: text, flag, whole number, fraction, list, map, bytes. */
const VALUE = { text: 1, flag: 2, int: 3, double: 4, array: 5, map: 6, bytes: 7 } as const;
const ANY: Schema = {
  [VALUE.text]: 'text',
  [VALUE.array]: () => ARRAY,
  [VALUE.map]: () => PAIRS,
  [VALUE.bytes]: 'bytes',
};
const RESOURCE: Schema = { 1: () => PAIR, 3: () => ({ 1: 'text', 2: 'text', 3: 'text', 4: 'text' }) };
const SCOPE: Schema = { 1: 'text', 2: 'text', 3: () => PAIR };
const RECORD: Schema = { 3: 'text', 5: () => ANY, 6: () => PAIR, 9: 'plain', 10: 'plain', 12: 'text' };
const SCOPE_LOGS: Schema = { 1: () => SCOPE, 2: () => RECORD, 3: 'text' };
const RESOURCE_LOGS: Schema = { 1: () => RESOURCE, 2: () => SCOPE_LOGS, 3: 'text' };
const REQUEST: Schema = { 1: () => RESOURCE_LOGS };

/** Bytes of a trace's id; a span's has half of them. */
const ID_BYTES_MAX = 16;

/**
 * The request masked, byte for byte as it came where nothing is masked. A field that the schema does not know is left out where it
 * holds something to mask, since nobody can say how it would be written without. Throws `MalformedLogs`.
 */
export function redactProtobufLogs(body: Uint8Array, redactor: RecordRedactor): Uint8Array {
  const request = decode(body, REQUEST);
  const reader = new Reader(redactor);
  for (const part of reader.parts(request, REQUEST)) redactor.part(part);
  return encode(request) ?? body;
}

const NAMES: ReadonlyMap<Schema, Readonly<Record<number, string>>> = new Map([
  [RECORD, { 3: 'severityText', 5: 'body', 12: 'eventName' }],
  [SCOPE, { 1: 'name', 2: 'version' }],
]);
/** Messages whose texts are judged together. */
const TOGETHER: ReadonlySet<Schema> = new Set([RECORD, SCOPE, RESOURCE]);

class Reader {
  readonly #redactor: RecordRedactor;

  constructor(redactor: RecordRedactor) {
    this.#redactor = redactor;
  }

  /** What is to be judged, piece by piece: each record, resource and scope, and each text between them. */
  *parts(message: Message, schema: Schema): Generator<Part> {
    for (const field of message) {
      const known = schema[field.number];
      if (field.message === undefined || typeof known !== 'function') {
        const part = this.#plain(field, known);
        if (part !== undefined) yield part;
        continue;
      }
      const inner = known();
      if (TOGETHER.has(inner)) yield { kind: 'map', entries: this.#entries(field.message, inner) };
      else yield* this.parts(field.message, inner);
    }
  }

  #entries(message: Message, schema: Schema): Entry[] {
    return message.flatMap((field): Entry[] => {
      const known = schema[field.number];
      const inner = typeof known === 'function' ? known() : undefined;
      const name = NAMES.get(schema)?.[field.number] ?? 'value';
      if (field.message !== undefined && inner === PAIR) return [this.#pair(field.message)];
      if (field.message !== undefined && inner === ANY) return [{ name, part: this.#any(field.message) }];
      if (field.message !== undefined && inner !== undefined) return this.#entries(field.message, inner);
      const part = this.#plain(field, known);
      return part === undefined ? [] : [{ name, part }];
    });
  }

  #pair(pair: Message): Entry {
    let name = '';
    let nameLeaf: Entry['nameLeaf'];
    const items: Part[] = [];
    for (const field of pair) {
      const part = field.message === undefined ? this.#plain(field, PAIR[field.number]) : this.#any(field.message);
      if (field.number === 1 && part?.kind === 'leaf') {
        nameLeaf = part;
        name = JSON.parse(part.json) as string;
      } else if (part !== undefined) items.push(part);
    }
    return { name, ...(nameLeaf !== undefined && { nameLeaf }), part: { kind: 'list', items } };
  }

  #any(any: Message): Part {
    const items = any.flatMap((field): Part[] => {
      const { number, wire, message } = field;
      const put = (text: string): void => putBytes(field, Buffer.from(text, 'utf8'), VALUE.text);
      if (number === VALUE.int && wire === WIRE.varint) {
        const { value } = varint(field.content, 0);
        return [{ kind: 'leaf', json: BigInt.asIntN(64, value).toString(), put }];
      }
      if (number === VALUE.double && wire === WIRE.fixed64) {
        const { buffer, byteOffset } = field.content;
        return [{ kind: 'leaf', json: String(new DataView(buffer, byteOffset).getFloat64(0, true)), put }];
      }
      if (message !== undefined && number === VALUE.array)
        return message.flatMap((item) =>
          item.message === undefined ? this.#unknown(item) : [this.#any(item.message)],
        );
      if (message !== undefined && number === VALUE.map)
        return [{ kind: 'map', entries: message.flatMap((item) => this.#pairOf(item)) }];
      const part = this.#plain(field, ANY[number]);
      return part === undefined ? [] : [part];
    });
    return { kind: 'list', items };
  }

  #pairOf(field: Field): Entry[] {
    if (field.message !== undefined) return [this.#pair(field.message)];
    this.#unknown(field);
    return [];
  }

  /** A text or bytes of the schema, or what the schema does not know. */
  #plain(field: Field, known: Schema[number] | undefined): Part | undefined {
    if (field.wire !== WIRE.bytes) return undefined;
    if (known === 'plain' && field.content.length <= ID_BYTES_MAX) return undefined;
    if (known !== 'text' && known !== 'bytes') {
      this.#unknown(field);
      return undefined;
    }
    const masked = this.#redactor.bytes(field.content);
    if (masked !== undefined) putBytes(field, masked);
    if (known === 'bytes') {
      const put = (text: string): void => putBytes(field, Buffer.from(text, 'utf8'), VALUE.text);
      return leafOf(Buffer.from(field.content).toString('base64'), put);
    }
    return leafOf(Buffer.from(field.content).toString('utf8'), (text) => putBytes(field, Buffer.from(text, 'utf8')));
  }

  #unknown(field: Field): [] {
    field.isDropped = field.wire === WIRE.bytes && this.#redactor.bytes(field.content) !== undefined;
    return [];
  }
}
