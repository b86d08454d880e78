// Lines are judged again with their masks, until redacting them once more changes nothing; each mask is told once.
import { describe, expect, test } from 'vitest';
import { REDACTION_DETECTORS } from '../rules/detectors.ts';
import { Finder } from '../rules/finder.ts';
import { Redactor } from '../stream/redactor.ts';
import { redacted } from '../testing/redacted.ts';
import { exactMask, type Mask } from './mask.ts';
import { settled } from './settled.ts';
import { type Span, spliced } from './span.ts';

const T = '**********';

function span(start: number, end: number, more: Partial<Span> = {}): Span {
  return { start, end, class: 'password', rule: 'a', ...more };
}

/** The text that comes out where looks find these, one after the other. */
function shown(text: string, looks: readonly (readonly Span[])[], mask: Mask = exactMask): string {
  const [first = [], ...more] = looks;
  const rest = [...more];
  return spliced(text, settled(text, first, { mask, find: () => rest.shift() ?? [] }), mask);
}

describe('what a later look finds', () => {
  test.each([
    ['nothing', 'ab cd ef', [[span(3, 5)]], `ab ${T} ef`],
    ['a value before a mask', 'ab cd ef', [[span(3, 5)], [span(0, 2)]], `${T} ${T} ef`],
    ['a value behind one', 'ab cd ef', [[span(3, 5)], [span(14, 16)]], `ab ${T} ${T}`],
    ['a value between two', 'ab cd ef', [[span(0, 2), span(6, 8)], [span(11, 13)]], `${T} ${T} ${T}`],
    ['values one look after the other', 'ab cd ef', [[span(3, 5)], [span(14, 16)], [span(0, 2)]], `${T} ${T} ${T}`],
    ['a mask and what follows it', 'ab cd ef', [[span(3, 5)], [span(3, 16)]], `ab ${T}`],
    ['a mask and what stands before it', 'ab cd ef', [[span(3, 5)], [span(0, 13)]], `${T} ef`],
    ['a part of a mask, which goes on', 'ab cd ef', [[span(3, 5)], [span(8, 16)]], `ab ${T}`],
    ['a part of one, up to its middle', 'ab cd ef', [[span(3, 5)], [span(0, 8)]], `${T} ef`],
    ['the mask itself', 'ab cd ef', [[span(3, 5)], [span(3, 13)], [span(0, 2)]], `ab ${T} ef`],
    ['a part of the mask', 'ab cd ef', [[span(3, 5)], [span(5, 9)], [span(0, 2)]], `ab ${T} ef`],
  ])('%s', (_, text, looks, safe) => {
    expect(shown(text, looks)).toBe(safe);
  });

  const QUOTED = span(5, 6, { before: '"', after: '"' });

  test.each([
    ['what is written before a mask stays', QUOTED, span(6, 19), `{"a":"${T}}`],
    ['what is written behind one stays', QUOTED, span(2, 9), `{"${T}",6}`],
    ['a value behind it has its own', span(5, 6), span(16, 17, { before: "'", after: "'" }), `{"a":${T},'${T}'}`],
    ['a sign that goes with a value', span(5, 6), span(16, 17, { from: 15, before: '=' }), `{"a":${T}=${T}}`],
    ['a value in a mask, the sign before it', span(6, 7), span(8, 17, { from: 5, before: '=' }), `{"a":=${T}}`],
  ])('%s', (_, first, then, safe) => {
    expect(shown('{"a":5,6}', [[first], [then]])).toBe(safe);
  });
});

test('a text that never settles is looked at four times', () => {
  const find = (text: string): Span[] => [span(text.indexOf('x'), text.indexOf('x') + 1)];
  expect(settled('x'.repeat(100), [span(0, 1)], { mask: exactMask, find })).toHaveLength(5);
});

test('a text without masks is not looked at again', () => {
  const find = (): never => {
    throw new Error('looked');
  };
  expect(settled('x', [], { mask: exactMask, find })).toEqual([]);
});

describe('a stream', () => {
  const finder = new Finder(REDACTION_DETECTORS);
  const GHP = ['gh', 'p_', 'a1B2'.repeat(9)].join('');

  /** The first look finds the token alone, without which the string beside it is no longer too long for a code. */
  const LINE = String.raw`"token":"\\"token":6`;

  test.each([
    ['a line', LINE],
    [
      'entries of a runtime',
      `2026-01-02T03:04:05.678Z stdout P "token":"\\\\"tok\n2026-01-02T03:04:05.678Z stdout F en":6`,
    ],
    ['two values', `password=${GHP} email=jane@example.com`],
  ])('tells each mask that it writes, once: %s', (_, text) => {
    const told: Span[] = [];
    const redactor = new Redactor({ finder, onMask: (one) => told.push(one) });
    redactor.push(Buffer.from(text, 'latin1'));
    const out = Buffer.concat(redactor.flush()).toString('latin1');
    expect(told).toHaveLength(out.split(T).length - 1);
    expect([...redactor.counts.masked.values()].reduce((sum, count) => sum + count, 0)).toBe(told.length);
    expect(redacted(out, { finder })).toBe(out);
  });
});
