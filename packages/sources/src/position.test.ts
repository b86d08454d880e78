// Byte offsets to lines and columns, compared with the plain way of decoding.
import fc from 'fast-check';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LineIndex } from './line-index.ts';
import { advance, START, StreamPositions } from './position.ts';

/** The plain way: decode and split. */
function naive(text: string): { line: number; column: number } {
  const lines = text.split('\n');
  return { line: lines.length, column: (lines.at(-1) as string).length + 1 };
}

const texts = fc.array(fc.constantFrom('a', '\n', 'ä', '€', '😀', '\r\n', ' '), { maxLength: 60 });

describe('advance', () => {
  test.each([
    ['', 1, 1],
    ['ab', 1, 3],
    ['ab\n', 2, 1],
    ['😀x', 1, 4],
    ['ä\n€€', 2, 3],
  ])('%j ends at %i:%i', (text, line, column) => {
    expect(advance(START, Buffer.from(text))).toEqual({ line, column });
  });

  test('equals decoding', () => {
    fc.assert(
      fc.property(texts, (parts) => {
        expect(advance(START, Buffer.from(parts.join('')))).toEqual(naive(parts.join('')));
      }),
    );
  });
});

describe('StreamPositions', () => {
  test('does not depend on how the bytes are cut', () => {
    fc.assert(
      fc.property(texts, fc.nat(20), (parts, cut) => {
        const bytes = Buffer.from(parts.join(''));
        const positions = new StreamPositions();
        for (let at = 0; at < bytes.length; at += cut + 1) positions.push(bytes.subarray(at, at + cut + 1));
        let before = '';
        for (const part of parts) {
          expect(positions.at(Buffer.byteLength(before))).toEqual(naive(before));
          before += part;
        }
      }),
    );
  });
});

describe('LineIndex', () => {
  test('finds lines far into a file, in any order, past a byte order mark', () => {
    const folder = mkdtempSync(join(tmpdir(), 'watertight-lines-'));
    const line = '  "key": "ä😀",\n';
    writeFileSync(join(folder, 'x'), `\ufeff${line.repeat(60_000)}`);
    const file = openSync(join(folder, 'x'), 'r');
    const size = Buffer.byteLength(line);
    const index = new LineIndex();
    expect(index.at(file, 3 + 59_999 * size + 2)).toEqual({ line: 60_000, column: 3 });
    expect(index.at(file, 3)).toEqual({ line: 1, column: 1 });
    expect(index.at(file, 3 + 30_000 * size)).toEqual({ line: 30_001, column: 1 });
    expect(index.at(file, 3 + 60_001 * size)).toBeUndefined();
    closeSync(file);
    rmSync(folder, { recursive: true });
  });
});
