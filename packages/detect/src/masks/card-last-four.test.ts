// The mask that shows a card's last four digits: grouping, twins, idempotence, every way of cutting.
import { describe, expect, test } from 'vitest';
import { inPieces, redacted } from '../testing/redacted.ts';
import { cardLastFourMask } from './card-last-four.ts';

const lastFour = (text: string): string => redacted(text, { mask: cardLastFourMask });

const CASES: readonly (readonly [string, string])[] = [
  ['paid with 4111111111111111 today', 'paid with ************1111 today'],
  ['paid with 4111 1111 1111 1111 today', 'paid with **** **** **** 1111 today'],
  ['paid with 4111-1111-1111-1111, ok', 'paid with ****-****-****-1111, ok'],
  ['amex 3782 822463 10005 ok', 'amex **** ****** *0005 ok'],
  ['{"card":4111111111111111,"n":1}', '{"card":"************1111","n":1}'],
  ["card='4111111111111111' expiry='12/25' cvv='123'", "card='************1111' expiry='**/**' cvv='***'"],
  ['{"card_number":"5555 5555 5555 4444"}', '{"card_number":"**** **** **** 4444"}'],
  ['password=4111111111111111', 'password=**********'],
  ['order 4111111111111112 sent', 'order 4111111111111112 sent'],
  ['user bob and password dbPass123!', "user bob and password='**********'"],
];

describe.each(CASES)('%s', (line, expected) => {
  test('is masked', () => expect(lastFour(line)).toBe(expected));
  test('is not masked twice', () => expect(lastFour(expected)).toBe(expected));
  test('comes out the same however it is cut', () => {
    const text = `${line}\n${line}`;
    const whole = lastFour(text);
    for (let place = 0; place <= text.length; place++)
      expect(inPieces(text, [place], { mask: cardLastFourMask })).toBe(whole);
  });
});

test('a number too short to show a third of it is masked whole', () => {
  expect(cardLastFourMask({ start: 0, end: 11, class: 'card', rule: 'r' }, '41111111111')).toBe('************');
  expect(cardLastFourMask({ start: 0, end: 12, class: 'card', rule: 'r' }, '411111111111')).toBe('********1111');
});
