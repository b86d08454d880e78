// What holds for every stream: cuttings change nothing, a second run changes nothing, and a rule that fails shows nothing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Detector } from '../formats/detector.ts';
import { inPieces, redacted } from '../testing/redacted.ts';
import { logText } from '../testing/log-lines.ts';
import type { Limits } from './limits.ts';
import { Redactor } from './redactor.ts';

/** Lines in the tests are longer than these windows. */
const NARROW: Limits = { window: 256, ahead: 64, behind: 64 };
const RUNS = 3000;

const places = fc.array(fc.nat(4000), { maxLength: 20 }).map((list) => list.sort((a, b) => a - b));

describe('cuttings', () => {
  test.each([
    ['whole lines', {}],
    ['lines in windows', { limits: NARROW }],
  ])('of the input change nothing: %s', (_, options) => {
    fc.assert(
      fc.property(logText, places, (text, list) => {
        const within = list.filter((place) => place <= text.length);
        expect(inPieces(text, within, options)).toBe(redacted(text, options));
      }),
      { numRuns: RUNS },
    );
  });

  test('byte by byte', () => {
    fc.assert(
      fc.property(logText, (text) => {
        const every = Array.from({ length: text.length }, (_, place) => place);
        expect(inPieces(text, every)).toBe(redacted(text));
      }),
      { numRuns: 300 },
    );
  });
});

test('a second run changes nothing', () => {
  fc.assert(
    fc.property(logText, (text) => {
      const once = redacted(text);
      expect(redacted(once)).toBe(once);
    }),
    { numRuns: RUNS },
  );
});

test('any bytes without anchors pass as they are', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      const text = Buffer.from(bytes)
        .toString('latin1')
        .replace(/[@%0-9a-z[]/gi, '.');
      expect(redacted(text)).toBe(text);
    }),
  );
});

describe('a rule that fails', () => {
  const failing: Detector = {
    id: 'failing',
    title: '',
    class: 'token',
    reference: '',
    anchors: ['boom'],
    match() {
      throw new Error('secret value');
    },
    examples: { positive: [], negative: [] },
  };

  test.each([
    ['a boom s3cret\nnext\n', '[redaction-error]\nnext\n'],
    ['2026-01-02T03:04:05Z stdout F boom s3cret\n', '2026-01-02T03:04:05Z stdout F [redaction-error]\n'],
    [
      '2026-01-02T03:04:05Z stdout P bo\n2026-01-02T03:04:05Z stdout F om s3cret\n',
      '2026-01-02T03:04:05Z stdout P [redaction-error]\n2026-01-02T03:04:05Z stdout F \n',
    ],
    ['boom s3cret\r\n', '[redaction-error]\r\n'],
    ['boom s3cret', '[redaction-error]'],
  ])('closes the line %j', (text, expected) => {
    expect(redacted(text, { detectors: [failing] })).toBe(expected);
  });

  test('closes a line in windows, and is counted', () => {
    const redactor = new Redactor({ detectors: [failing], limits: NARROW });
    const text = `${'x '.repeat(200)}boom s3cret${' y'.repeat(400)}\nnext\n`;
    const out = Buffer.concat([...redactor.push(Buffer.from(text)), ...redactor.flush()]).toString();
    expect(out).toMatch(/^(?:x ){1,200}\[redaction-error\]\nnext\n$/);
    expect(redactor.counts.closed).toBe(1);
    expect([...redactor.counts.closedBy]).toEqual([[failing.id, 1]]);
  });
});
