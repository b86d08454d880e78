// Holds the tests to their own rules.
import { expect, test } from 'vitest';
import { fixture } from './fixture.ts';
import { sourceFiles } from './source-file.ts';
import { testFaults } from './test-discipline.ts';

test('every test runs, states its answer, and looks at no clock', () => {
  expect(testFaults(sourceFiles())).toEqual([]);
});

test.each([
  "test.skip('x', () => {});",
  "describe.only('x', () => {});",
  "it.todo('x');",
  "test.each([1]).skip('x', () => {});",
  'expect(1).toMatchSnapshot();',
  "expect(1).toMatchInlineSnapshot('1');",
  "await expect(1).toMatchFileSnapshot('x');",
  'const start = performance.now();',
  'const start = Date.now();',
])('%s is refused', (text) => {
  expect(testFaults(fixture({ 'a.test.ts': text }))).toHaveLength(1);
});

test.each([
  "test.skipIf(absent)('needs kubectl', () => {});",
  "test('x', (context) => context.skip(absent, 'kubectl is not installed'));",
  'stream.skip(1);',
  "expect(1).toBe(1); // not toMatchSnapshot, test.skip('x')",
])('%s passes', (text) => {
  expect(testFaults(fixture({ 'a.test.ts': text }))).toEqual([]);
});
