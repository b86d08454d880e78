// Lines that have not ended: windows of long ones, and what silence lets out.
import { describe, expect, test } from 'vitest';
import { redacted } from '../testing/redacted.ts';
import { LIMITS, type Limits } from './limits.ts';
import { Redactor } from './redactor.ts';

const NARROW: Limits = { window: 512, ahead: 128, behind: 128 };
const words = (count: number): string => Array.from({ length: count }, (_, index) => `w${index} `).join('');

describe('long lines', () => {
  test.each([0, 100, 350, 380, 384, 390, 500, 511, 512, 513, 700, 1023, 1024])(
    'a value at byte %i of one is masked',
    (place) => {
      const before = words(400).slice(0, place);
      const after = words(400);
      expect(redacted(`${before} password=hunter2 ${after}\nnext\n`, { limits: NARROW })).toBe(
        `${before} password=********** ${after}\nnext\n`,
      );
    },
  );

  test.each([
    ['below', 1],
    ['at', 0],
    ['above', -1],
  ])('%s the limit', (_, less) => {
    const secret = 'password=hunter2\n';
    const filler = 'x'.repeat(LIMITS.window - secret.length - less - 1);
    expect(redacted(`${filler} ${secret}`)).toBe(`${filler} password=**********\n`);
  });

  test('a value longer than a window is closed, with all that follows it in its line', () => {
    const value = 'v1'.repeat(1000);
    const redactor = new Redactor({ limits: NARROW });
    const text = `a "token":"${value}", "b":1\r\nnext\n`;
    const out = Buffer.concat([...redactor.push(Buffer.from(text)), ...redactor.flush()]).toString();
    expect(out).toBe('a "token":"[redaction-error]\r\nnext\n');
    expect(redactor.counts.closed).toBe(1);
    expect([...redactor.counts.closedBy]).toEqual([['long-value', 1]]);
  });

  test('a value at the end of one without a line end', () => {
    expect(redacted(`${words(300)}password=hunter2`, { limits: NARROW })).toBe(`${words(300)}password=**********`);
  });
});

describe('silence', () => {
  const shown = (text: string, rest: string): [string, string] => {
    const redactor = new Redactor();
    const before = [...redactor.push(Buffer.from(text)), ...redactor.idle()].map(String).join('');
    const after = [...redactor.push(Buffer.from(rest)), ...redactor.flush()].map(String).join('');
    return [before, after];
  };

  test.each([
    ['Name please: ', 'bob\n', 'Name please: ', 'bob\n'],
    ['sent to jane', '@example.com now\n', 'sent to ', '********** now\n'],
    ['pass', 'word=hunter2\n', '', 'password=**********\n'],
    ['a password ', 'dbPass123!\n', 'a ', "password='**********'\n"],
    ['pay 4111 1111 ', '1111 1111 ok\n', 'pay ', '************ ok\n'],
    ['a wJalrXUtnFEMI1K7MDENG b ', 'aws\n', 'a ', 'wJalrXUtnFEMI1K7MDENG b aws\n'],
    ['dial postgres://u:pa', 'ss@db\n', 'dial ', 'postgres://u:**********@db\n'],
  ])('after %j and then %j', (text, rest, before, after) => {
    expect(shown(text, rest)).toEqual([before, after]);
  });

  test('lets out nothing of entries that go on, nor of a private key', () => {
    expect(shown('2026-01-02T03:04:05Z stdout P abc \nx ', '')[0]).toBe('');
    expect(shown('-----BEGIN PRIVATE KEY-----\nabc def ', '')[0]).toBe('-----BEGIN PRIVATE KEY-----\n');
  });

  test('twice in a line', () => {
    const redactor = new Redactor();
    const out = [
      redactor.push(Buffer.from('one two ')),
      redactor.idle(),
      redactor.push(Buffer.from('three four password')),
      redactor.idle(),
      redactor.idle(),
      redactor.push(Buffer.from('=x y\nnext\n')),
    ].map((parts) => parts.map(String).join(''));
    expect(out).toEqual(['', 'one two ', '', 'three four ', '', 'password=********** y\nnext\n']);
  });
});
