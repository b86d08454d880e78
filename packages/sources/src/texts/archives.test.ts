// Archives: entries and archives inside them, image layers, what is broken or a bomb.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { tar, zip } from '../../../../testbed/archives/archives.ts';
import { detectFiles } from '../testing/detect-files.ts';
import { testToken } from '../testing/detectors.ts';
import { tempFolder } from '../testing/temp-folder.ts';
import { ArchiveBudget, UnpackError } from './archive-budget.ts';
import { MAX_ARCHIVE_DEPTH } from './limits.ts';
import { readBytes } from './read-bytes.ts';
import { FilesRead } from './files-read.ts';
import { Findings } from './findings.ts';

const TOKEN = testToken(1);
const TEXT = `a\n${TOKEN}\n`;
const LONG = `${'folder/'.repeat(30)}a.txt`;
const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

/** Archives give their entries' places, and what of them was not read. */
async function read(name: string, content: Uint8Array): Promise<{ lines: readonly string[]; gaps: readonly string[] }> {
  const { lines, detected } = await detectFiles({ [name]: content });
  const gaps = detected.coverage.filter(({ state }) => state !== 'read');
  return { lines, gaps: gaps.map(({ what, reason }) => `${what.replace(/^.*?watertight-[^/]+\//, '')}: ${reason}`) };
}

describe('entries', () => {
  const files = { 'x/a.txt': TEXT, 'b.yaml': `k: ${TOKEN}\n`, [LONG]: TEXT, empty: '' };
  const expected = (name: string): string[] => [
    `test-token ${name}!/x/a.txt:2:1-25`,
    `test-token ${name}!/b.yaml:1:4-28 /k`,
    `test-token ${name}!/${LONG}:2:1-25`,
  ];
  test.each<[string, Uint8Array]>([
    ['a.tar', tar(files)],
    ['a.tgz', gzipSync(tar(files))],
    ['a.tar.zst', zstdCompressSync(tar(files))],
    ['a.zip', zip(files)],
    ['a.jar', zip(files)],
  ])('of %s', async (name, bytes) => {
    expect(await read(name, bytes)).toEqual({ lines: expected(name), gaps: [] });
  });

  test('of a stored one', async () => {
    expect((await read('a.zip', zip({ 'a.stored': TEXT }))).lines).toEqual(['test-token a.zip!/a.stored:2:1-25']);
  });

  test('of a compressed file that is no archive', async () => {
    expect((await read('a.log.gz', gzipSync(TEXT))).lines).toEqual(['test-token a.log.gz:2:1-25']);
  });

  test('of archives inside one another, to a depth', async () => {
    let bytes: Buffer = Buffer.from(TEXT);
    for (let depth = 0; depth < MAX_ARCHIVE_DEPTH; depth++) bytes = tar({ a: bytes });
    expect((await read('a.tar', bytes)).lines).toHaveLength(1);
    const { lines, gaps } = await read('a.tar', tar({ a: bytes }));
    expect(lines).toEqual([]);
    expect(gaps.join()).toContain(`deeper than ${MAX_ARCHIVE_DEPTH}`);
  });
});

describe('made by others', () => {
  const make = (program: string, args: readonly string[], name: string): Buffer => {
    const folder = tempFolder();
    try {
      folder.put({ 'x/a.txt': TEXT, [LONG]: TEXT });
      spawnSync(program, args, { cwd: folder.path });
      return readFileSync(join(folder.path, name));
    } finally {
      folder.remove();
    }
  };
  const entries = ['x', LONG.split('/')[0] as string];
  const cases: [string, string, string[], string][] = [
    ['tar', 'a GNU archive', ['-cf', 'o.tar', '--format=gnu', ...entries], 'o.tar'],
    ['tar', 'a pax archive', ['-cf', 'o.tar', '--format=pax', ...entries], 'o.tar'],
    ['tar', 'a ustar archive', ['-cf', 'o.tar', '--format=ustar', ...entries], 'o.tar'],
    ['tar', 'a compressed archive', ['-czf', 'o.tgz', ...entries], 'o.tgz'],
    ['zip', 'a zip archive', ['-qr', 'o.zip', ...entries], 'o.zip'],
  ];
  for (const [program, title, args, name] of cases)
    test.skipIf(!has(program))(`${title} (needs ${program})`, async () => {
      const { lines, gaps } = await read(name, make(program, args, name));
      expect(lines.toSorted()).toEqual([`test-token ${name}!/${LONG}:2:1-25`, `test-token ${name}!/x/a.txt:2:1-25`]);
      expect(gaps).toEqual([]);
    });
});

describe('images', () => {
  const config = JSON.stringify({
    config: { Env: ['PATH=/bin', 'DB_PASSWORD=s3cret-value'], Labels: { password: 's3cret-label' } },
    history: [{ created_by: `RUN login --password s3cret-value # buildkit` }],
  });
  const layers = [tar({ 'app/key': TEXT }), tar({ 'app/.wh.key': '' })];
  const expected = [
    'named-password config.Env /config/Env/1',
    'named-password config.Labels /config/Labels/password',
    'named-password history /history/0/created_by',
    'test-token layer',
  ];
  const kinds = (lines: readonly string[]): string[] =>
    lines
      .map((line) => {
        if (line.startsWith('test-token'))
          return /blobs\/sha256\/1.*!\/app\/key:2/.test(line) ? 'test-token layer' : line;
        const place = line.split(' ').at(-1) ?? '';
        const part = place.startsWith('/history') ? 'history' : place.split('/').slice(1, 3).join('.');
        return `named-password ${part} ${place}`;
      })
      .toSorted();
  const blobs = {
    'blobs/sha256/0': config,
    'blobs/sha256/1': gzipSync(layers[0] as Buffer),
    'blobs/sha256/2': layers[1] as Buffer,
  };

  test('an OCI layout: environment, labels, history, and a file that a later layer deletes', async () => {
    const { lines } = await detectFiles({
      'oci-layout': '{"imageLayoutVersion":"1.0.0"}',
      'index.json': '{}',
      ...blobs,
    });
    expect(kinds(lines)).toEqual(expected);
  });

  test('an archive of docker save', async () => {
    expect(kinds((await read('image.tar', tar({ ...blobs, 'manifest.json': '[]' }))).lines)).toEqual(expected);
  });
});

describe('what cannot be read', () => {
  const good = tar({ 'a.txt': TEXT, 'b.txt': TEXT });
  const zipped = zip({ 'a.txt': TEXT, 'b.txt': TEXT });
  const broken = Buffer.from(good);
  broken.fill(0x41, 1024, 1040);
  const inner = gzipSync(TEXT).fill(0xff, 12, 20);
  const headed = (head: string, text: string): Buffer =>
    Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(text)]);
  test.each<[string, string, Uint8Array, number, RegExp]>([
    ['a tar archive that is cut off', 'a.tar', good.subarray(0, 1600), 2, /^a.tar: the archive is cut off$/],
    ['one that is cut off in an entry', 'a.tar', good.subarray(0, 1540), 1, /,a.tar!\/b.txt: the archive is cut off$/],
    ['a broken header', 'a.tar', broken, 1, /^a.tar: an entry of the archive is broken$/],
    [
      'a gzip stream that is cut off',
      'a.tgz',
      gzipSync(good).subarray(0, 60),
      0,
      /^a.tgz: the compressed data is broken or cut off,a.tgz!\/a.txt: the archive is cut off$/,
    ],
    [
      'an entry that is cut off, read as far as it goes',
      'a.tar',
      tar({ 'a.txt': TEXT + 'b'.repeat(600) }).subarray(0, 1100),
      1,
      /,a.tar!\/a.txt: the archive is cut off$/,
    ],
    [
      'a small compressed text that is cut off, read as far as it goes',
      'a.gz',
      gzipSync(TEXT).subarray(0, -6),
      1,
      /^a.gz: the compressed data is broken or cut off$/,
    ],
    ['bzip2', 'a.bz2', headed('BZh91AY&SY', TEXT), 1, /^a.bz2: compressed by bzip2, which is not unpacked$/],
    ['xz', 'a.xz', headed('\xfd7zXZ\0', TEXT), 1, /^a.xz: compressed by xz, which is not unpacked$/],
    ['7-Zip in an archive', 'a.tar', tar({ 'a.7z': headed("7z\xbc\xaf'\x1c", TEXT) }), 1, /a.7z: compressed by 7-Zip/],
    ['text that begins as bzip2 does', 'a.txt', headed('BZh9 is the magic of bzip2\n', TEXT), 1, /^$/],
    [
      'a broken entry beside a whole one',
      'a.tar',
      tar({ 'x.gz': inner, 'b.txt': TEXT }),
      1,
      /^a.tar: .*,a.tar!\/x.gz: the compressed data/,
    ],
    [
      'a zip archive that is cut off',
      'a.zip',
      zipped.subarray(0, 90),
      1,
      /^a.zip: the archive is cut off: it has no directory(?:,a.zip!\/b.txt: the compressed data is broken or cut off)?$/,
    ],
  ])('%s', async (_, name, bytes, count, reason) => {
    const { lines, gaps } = await read(name, bytes);
    expect(lines).toHaveLength(count);
    expect(gaps.join()).toMatch(reason);
  });

  test('an encrypted entry', async () => {
    const bytes = Buffer.from(zipped);
    bytes.writeUInt16LE(1, bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 8);
    const { lines, gaps } = await read('a.zip', bytes);
    expect(lines).toEqual(['test-token a.zip!/b.txt:2:1-25']);
    expect(gaps.join()).toContain('a.zip!/a.txt: the entry is encrypted');
  });

  test('any archive broken anywhere, without an error of ours', async () => {
    for (const [name, whole] of [
      ['a.tar', good],
      ['a.zip', zipped],
      ['a.tgz', gzipSync(good)],
    ] as const) {
      for (let at = 0; at < whole.length; at += 7) {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] as number) ^ 0xff;
        const { lines } = await read(name, bytes);
        expect(lines.length).toBeLessThanOrEqual(3);
      }
    }
  });
});

describe('a bomb', () => {
  const reading = (budget: ArchiveBudget): Parameters<typeof readBytes>[1] => ({
    scanner: { detectors: [], findings: new Findings() },
    files: new FilesRead(),
    coverage: { read: () => {}, add: () => {} },
    budget,
  });
  const chunks = async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes);
  };
  const zeros = Buffer.alloc(1_000_000, 0x61);
  test.each<[string, Uint8Array]>([
    ['gzip', gzipSync(zeros)],
    ['gzip in tar', tar({ a: gzipSync(zeros), b: gzipSync(zeros) })],
    ['zip', zip({ a: zeros })],
  ])('%s ends at the budget', async (_, bytes) => {
    const at = (limit: number): Promise<void> =>
      readBytes({ shown: 'a', place: '', chunks: chunks(bytes) }, reading(new ArchiveBudget(limit)));
    await expect(at(500_000)).rejects.toThrow(UnpackError);
    await expect(at(2_500_000)).resolves.toBeUndefined();
  });

  test('of entries ends at the budget', async () => {
    const many = tar(Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`f${index}`, ''])));
    const at = (entries: number): Promise<void> =>
      readBytes({ shown: 'a', place: '', chunks: chunks(many) }, reading(new ArchiveBudget(1_000_000, entries)));
    await expect(at(19)).rejects.toThrow('more entries than the limit');
    await expect(at(20)).resolves.toBeUndefined();
  });

  test('the fixture is one', () => {
    expect(deflateRawSync(zeros).length).toBeLessThan(2_000);
  });
});
