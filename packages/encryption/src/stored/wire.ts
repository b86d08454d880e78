// Walks the fields of a protobuf message without a schema, over bytes that anyone may have written.
// https://protobuf.dev/programming-guides/encoding/

/** What the fields of a message hold: a number for a varint, bytes for all else. A varint above 2^53 loses its low bits. */
export type FieldValue = number | Uint8Array;

const VARINT = 0;
const FIXED_64 = 1;
const BYTES = 2;
const FIXED_32 = 5;

const WIRE_TYPE_BITS = 3;
const VARINT_BYTES_MAX = 10;
const FIELD_NUMBER_MAX = 2 ** 29 - 1;

/**
 * Calls `onField` for each field in order; bytes are views, not copies. False where the bytes are no message: what was called before is then
 * part of a broken one. Groups (wire types 3 and 4), which no message of etcd or Kubernetes has, count as broken.
 */
export function readFields(bytes: Uint8Array, onField: (field: number, value: FieldValue) => void): boolean {
  let at = 0;
  while (at < bytes.length) {
    const tag = varint(bytes, at);
    if (tag === undefined) return false;
    const field = Math.floor(tag.value / 2 ** WIRE_TYPE_BITS);
    if (field < 1 || field > FIELD_NUMBER_MAX) return false;
    const found = fieldAt(bytes, tag.next, tag.value % 2 ** WIRE_TYPE_BITS);
    if (found === undefined) return false;
    onField(field, found.value);
    at = found.next;
  }
  return true;
}

interface Found<T> {
  readonly value: T;
  readonly next: number;
}

function fieldAt(bytes: Uint8Array, at: number, wireType: number): Found<FieldValue> | undefined {
  switch (wireType) {
    case VARINT:
      return varint(bytes, at);
    case FIXED_64:
      return slice(bytes, at, 8);
    case FIXED_32:
      return slice(bytes, at, 4);
    case BYTES: {
      const length = varint(bytes, at);
      return length === undefined ? undefined : slice(bytes, length.next, length.value);
    }
    default:
      return undefined;
  }
}

function slice(bytes: Uint8Array, at: number, length: number): Found<Uint8Array> | undefined {
  const next = at + length;
  return next > bytes.length ? undefined : { value: bytes.subarray(at, next), next };
}

function varint(bytes: Uint8Array, at: number): Found<number> | undefined {
  let value = 0;
  let scale = 1;
  for (let next = at; next < at + VARINT_BYTES_MAX; next++) {
    const byte = bytes[next];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return { value, next: next + 1 };
    scale *= 0x80;
  }
  return undefined;
}
