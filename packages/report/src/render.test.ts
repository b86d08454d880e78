// Every format of every result: hostile names, same bytes, nothing that a terminal, parser or viewer acts on.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Format, ReportOptions } from './input/options.ts';
import type { Result, ResultKind } from './input/result.ts';
import { formatsOf, render } from './render.ts';
import { ATTACKS } from './testing/attacks.ts';
import { Hostile } from './testing/hostile.ts';
import * as answers from './testing/seed-answers.ts';
import * as seed from './testing/seed-backend.ts';
import { parseXml } from './testing/xml-check.ts';
import { textWidth } from './text/width.ts';

const CONTROL = /[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const RUNS = 150;

function text(result: Result, format: Format, options: ReportOptions = answers.OPTIONS): string {
  return [...render(result, format, options)].join('');
}

/** Throws when the text does not parse as its format. */
function parse(kind: ResultKind, format: Format, written: string): void {
  if (format === 'json' && (kind === 'can' || kind === 'can-connect')) return parse(kind, 'ndjson', written);
  if (format === 'json' || format === 'sarif' || format === 'opengraph') JSON.parse(written);
  if (format === 'ndjson') for (const line of written.split('\n').slice(0, -1)) JSON.parse(line);
  if (format === 'junit') parseXml(written);
  if (format === 'dot') checkDot(written);
  if (format === 'mermaid') checkMermaid(written);
}

const QUOTED = String.raw`"(?:[^"\\\n]|\\["\\])*"`;
const DOT_LINE = new RegExp(
  String.raw`^(?:digraph watertight \{|\}|  (?:rankdir=LR|label=${QUOTED}|(?:n\d+|node|edge)(?: -> n\d+)? \[(?:[a-z]+=(?:${QUOTED}|\w+)(?:, )?)+\]);)$`,
  'u',
);
const LABEL = String.raw`"(?:[A-Za-z0-9 .,:/_-]|#\d+;)*"`;
const MERMAID_LINE = new RegExp(
  String.raw`^(?:flowchart LR|  %% \d+ more paths are not drawn|  n\d+(?:\[\(${LABEL}\)\]|\(\[${LABEL}\]\)|\[${LABEL}\])|  n\d+ -\.?->\|${LABEL}\| n\d+)$`,
  'u',
);

function checkDot(written: string): void {
  for (const line of written.trimEnd().split('\n')) expect(line).toMatch(DOT_LINE);
}

function checkMermaid(written: string): void {
  for (const line of written.trimEnd().split('\n')) expect(line).toMatch(MERMAID_LINE);
}

describe('any result in any format', () => {
  it('parses, ends its last line and holds no character that acts on a terminal', () => {
    fc.assert(
      fc.property(fc.gen(), fc.integer({ min: 20, max: 200 }), (gen, width) => {
        const result = new Hostile((max) => gen(fc.nat, { max })).result();
        for (const format of formatsOf(result.kind)) {
          const written = text(result, format, { ...answers.OPTIONS, width });
          expect(written).not.toMatch(CONTROL);
          if (written !== '') expect(written.endsWith('\n')).toBe(true);
          parse(result.kind, format, written);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('is the same bytes twice', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const result = new Hostile((max) => gen(fc.nat, { max })).result();
        for (const format of formatsOf(result.kind))
          expect(text(result, format)).toBe(text(structuredClone(result), format));
      }),
      { numRuns: 50 },
    );
  });

  it('colours with its own sequences only', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const result = new Hostile((max) => gen(fc.nat, { max })).result();
        const coloured = text(result, 'table', { ...answers.OPTIONS, color: true });
        // oxlint-disable-next-line no-control-regex
        expect(coloured.replaceAll(/\u001b\[(?:1|2|22|31|32|33|34|36|39)m/g, '')).not.toMatch(CONTROL);
      }),
      { numRuns: RUNS },
    );
  });

  it('keeps the lines of a table within the width, but for commands and patches, which are to be copied', () => {
    fc.assert(
      fc.property(fc.gen(), fc.integer({ min: 60, max: 200 }), (gen, width) => {
        const result = new Hostile((max) => gen(fc.nat, { max })).result();
        if (result.kind === 'explain') return;
        const [told = ''] = text(result, 'table', { ...answers.OPTIONS, width }).split('\nNext\n');
        for (const line of told.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(width);
      }),
      { numRuns: RUNS },
    );
  });

  it('reads the JSON back as the result', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const result = new Hostile((max) => gen(fc.nat, { max })).result();
        if (result.kind === 'can' || result.kind === 'can-connect') return;
        expect(JSON.parse(text(result, 'json'))).toEqual(JSON.parse(JSON.stringify(result)));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('formatsOf', () => {
  it('renders what it lists and refuses the rest', () => {
    const all: readonly Format[] = [
      'table',
      'wide',
      'json',
      'ndjson',
      'sarif',
      'junit',
      'markdown',
      'dot',
      'mermaid',
      'opengraph',
    ];
    for (const result of [seed.SCAN, answers.WHO_CAN_READ, answers.REACH, answers.PATHS, answers.EXPLAIN] as Result[]) {
      for (const format of all) {
        if (formatsOf(result.kind).includes(format)) expect(text(result, format)).not.toBe('');
        else expect(() => render(result, format, answers.OPTIONS)).toThrow(RangeError);
      }
    }
  });

  it('names no attack that a clean result would hide', () => {
    expect(new Set(ATTACKS).size).toBe(ATTACKS.length);
  });
});
