// The cache asks once for each place, and holds no more than its limit.
import { expect, test } from 'vitest';
import { cachedLocator } from './cached-locator.ts';

test('asks once for each place, again when it has forgotten', async () => {
  const asked: string[] = [];
  const locator = cachedLocator(
    {
      locate: async (document, pointer) => {
        asked.push(`${document} ${pointer}`);
        return await Promise.resolve({ file: 'a', line: document, column: 1, endLine: 1, endColumn: 1 });
      },
    },
    2,
  );
  for (const [document, pointer] of [
    [1, '/a'],
    [1, '/a'],
    [2, '/a'],
    [1, '/a'],
    [1, '/b'],
    [1, '/a'],
  ] as const) {
    expect(await locator.locate(document, pointer)).toMatchObject({ line: document });
  }
  expect(asked).toEqual(['1 /a', '2 /a', '1 /b', '1 /a']);
});
