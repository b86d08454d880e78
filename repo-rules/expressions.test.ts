// Holds detect to bounded expressions, and shows which ones the rule sees.
import { describe, expect, test } from 'vitest';
import { expressionFaults } from './expressions.ts';
import { fixture } from './fixture.ts';
import { sourceFiles } from './source-file.ts';

test('the tree keeps to bounded expressions', () => {
  expect(expressionFaults(sourceFiles())).toEqual([]);
});

describe('in a rule', () => {
  const faults = (text: string, path = 'packages/detect/src/rules/a.ts'): string[] =>
    expressionFaults(fixture({ [path]: text }));

  test.each(['/a*/', '/a+/', '/a{2,}/', '/[ab]+?/', '/(?:a|b)*$/i', 'new RegExp(`${a}b`)'])('%s is refused', (text) => {
    expect(faults(`export const form = ${text};`)).toHaveLength(1);
  });

  test.each(['/a{0,9}/', '/[*+]/', '/\\*\\+/', '/a?b{3}/', '/[\\]*+]/', "'a+'", "new RegExp('a{1,2}')"])(
    '%s passes',
    (text) => {
      expect(faults(`export const form = ${text};`)).toEqual([]);
    },
  );

  test.each(['packages/detect/src/rules/a.test.ts', 'packages/detect/src/testing/a.ts', 'packages/report/src/a.ts'])(
    'not in %s',
    (path) => {
      expect(faults('export const form = /a+/;', path)).toEqual([]);
    },
  );
});
