// Label selectors select what kubectl's do, and what kubectl refuses is a usage error.
import { describe, expect, test } from 'vitest';
import { UserError } from './exit-code.ts';
import { readSelector } from './selector.ts';

const LABELS = new Map([
  ['app', 'shop'],
  ['app.kubernetes.io/name', 'web'],
  ['tier', ''],
  ['rank', '7'],
]);

describe('readSelector', () => {
  test.each([
    ['app=shop', true],
    ['app==shop', true],
    ['app=shops', false],
    ['app != shop', false],
    ['app!=web', true],
    ['none!=web', true],
    ['app.kubernetes.io/name=web', true],
    ['tier=', true],
    ['none=', false],
    ['app', true],
    ['none', false],
    ['!none', true],
    ['! app', false],
    ['app in (web, shop)', true],
    ['app in (web)', false],
    ['none in ()', false],
    ['app notin (web,shop)', false],
    ['none notin (web)', true],
    ['tier in ()', true],
    ['rank>6', true],
    ['rank>7', false],
    ['rank<8', true],
    ['app>1', false],
    ['app=shop,!none,rank in (6,7)', true],
    ['app=shop,none', false],
    ['constructor', false],
    ['', true],
  ])('%s: %s', (text, selected) => {
    expect(readSelector(text)(LABELS)).toBe(selected);
  });

  test.each([
    '__proto__=x',
    ',',
    'app=shop,',
    'a=b=c',
    'in (a)',
    'app in a',
    'app in (a',
    '-a',
    'a b',
    'app=in valid',
    'a,,b',
  ])('refuses %j', (text) => {
    expect(() => readSelector(text)).toThrow(UserError);
  });
});
