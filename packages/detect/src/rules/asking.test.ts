// Rules that look for the same: what one has found another is not asked about, and nothing is lost by it.
import { describe, expect, test } from 'vitest';
import type { Span } from '../masks/span.ts';
import { REDACTION_DETECTORS } from './detectors.ts';
import { Finder } from './finder.ts';

const finder = new Finder(REDACTION_DETECTORS);

function found(text: string): string[] {
  return Array.from(finder.find(text), ({ start, end, rule }) => `${rule} ${text.slice(start, end)}`);
}

describe('the number of a card behind its name', () => {
  test.each([
    ['is the name’s', 'card: 4222222222222', ['card 4222222222222']],
    ['has another check digit, and is its name’s all the same', 'card: 4222222222223', ['card 4222222222223']],
    [
      'is a detector’s where no sign ties it to its name',
      'cardNumber changed, is 4222222222222',
      ['card-visa-number 4222222222222'],
    ],
    [
      'goes on in digits: one behind it is looked for',
      'cardNumber=4111 1111 1111 1111env, number: 4222222222222',
      ['card 4111 1111 1111', 'card-visa-number 4222222222222'],
    ],
    [
      'is not assigned: one behind it is looked for',
      'cardNumber 3056 930902 5904, number is 4222222222222',
      ['card 3056 930902 5904', 'card-visa-number 4222222222222'],
    ],
    ['is none', 'card: none, ref 4222222222223', []],
  ])('%s', (_, text, spans) => {
    expect(found(text)).toEqual(spans);
  });
});

test('a long text gives what its lines give', () => {
  const lines = [
    'password=hunter2 x',
    '{"email":"jane@example.com","password":"hunter2!","card":4111111111111111}',
    'passwords:[a1b2c3d4 passwords:[e5f6a7b8 c9d0e1f2]]',
    'cvv 123 beside card 4111111111111111 valid 12/27',
    'nothing here',
  ];
  const text = Array.from({ length: 400 }, () => lines.join('\n')).join('\n');
  let at = 0;
  const expected: Span[] = [];
  for (const line of text.split('\n')) {
    for (const span of finder.find(line)) expected.push({ ...span, start: span.start + at, end: span.end + at });
    at += line.length + 1;
  }
  expect(text.length).toBeGreaterThan(65_536);
  expect([...finder.find(text)]).toEqual(expected);
});
