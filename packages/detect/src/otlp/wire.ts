// Protocol Buffers as they travel: takes a message apart by a schema and puts it together again, unknown fields as they came.
// https://protobuf.dev/programming-guides/encoding/
import { demandDepth, MalformedLogs, valuesMax } from './part.ts';

/** What of a message is looked into, by field number; what is absent is kept as bytes. */
export interface Schema {
  readonly [field: number]: 'text' | 'bytes' | 'plain' | (() => Schema);
}

export const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

export interface Field {
  number: number;
  wire: number;
  /** Tag and content as they came. */
  readonly raw: Uint8Array;
  /** Of `WIRE.bytes` its content; of the others what follows the tag. */
  content: Uint8Array;
  readonly message?: Message;
  isChanged: boolean;
  /** Left out when the message is put together. */
  isDropped: boolean;
}

export type Message = Field[];

const TAG_BITS = 3;
const FIELD_NUMBER_MAX = 536_870_911;

/** How many fields a whole request has so far. */
interface Count {
  fields: number;
}

/** Throws `MalformedLogs`. */
export function decode(bytes: Uint8Array, schema: Schema, depth = 0, count: Count = { fields: 0 }): Message {
  demandDepth(depth);
  const message: Message = [];
  for (let at = 0; at < bytes.length;) {
    const tag = varint(bytes, at);
    const number = Number(tag.value >> BigInt(TAG_BITS));
    const wire = Number(tag.value & 7n);
    if (number < 1 || number > FIELD_NUMBER_MAX) throw new MalformedLogs('a field has no valid number');
    const { from, to } = contentOf(bytes, tag.end, wire);
    const content = bytes.subarray(from, to);
    const known = wire === WIRE.bytes ? schema[number] : undefined;
    const inner = typeof known === 'function' ? { message: decode(content, known(), depth + 1, count) } : {};
    if (++count.fields > valuesMax) throw new MalformedLogs(`the request has more than ${valuesMax} fields`);
    const raw = bytes.subarray(at, to);
    message.push({ number, wire, raw, content, ...inner, isChanged: false, isDropped: false });
    at = to;
  }
  return message;
}

function contentOf(bytes: Uint8Array, at: number, wire: number): { readonly from: number; readonly to: number } {
  let from = at;
  let to: number;
  if (wire === WIRE.varint) to = varint(bytes, at).end;
  else if (wire === WIRE.fixed64) to = at + 8;
  else if (wire === WIRE.fixed32) to = at + 4;
  else if (wire === WIRE.bytes) {
    const { value, end } = varint(bytes, at);
    from = end;
    to = value > BigInt(bytes.length) ? Infinity : end + Number(value);
  } else throw new MalformedLogs('a field has no wire type that is in use');
  if (to > bytes.length) throw new MalformedLogs('a field is longer than its message');
  return { from, to };
}

const VARINT_BYTES_MAX = 10;

/** At most 64 bits. */
export function varint(bytes: Uint8Array, at: number): { readonly value: bigint; readonly end: number } {
  let value = 0n;
  for (let index = 0; index < VARINT_BYTES_MAX && at + index < bytes.length; index++) {
    const byte = bytes[at + index] as number;
    value |= BigInt(byte & 0x7f) << BigInt(7 * index);
    if (byte < 0x80) return { value: BigInt.asUintN(64, value), end: at + index + 1 };
  }
  throw new MalformedLogs('a number has no end');
}

/** Undefined where nothing has changed. */
export function encode(message: Message): Uint8Array | undefined {
  let isChanged = false;
  const pieces = message.flatMap((field): Uint8Array[] => {
    if (field.isDropped) {
      isChanged = true;
      return [];
    }
    const inner = field.message === undefined || field.isChanged ? undefined : encode(field.message);
    if (inner === undefined && !field.isChanged) return [field.raw];
    isChanged = true;
    const content = inner ?? field.content;
    const tag = (BigInt(field.number) << BigInt(TAG_BITS)) | BigInt(field.wire);
    return [writtenVarint(tag), writtenVarint(BigInt(content.length)), content];
  });
  return isChanged ? Buffer.concat(pieces) : undefined;
}

function writtenVarint(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let left = value;
  while (left > 0x7fn) {
    bytes.push(Number(left & 0x7fn) | 0x80);
    left >>= 7n;
  }
  return Uint8Array.of(...bytes, Number(left));
}

/** Makes a field a text, or bytes, of that number. */
export function putBytes(field: Field, content: Uint8Array, number = field.number): void {
  field.number = number;
  field.wire = WIRE.bytes;
  field.content = content;
  field.isChanged = true;
}
