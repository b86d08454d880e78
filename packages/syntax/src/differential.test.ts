// Holds the block reader against the general one: what it takes has the same structure, texts, places and values.
import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Refused } from './leave.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { brokenText, manifestText, scrambledText } from './testing/yaml-arbitrary.ts';
import { readBlock, readGeneral, readYaml, readYamlEvents } from './yaml-read.ts';

const CORPUS = path.join(import.meta.dirname, 'corpus');

/** Expects that both readers agree where the block reader takes a text; says whether it does. */
function compare(text: string): boolean {
  const block = readBlock(text, DEFAULT_LIMITS);
  if (block === undefined) return false;
  expect({ ...block, reader: 'general' }).toEqual(readGeneral(text, DEFAULT_LIMITS));
  const { events, reader } = readYamlEvents(text);
  // With CR LF the block reader sees another text, so events of it would have other offsets.
  if (reader === 'block') expect(events).toEqual(block.empty ? [] : readYamlEvents(text, 'general').events);
  return true;
}

describe('the saved corpus', () => {
  const TAKEN = new Set([
    'crlf.yaml',
    'definition.yaml',
    'deployment.yaml',
    'empty.yaml',
    'keys.yaml',
    'list.yaml',
    'repeated.yaml',
  ]);

  test.each(readdirSync(CORPUS))('%s', (file) => {
    const text = readFileSync(path.join(CORPUS, file), 'utf8');
    expect(compare(text)).toBe(TAKEN.has(file));
  });

  test('cut at every place', () => {
    let taken = 0;
    for (const file of readdirSync(CORPUS)) {
      const text = readFileSync(path.join(CORPUS, file), 'utf8');
      for (let end = 0; end < text.length; end += 7) if (compare(text.slice(0, end))) taken++;
    }
    expect(taken).toBeGreaterThan(50);
  });
});

test.each([
  ['a root that is indented on the first line', ' |2+\n  a\n', false],
  ['a root scalar with a line that is indented less', '\n    a\n  a', false],
  ['an indented marker', ' ---\n', false],
  ['a root scalar whose second line ends in dots', '\n  apiVersia |\na...\n', false],
  ['a block scalar that the text ends in', '__proto__: |-', true],
  ['a block scalar with spaces at the end of the text', 'a: |\n  b\n    ', false],
  ['a block scalar whose first lines are blank and wide', 'a: |\n     \n  b\n', false],
  ['a comment behind a block scalar that is indented less', 'a:\n  b: |\n    x\n   # c\n  d: 1\n', true],
  ['a comment that ends a plain scalar', 'a: b\n  # c\n  d\n', false],
  ['a comment between plain lines', 'a: b\n# c\nd: e\n', true],
  ['a key over lines', 'a\n b: c\n', false],
  ['a mapping in line with a key', 'a: b: c\n', false],
  ['a sequence in line with a key', 'a: - b\n', false],
  ['a key in a sequence that is not its own', '- a\n  b: c\n', false],
  ['a sequence below its mapping', 'a:\n- b\n-\n  c\nd:\n', true],
  ['an item beside the dash, then deeper', '-  a: 1\n   b: 2\n', true],
  ['an item beside the dash, then not so deep', '-  a: 1\n  b: 2\n', false],
  ['a quoted key in an item', '- "a": 1\n  \'b\': 2\n', true],
  ['text behind a quoted scalar', 'a: "b" c\n', false],
  ['a comment right behind a quoted scalar', 'a: "b"#c\n', false],
  ['a quoted scalar with a line that is indented less', 'a:\n  b: "c\n d"\n', false],
  ['a flow collection as a key', '{a: b}: c\n', false],
  ['a lone carriage return', 'a: 1\rb: 2\n', false],
  ['a byte order mark inside', 'a: 1\n\ufeffb: 2\n', false],
  ['half of a surrogate pair', 'a: "\ud800"\n', false],
  ['a pair of surrogates', 'a: \ud83d\ude00\nb: "\ud83d\ude00"\nc: [\ud83d\ude00]\nd: |\n  \ud83d\ude00\n', true],
  ['a control character in a comment', '# \u0001\na: 1\n', true],
  ['a control character in a flow collection', 'a: [\u0001]\n', false],
  ['a control character in a block scalar', 'a: |\n  \u0001\n', false],
  ['next line, which is no line break', 'a: b\u0085c\n', true],
  ['a blank before the colon', 'a : b\n', false],
])('%s', (_name, text, isTaken) => {
  expect(compare(text)).toBe(isTaken);
});

/** Reads with both, and expects that neither throws anything but what refuses a text. */
function readAnyhow(text: string): void {
  compare(text);
  expect(() => readYaml(text)).not.toThrow();
  try {
    readYamlEvents(text);
  } catch (error) {
    expect(error).toBeInstanceOf(Refused);
  }
}

test('manifests', () => {
  fc.assert(fc.property(manifestText, readAnyhow), { numRuns: 3000 });
});

test('most generated manifests of usual shape are taken', () => {
  let taken = 0;
  const texts = fc.sample(manifestText, { numRuns: 1000, seed: 1 });
  for (const text of texts) if (compare(text)) taken++;
  expect(taken).toBeGreaterThan(200);
});

test('broken manifests', () => {
  fc.assert(fc.property(brokenText, readAnyhow), { numRuns: 3000 });
});

test('texts without shape', () => {
  fc.assert(fc.property(scrambledText, readAnyhow), { numRuns: 5000 });
});
