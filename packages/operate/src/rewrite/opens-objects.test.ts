// What the answers to reads of single objects prove of a plugin, beside their twins.
import type { Replied } from '@watertight/sources';
import { expect, test } from 'vitest';
import { opensObjects } from './opens-objects.ts';

const A = { resource: 'secrets', namespace: 'n', name: 'a' };
const B = { ...A, name: 'b' };
const C = { ...A, name: 'c' };

async function opened(
  groups: readonly (readonly (typeof A)[])[],
  answers: Readonly<Record<string, number>>,
): Promise<unknown> {
  const metadata = async (path: string): Promise<Replied> => {
    const status = answers[path.slice(-1)];
    return await Promise.resolve(status === undefined ? { silence: 'no answer' } : { status, value: {} });
  };
  const none = async (): Promise<never> => await Promise.reject(new Error('not asked'));
  const other = { observe: none, read: none, rewrite: none, migrate: none, close: none };
  return await opensObjects({ context: 'one', server: 'https://one', metadata, ...other }, groups);
}

test.each<[string, Readonly<Record<string, number>>, boolean | undefined]>([
  ['each was read', { a: 200, b: 200, c: 200 }, true],
  ['one is gone, another of its key_id was read', { a: 404, b: 200, c: 200 }, true],
  ['all of a key_id are gone', { a: 404, b: 404, c: 200 }, undefined],
  ['one cannot be opened', { a: 200, b: 500, c: 200 }, false],
  ['it may not be read', { a: 403, b: 403, c: 200 }, undefined],
  ['no answer', { c: 200 }, undefined],
])('%s', async (_, answers, expected) => {
  expect(await opened([[A, B], [C]], answers)).toBe(expected);
});
