// Where a file of several documents is cut, in bytes and lines.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitYaml } from './yaml-split.ts';

function cut(text: string): [text: string, line: number][] {
  const bytes = Buffer.from(text);
  return [...splitYaml(bytes)].map(({ offset, length, line }) => [
    bytes.toString('utf8', offset, offset + length),
    line,
  ]);
}

describe('a file is cut', () => {
  test.each<[string, string, [string, number][]]>([
    [
      'at a marker',
      'a: 1\n---\nb: 2\n',
      [
        ['a: 1\n', 1],
        ['---\nb: 2\n', 2],
      ],
    ],
    [
      'at a marker with a comment',
      'a\n--- # b\nc\n',
      [
        ['a\n', 1],
        ['--- # b\nc\n', 2],
      ],
    ],
    [
      'at a marker with content',
      'a\n--- |\n b\n',
      [
        ['a\n', 1],
        ['--- |\n b\n', 2],
      ],
    ],
    [
      'at a marker and a tab',
      'a\n---\tb\n',
      [
        ['a\n', 1],
        ['---\tb\n', 2],
      ],
    ],
    [
      'at CR LF',
      'a\r\n---\r\nb\r\n',
      [
        ['a\r\n', 1],
        ['---\r\nb\r\n', 2],
      ],
    ],
    [
      'at a marker that ends the file',
      'a\n---',
      [
        ['a\n', 1],
        ['---', 2],
      ],
    ],
    [
      'inside a block scalar',
      'a: |\n  x\n---\nb: 1\n',
      [
        ['a: |\n  x\n', 1],
        ['---\nb: 1\n', 3],
      ],
    ],
    [
      'inside quotes',
      'a: "x\n---\ny"\n',
      [
        ['a: "x\n', 1],
        ['---\ny"\n', 2],
      ],
    ],
    [
      'between markers in a row',
      '---\n---\na\n',
      [
        ['---\n', 1],
        ['---\na\n', 2],
      ],
    ],
    [
      'behind a document end',
      'a\n...\nb\n',
      [
        ['a\n...\n', 1],
        ['b\n', 3],
      ],
    ],
    [
      'behind a document end and before a marker',
      'a\n...\n---\nb\n',
      [
        ['a\n...\n', 1],
        ['---\nb\n', 3],
      ],
    ],
    [
      'before directives that follow a document end',
      'a\n...\n%YAML 1.2\n---\nb\n',
      [
        ['a\n...\n', 1],
        ['%YAML 1.2\n---\nb\n', 3],
      ],
    ],
  ])('%s', (_name, text, chunks) => {
    expect(cut(text)).toEqual(chunks);
  });
});

describe('a file is not cut', () => {
  test.each([
    ['at an indented marker', 'a:\n  ---\n'],
    ['at a longer line of dashes', 'a\n----\nb\n'],
    ['at dashes with text', 'a\n---b\n'],
    ['at two dashes', 'a\n--\n'],
    ['at dots with text', 'a\n...b\nc\n'],
    ['between directives and their marker', '# c\n%YAML 1.2\n\n---\na\n'],
    ['behind a document end that ends the file', 'a\n...\n'],
    ['where there is no marker', 'a: 1\n'],
  ])('%s', (_name, text) => {
    expect(cut(text)).toEqual([[text, 1]]);
  });

  test('but content before a marker is no directive', () => {
    expect(cut('a: 1\n%b: 2\n---\nc\n')).toHaveLength(2);
  });
});

test('a byte order mark is left out', () => {
  expect([...splitYaml(Buffer.from('\ufeffa: 1\n'))]).toEqual([{ offset: 3, length: 5, line: 1 }]);
});

test('no bytes give no documents', () => {
  expect([...splitYaml(new Uint8Array(0))]).toEqual([]);
});

test.each([
  ['UTF-16 with a mark, little end first', [0xff, 0xfe, 0x61, 0]],
  ['UTF-16 with a mark, big end first', [0xfe, 0xff, 0, 0x61]],
  ['UTF-16 without a mark', [0x61, 0, 0x3a, 0]],
  ['UTF-32', [0, 0, 0xfe, 0xff, 0, 0, 0, 0x61]],
])('%s is one chunk with a problem', (_name, bytes) => {
  const chunks = [...splitYaml(Uint8Array.from(bytes))];
  expect(chunks).toMatchObject([
    { offset: 0, length: bytes.length, line: 1, problem: { reason: 'not UTF-8: wrong encoding', fatal: true } },
  ]);
});

test('a part of a larger buffer is cut by its own offsets', () => {
  const whole = Buffer.from('xxxxx\na\n---\nb\n');
  for (let start = 0; start < 6; start++) {
    const chunks = [...splitYaml(whole.subarray(start))];
    expect(chunks.map(({ offset, line }) => [offset, line])).toEqual([
      [0, 1],
      [8 - start, 3],
    ]);
  }
});

test.each([0, 1, 2, 3])('counts lines of a short range at any alignment (%i)', (shift) => {
  const bytes = new Uint8Array(16);
  const text = new TextEncoder().encode('...\n\n---\n');
  bytes.set(text, shift);
  const chunks = [...splitYaml(bytes.subarray(shift, shift + text.length))];
  expect(chunks.map(({ line }) => line)).toEqual([1, 2, 3]);
});

test('chunks put together are the file, and their lines follow each other', () => {
  const piece = fc.constantFrom(
    'a: 1\n',
    '---\n',
    '...\n',
    '--- x\n',
    '%YAML 1.2\n',
    '# c\n',
    '\n',
    '  b\n',
    '---b\n',
    'long line of text to fill words\r\n',
    '-',
    'é\n',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const chunks = cut(pieces.join(''));
      expect(chunks.map(([text]) => text).join('')).toBe(pieces.join(''));
      let line = 1;
      for (const [text, start] of chunks) {
        expect(start).toBe(line);
        line += text.split('\n').length - 1;
      }
    }),
  );
});
