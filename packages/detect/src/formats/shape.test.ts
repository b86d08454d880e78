// The language of formats: what it parses, what it refuses, where its segments end.
import { describe, expect, test } from 'vitest';
import { boundaries, parseShape } from './shape.ts';

describe('parsing', () => {
  test('takes literals, runs and the marks of the value apart', () => {
    const { segments, valueFrom, valueTo } = parseShape('Key=«{hex:8}-{digit:2-4}»;');
    expect(segments.map((one) => one.literal ?? `${one.set?.name}:${one.min}-${one.max}`)).toEqual([
      'Key=',
      'hex:8-8',
      '-',
      'digit:2-4',
      ';',
    ]);
    expect([valueFrom, valueTo]).toEqual([1, 4]);
  });
  test('leaves braces that name no charset as they are', () => {
    expect(parseShape('{"a":{nothing:3}}').segments).toEqual([{ literal: '{"a":{nothing:3}}' }]);
  });
  test.each(['{hex:1-3}a', '{alnum:1-3}{hex:2}', '{hex:1-3}0x'])(
    'refuses %s, which one pass could not match',
    (source) => {
      expect(() => parseShape(source)).toThrow('must differ');
    },
  );
  test.each(['{hex:3}a', '{hex:1-3}g', '{hex:1-3}-{hex:2}'])('accepts its twin %s', (source) => {
    expect(() => parseShape(source)).not.toThrow();
  });
});

describe('boundaries', () => {
  const shape = parseShape('{digit:2-4}:AA{hex:3}');
  test.each([
    ['x12:AAabc', 3, [1, 3, 6, 9]],
    ['12345:AAabc', 5, [1, 5, 8, 11]],
    ['1:AAabc', 1, undefined],
    ['12:AAab', 2, undefined],
    ['12:ABabc', 2, undefined],
    ['12:AAabg', 2, undefined],
  ] as const)('of %j from its infix', (text, at, expected) => {
    expect(boundaries(shape, text, at, 1)).toEqual(expected);
  });
});
