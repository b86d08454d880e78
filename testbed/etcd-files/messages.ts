// Protobuf messages for tests, written field by field: etcd's key-value pairs, Kubernetes' objects, envelopes of KMS v2.
import type { Pair } from './bolt-file.ts';

/** A field's number with a number, bytes or text. */
export type Field = readonly [field: number, value: number | Uint8Array | string];

function varint(value: number): number[] {
  const bytes: number[] = [];
  let left = value;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) + 0x80);
  return [...bytes, left];
}

export function message(...fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([field, value]) => {
      if (typeof value === 'number') return [Buffer.from([...varint(field * 8), ...varint(value)])];
      const bytes = typeof value === 'string' ? Buffer.from(value) : value;
      return [Buffer.from([...varint(field * 8 + 2), ...varint(bytes.length)]), bytes];
    }),
  );
}

export interface ObjectName {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
}

/** An object as the API server stores it; `data` is put into a map as a Secret has one. */
export function storedObjectBytes(object: ObjectName, data = ''): Buffer {
  const { apiVersion = 'v1', kind = 'Secret', namespace, name } = object;
  const metadata = message([1, name], ...(namespace === undefined ? [] : [[3, namespace] as const]));
  const raw = message([1, metadata], [2, message([1, 'password'], [2, data])]);
  return Buffer.concat([
    Buffer.from('k8s\0'),
    message([1, message([1, apiVersion], [2, kind])], [2, raw], [3, ''], [4, '']),
  ]);
}

/** A key-value pair of etcd under its revision; without a value, the mark of a deletion. */
export function revisionPair(revision: number, key: string, value?: Uint8Array, sub = 0): Pair {
  const name = Buffer.alloc(value === undefined ? 18 : 17);
  name.writeBigUInt64BE(BigInt(revision), 0);
  name.write('_', 8);
  name.writeBigUInt64BE(BigInt(sub), 9);
  if (value === undefined) name.write('t', 17);
  const kv = message(
    [1, key],
    ...(value === undefined
      ? []
      : ([
          [2, revision],
          [3, revision],
          [4, 1],
          [5, value],
        ] as const)),
  );
  return { key: name, value: kv };
}
