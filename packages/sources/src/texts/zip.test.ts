// Zip archives of the ZIP64 form, as another program writes them, and broken; archives that are cut off.
import { describe, expect, test } from 'vitest';
import { zip } from '../../../../testbed/archives/archives.ts';
import { detectFiles } from '../testing/detect-files.ts';
import { testToken } from '../testing/detectors.ts';
import { ZIP64 } from '../testing/zip64.ts';

/** Archives give their entries' places, and what of them was not read. */
async function read(name: string, content: Uint8Array): Promise<{ lines: readonly string[]; gaps: readonly string[] }> {
  const { lines, detected } = await detectFiles({ [name]: content });
  const gaps = detected.coverage.filter(({ state }) => state !== 'read');
  return { lines, gaps: gaps.map(({ what, reason }) => `${what.replace(/^.*?watertight-[^/]+\//, '')}: ${reason}`) };
}

describe('entries', () => {
  test.each(Object.entries(ZIP64))('of the ZIP64 form, %s', async (_, archive) => {
    const lines = ['test-token a.zip!/a.txt:2:1-25', 'test-token a.zip!/b.txt:2:1-25'];
    expect(await read('a.zip', Buffer.from(archive, 'base64'))).toEqual({ lines, gaps: [] });
  });

  test('of the ZIP64 form, where the end record says that its numbers do not fit', async () => {
    const bytes = Buffer.from(ZIP64['in directory, headers and end'] ?? '', 'base64');
    bytes.writeUInt16LE(0xffff, bytes.length - 12);
    bytes.writeUInt32LE(0xffffffff, bytes.length - 6);
    expect((await read('a.zip', bytes)).lines).toHaveLength(2);
    // Without its locator there is no directory to be found.
    bytes.writeUInt8(0, bytes.length - 42);
    expect(await read('a.zip', bytes)).toMatchObject({ lines: [], gaps: [expect.stringContaining('is broken')] });
  });

  test('of the ZIP64 form, its field cut off: the entries are broken, and say so', async () => {
    const bytes = Buffer.from(ZIP64['in directory, headers and end'] ?? '', 'base64');
    const central = bytes.indexOf('PK\u0001\u0002', 0, 'latin1');
    // The field's id becomes one that nobody knows.
    const nameLength = bytes.readUInt16LE(central + 28);
    bytes.writeUInt16LE(0x7777, central + 46 + nameLength);
    const { lines, gaps } = await read('a.zip', bytes);
    expect(lines).toEqual(['test-token a.zip!/b.txt:2:1-25']);
    expect(gaps).toContain('a.zip!/a.txt: the entry is broken');
  });
});

describe('an archive that is cut off', () => {
  const token = testToken(1);
  const files = { 'a.txt': `a\n${token}\n`, 'x/b.stored': `${token}\n`, 'c.txt': 'z'.repeat(4000) };
  const whole = zip(files);
  const directory = whole.indexOf('PK\u0001\u0002', 0, 'latin1');
  const gone = 'a.zip: the archive is cut off: it has no directory';
  const both = ['test-token a.zip!/a.txt:2:1-25', 'test-token a.zip!/x/b.stored:1:1-25'];

  test('before its directory is read by the header of each entry', async () => {
    expect(await read('a.zip', whole.subarray(0, directory))).toEqual({ lines: both, gaps: [gone] });
  });

  test('within its directory, too', async () => {
    expect(await read('a.zip', whole.subarray(0, directory + 60))).toEqual({ lines: both, gaps: [gone] });
  });

  test('within an entry has the others', async () => {
    const last = whole.lastIndexOf('PK\u0003\u0004', directory, 'latin1');
    const { lines, gaps } = await read('a.zip', whole.subarray(0, last + 38));
    expect(lines).toEqual(both);
    expect(gaps).toContain(gone);
    expect(gaps.join()).toContain('a.zip!/c.txt: ');
  });

  test('whose sizes stand behind the bytes', async () => {
    const bytes = Buffer.from(whole.subarray(0, directory));
    // Of the first: the flag is set, the sizes are not, and the descriptor follows.
    const second = bytes.indexOf('PK\u0003\u0004', 4, 'latin1');
    bytes.writeUInt16LE(8, 6);
    bytes.fill(0, 14, 26);
    const descriptor = Buffer.from('PK\u0007\u0008aaaabbbbcccc', 'latin1');
    const streamed = Buffer.concat([bytes.subarray(0, second), descriptor, bytes.subarray(second)]);
    expect(await read('a.zip', streamed)).toEqual({ lines: both, gaps: [gone] });
  });

  test('whose entry is encrypted, or packed otherwise', async () => {
    const bytes = Buffer.from(whole.subarray(0, directory));
    bytes.writeUInt16LE(1, 6);
    bytes.writeUInt16LE(99, bytes.indexOf('PK\u0003\u0004', 4, 'latin1') + 8);
    const { lines, gaps } = await read('a.zip', bytes);
    expect(lines).toEqual([]);
    expect(gaps).toContain('a.zip!/a.txt: the entry is encrypted');
    expect(gaps).toContain('a.zip!/x/b.stored: the entry is packed by method 99');
  });
});
