// The day at which suppressions are judged.
import { describe, expect, test } from 'vitest';
import { UserError } from '../shell/exit-code.ts';
import { asOfDay } from './as-of.ts';

describe('asOfDay', () => {
  test.each([
    ['2027-01-31', '2027-01-31'],
    ['2027-01-31T23:59:59Z', '2027-01-31'],
    ['2027-01-31T23:30:00-01:00', '2027-02-01'],
    ['2027-01-31t12:00:00.5z', '2027-01-31'],
    ['2028-02-29', '2028-02-29'],
  ])('%s is the day %s in UTC', (text, day) => {
    expect(asOfDay(text)).toBe(day);
  });

  test.each(['', 'today', '2027', '2027-13-01', '2027-02-29', '2027-01-31T12:00:00', '31.1.2027', '2027-01-31 12:00'])(
    'refuses %j',
    (text) => {
      expect(() => asOfDay(text)).toThrow(UserError);
    },
  );

  test('is now when nothing is given', () => {
    expect(asOfDay(undefined)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });
});
