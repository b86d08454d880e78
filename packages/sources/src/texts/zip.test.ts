// Zip archives of the ZIP64 form: as another program writes them, and broken.
import { describe, expect, test } from 'vitest';
import { detectFiles } from '../testing/detect-files.ts';
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
