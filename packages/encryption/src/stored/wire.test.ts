// Fields of a protobuf message, and bytes that are none.
import { expect, test } from 'vitest';
import { readFields } from './wire.ts';

test.each<[string, readonly number[], readonly (readonly [number, unknown])[] | undefined]>([
  ['nothing', [], []],
  ['a varint', [0x08, 0x96, 0x01], [[1, 150]]],
  ['bytes', [0x12, 0x02, 0x61, 0x62], [[2, [0x61, 0x62]]]],
  ['bytes that are longer than the rest', [0x12, 0x03, 0x61, 0x62], undefined],
  ['eight bytes', [0x19, 1, 2, 3, 4, 5, 6, 7, 8], [[3, [1, 2, 3, 4, 5, 6, 7, 8]]]],
  ['seven of eight', [0x19, 1, 2, 3, 4, 5, 6, 7], undefined],
  ['four bytes', [0x1d, 1, 2, 3, 4], [[3, [1, 2, 3, 4]]]],
  ['a group', [0x0b, 0x0c], undefined],
  ['field 0', [0x00, 0x01], undefined],
  ['a field of two bytes', [0xa2, 0x06, 0x00], [[100, []]]],
  ['a varint that never ends', [0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01], undefined],
  ['a varint that breaks off', [0x08, 0xff], undefined],
  ['a length beyond all memory', [0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], undefined],
])('%s', (_, bytes, expected) => {
  const found: [number, unknown][] = [];
  const isMessage = readFields(Uint8Array.from(bytes), (field, value) =>
    found.push([field, typeof value === 'number' ? value : [...value]]),
  );
  expect(isMessage ? found : undefined).toEqual(expected);
});
