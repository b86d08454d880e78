// Plain text: places, fingerprints, lengths, and lines of any length.
import { createHmac } from 'node:crypto';
import type { Detector } from '@watertight/detect';
import { describe, expect, test } from 'vitest';
import { detectFiles } from '../testing/detect-files.ts';
import { TEST_DETECTORS, testToken } from '../testing/detectors.ts';
import { OVERLAP_CHARS, WINDOW_CHARS } from './limits.ts';

const TOKEN = testToken(1);

describe('places', () => {
  test.each([
    ['a line', `x ${TOKEN}\n`, ['test-token a.log:1:3-27']],
    ['no line break at the end', `\n\n${TOKEN}`, ['test-token a.log:3:1-25']],
    ['CRLF', `a\r\n${TOKEN}\r\n`, ['test-token a.log:2:1-25']],
    ['a byte order mark', `\uFEFF${TOKEN}\n`, ['test-token a.log:1:1-25']],
    ['columns in UTF-16 units', `ü\u{1F600} ${TOKEN}\n`, ['test-token a.log:1:5-29']],
    ['a value that is not ASCII', 'password: "grün1234"\n', ['named-password a.log:1:12-20']],
    ['two on a line', `${TOKEN} ${testToken(2)}\n`, ['test-token a.log:1:1-25', 'test-token a.log:1:26-50']],
    ['a value of two detectors once', `password=${TOKEN}\n`, ['test-token a.log:1:10-34']],
    ['nothing', 'password policy updated\n', []],
    ['an empty file', '', []],
  ])('%s', async (_, text, expected) => {
    expect((await detectFiles({ 'a.log': text })).lines).toEqual(expected);
  });

  test('of UTF-16 text', async () => {
    const { lines } = await detectFiles({ 'a.txt': Buffer.from(`\uFEFFa\n${TOKEN}\n`, 'utf16le') });
    expect(lines).toEqual(['test-token a.txt:2:1-25']);
  });

  test.each([
    ['of the one order', (text: string) => Buffer.from(text, 'utf16le')],
    ['of the other', (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ])('of UTF-16 text without a byte order mark, %s', async (_, encode) => {
    const text = `a: ü\u{1F600}\r\n${TOKEN}\r\n`;
    expect((await detectFiles({ 'a.txt': encode(text) })).lines).toEqual(['test-token a.txt:2:1-25']);
    expect((await detectFiles({ 'a.yaml': encode(`k: ${TOKEN}\n`) })).lines).toEqual(['test-token a.yaml:1:4-28 /k']);
    // With a control character it is no text.
    expect((await detectFiles({ 'a.bin': encode(`${text}\u0001`) })).lines).toEqual([]);
  });

  test('of samples of sixteen bits, which are no text', async () => {
    const samples = Buffer.from(Uint16Array.from({ length: 400 }, (_, at) => at % 120).buffer);
    const bytes = Buffer.concat([samples, Buffer.from(TOKEN), Buffer.from([0])]);
    expect((await detectFiles({ 'a.pcm': bytes })).lines).toHaveLength(1);
  });

  test('in bytes that are no text', async () => {
    const bytes = Buffer.concat([Buffer.from([0, 1, 2, 0x0a, 0xff, 0]), Buffer.from(TOKEN), Buffer.from([0])]);
    expect((await detectFiles({ 'a.bin': bytes })).lines).toEqual(['test-token a.bin:2:3-27']);
  });

  test('of invalid UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0x20]), Buffer.from(TOKEN)]);
    expect((await detectFiles({ 'a.log': bytes })).lines).toEqual(['test-token a.log:1:3-27']);
  });
});

describe('a variable of a .env file', () => {
  test.each([
    ['a word', 'DB_PASSWORD=hunter\n', ['credential-by-name .env:1:13-19 /DB_PASSWORD']],
    ['letters of chance', 'A=1\nDB_PASSWORD=McOnQmcGJuVP\r\n', ['credential-by-name .env:2:13-25 /DB_PASSWORD']],
    ['between blanks', 'export DB_PASSWORD = "hunter"\n', ['credential-by-name .env:1:23-29 /DB_PASSWORD']],
    ['one word in quotes', 'export DB_PASSWORD="hunter" # old\n', ['credential-by-name .env:1:21-27 /DB_PASSWORD']],
    ['before a comment', 'DB_PASSWORD=hunter # old\n', ['credential-by-name .env:1:13-19 /DB_PASSWORD']],
    ['a quote that stays open', `DB_PASSWORD='hunter\n`, ['credential-by-name .env:1:13-20 /DB_PASSWORD']],
    ['once, where a format speaks for it', `DB_PASSWORD=${TOKEN}\n`, ['test-token .env:1:13-37 /DB_PASSWORD']],
    ['a placeholder', 'DB_PASSWORD=changeme\n', []],
    ['a reference', 'DB_PASSWORD=${OTHER}\n', []],
    ['nothing', 'DB_PASSWORD=\n', []],
    ['another name', 'DB_HOST=hunter\n', []],
    ['a comment', '# DB_PASSWORD=hunter\n', []],
  ])('%s', async (_, text, expected) => {
    expect((await detectFiles({ '.env': text })).lines).toEqual(expected);
  });
});

describe('a line longer than a window', () => {
  const step = WINDOW_CHARS - OVERLAP_CHARS;
  const offsets = [
    0,
    WINDOW_CHARS - 30,
    WINDOW_CHARS - 12,
    WINDOW_CHARS,
    WINDOW_CHARS - OVERLAP_CHARS / 2 - 24,
    WINDOW_CHARS - OVERLAP_CHARS / 2 - 23,
    step - 12,
    step,
    2 * step + OVERLAP_CHARS / 2,
    3 * WINDOW_CHARS,
  ];
  test.each(offsets)('finds a value once at %i, and the line after it', async (offset) => {
    const filler = '. '.repeat(offset / 2) + (offset % 2 === 1 ? '.' : '');
    const text = `${filler}${TOKEN} ${'. '.repeat(WINDOW_CHARS)}\n${testToken(2)}\n`;
    expect((await detectFiles({ 'a.log': text })).lines).toEqual([
      `test-token a.log:1:${offset + 1}-${offset + 25}`,
      'test-token a.log:2:1-25',
    ]);
  });
});

test('a detector that fails costs its line, and shows nothing of it', async () => {
  const [, token] = TEST_DETECTORS as [Detector, Detector];
  const failing: Detector = {
    ...token,
    id: 'failing',
    anchors: ['boom'],
    match: (text) => {
      throw new Error(text);
    },
  };
  const text = `boom ${TOKEN}\n${TOKEN}\nboom\n`;
  const { lines, detected } = await detectFiles({ 'a.log': text }, { detectors: [failing, token] });
  expect(lines).toEqual(['test-token a.log:2:1-25']);
  const gaps = detected.coverage.filter(({ state }) => state !== 'read');
  expect(gaps.map(({ reason }) => reason)).toEqual(['a detector failed on 2 of its lines']);
  expect(JSON.stringify(detected)).not.toContain('wtk_');
});

describe('findings', () => {
  test('have the length and class, and no value', async () => {
    const { detected } = await detectFiles({ 'a.log': `password=Xq7vZr2kTn9\n` });
    expect(detected.findings).toMatchObject([
      { detector: 'named-password', class: 'password', severity: 'high', result: 'fail', length: 11 },
    ]);
    expect(JSON.stringify(detected)).not.toMatch(/Xq7v|Zr2k|kTn9/);
  });

  test('have the same fingerprint whatever the value is, and another one for each value', async () => {
    const fingerprints = async (text: string): Promise<string[]> =>
      (await detectFiles({ 'a.log': text })).detected.findings.map(({ fingerprint }) => fingerprint);
    const folders = await fingerprints(`${testToken(1)}\n${testToken(2)}\n`);
    expect(folders[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(folders).size).toBe(2);
  });

  test('follow a value by its HMAC only where a key is named', async () => {
    const key = Buffer.from('a key of more than sixteen bytes');
    const files = { 'a.log': TOKEN, 'b.yaml': `token: ${TOKEN}\n`, 'c.log': testToken(2) };
    const { detected } = await detectFiles(files, { key });
    const [a, b, c] = detected.findings.map(({ valueFingerprint }) => valueFingerprint);
    expect(a).toBe(createHmac('sha256', key).update(TOKEN).digest('hex').slice(0, 32));
    expect(b).toBe(a);
    expect(c).not.toBe(a);
    const plain = await detectFiles(files);
    expect(plain.detected.findings.map(({ valueFingerprint }) => valueFingerprint)).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
