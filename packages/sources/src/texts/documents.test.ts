// Properties of reading documents: every value is found once where it stands, and no input ends the run.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TEST_DETECTORS, testToken } from '../testing/detectors.ts';
import { ArchiveBudget } from './archive-budget.ts';
import { FilesRead } from './files-read.ts';
import { Findings } from './findings.ts';
import { readBytes } from './read-bytes.ts';

/** Reads one file from memory. */
async function read(name: string, content: string | Uint8Array): Promise<ReturnType<Findings['all']>> {
  const findings = new Findings();
  const chunks = async function* chunks(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(content));
  };
  await readBytes(
    { shown: name, place: '', chunks: chunks() },
    {
      scanner: { detectors: TEST_DETECTORS, findings },
      files: new FilesRead(),
      coverage: { read: () => {}, add: () => {} },
      budget: new ArchiveBudget(),
    },
  );
  return findings.all();
}

/** One entry of a mapping that holds the token, in the ways that YAML has of writing it. */
const ENTRIES: readonly ((token: string) => string)[] = [
  (token) => `plain: ${token}\n`,
  (token) => `single: 'it''s ${token}'\n`,
  (token) => `double: "a ${token}"\n`,
  (token) => `literal: |\n  one\n  ü ${token} x\n`,
  (token) => `stripped: |-\n    ${token}\n`,
  (token) => `flow: {a: [b, ${token}], c: d}\n`,
  (token) => `list:\n- a\n- ${token}\n`,
  (token) => `comment: a # ${token}\n`,
  (token) => `# ${token}\n`,
  (token) => `nested:\n  deep:\n    er: '${token}'\n`,
  (token) => `json: '{"a": "${token}"}'\n`,
  (token) => `pair:\n- name: x\n  value: ${token}\n`,
  (token) => `args:\n- --x\n- ${token}\n`,
];

const document = fc
  .array(fc.nat({ max: ENTRIES.length - 1 }), { maxLength: 12 })
  .map((chosen) => chosen.map((entry, index) => (ENTRIES[entry] as (token: string) => string)(testToken(index))));

describe('a YAML document', () => {
  test.each(['\n', '\r\n'])('gives every value once, at its own place (line ends %j)', async (lineEnd) => {
    await fc.assert(
      fc.asyncProperty(document, async (entries) => {
        const text = entries.join('').replaceAll('\n', lineEnd);
        const lines = text.split('\n');
        const found = (await read('a.yaml', text)).filter(({ detector }) => detector === 'test-token');
        const shown = found.map(
          ({ line, column, endColumn }) => lines[line - 1]?.slice(column - 1, endColumn - 1) ?? '',
        );
        const tokens = shown.map((place) => /wtk_[A-Za-z0-9]{20}/.exec(place)?.[0] ?? `none in ${place}`);
        expect(tokens.sort()).toEqual(entries.map((_, index) => testToken(index)).sort());
      }),
      { numRuns: 300 },
    );
  });
});

describe('any input', () => {
  const names = fc.constantFrom('a.yaml', 'a.json', '.env', 'kustomization.yaml', 'a.txt', '.sops.yaml', 'a');
  const seed = `kind: Secret\ndata:\n  a: ${Buffer.from(testToken(1)).toString('base64')}\n  b: {"c": [1, "d"]}\n`;

  test('of any bytes ends in findings with places', async () => {
    await fc.assert(
      fc.asyncProperty(names, fc.uint8Array({ maxLength: 300 }), async (name, bytes) => {
        for (const { line, column, endColumn } of await read(name, bytes)) {
          expect(Math.min(line, column)).toBeGreaterThan(0);
          expect(endColumn).toBeGreaterThanOrEqual(column);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('of a document that is broken anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(names, fc.nat({ max: seed.length }), fc.string({ maxLength: 4 }), async (name, at, piece) => {
        for (const { line, column } of await read(name, seed.slice(0, at) + piece + seed.slice(at + 1)))
          expect(Math.min(line, column)).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});
