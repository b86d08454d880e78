// oncePer: once for each key, also where nothing was found, and again after what failed.
import { expect, test } from 'vitest';
import { oncePer } from './once-per.ts';

test.each([[1], [undefined], [false]])('%s is made once for a key, and anew for another', (made) => {
  let calls = 0;
  const of = oncePer(() => {
    calls += 1;
    return made;
  });
  const [one, other] = [{}, {}];
  expect([of(one), of(one), calls]).toEqual([made, made, 1]);
  expect([of(other), calls]).toEqual([made, 2]);
});

test('what throws is asked again', () => {
  let calls = 0;
  const of = oncePer(() => {
    calls += 1;
    if (calls === 1) throw new Error('no');
    return calls;
  });
  const key = {};
  expect(() => of(key)).toThrow('no');
  expect(of(key)).toBe(2);
});
