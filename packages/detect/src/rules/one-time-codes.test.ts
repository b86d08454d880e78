// Codes that are valid once, by the words on either side of them; other codes stay.
import { expect, test } from 'vitest';
import { redacted } from '../testing/redacted.ts';

const T = '**********';

test.each([
  ['Your verification code is 482913', `Your verification code is ${T}`],
  ['Your Shop verification code is: 482913.', `Your Shop verification code is: ${T}.`],
  ['Your verification code is:  829 366 ', `Your verification code is:  ${T} `],
  ['verification code: 4829', `verification code: ${T}`],
  ['G-482913 is your Google verification code.', `${T} is your Google verification code.`],
  ['"482913 is your verification code"', `"${T} is your verification code"`],
  ['login code: 482-913, valid for 10 minutes', `login code: ${T}, valid for 10 minutes`],
  ['one-time password is 482913', `one-time password is ${T}`],
  ['{"verificationCode":"482913"}', `{"verificationCode":"${T}"}`],
  ['{"verificationCode":482913,"n":1}', `{"verificationCode":"${T}","n":1}`],
  [String.raw`{"a":"{\"login_code\":\"482913\"}"}`, String.raw`{"a":"{\"login_code\":\"${T}\"}"}`],
  ['verification_code=482913 ok', `verification_code=${T} ok`],
  ['Use code 482913 to sign in to Shop', `Use code ${T} to sign in to Shop`],
  [
    'sms to +4915112345678: enter the code 482-913 to verify your number',
    `sms to +4915112345678: enter the code ${T} to verify your number`,
  ],
  ['{"text":"Your code is 482913. Do not share it."}', `{"text":"Your code is ${T}. Do not share it."}`],
  ['one-time code = 48291300', `one-time code = ${T}`],
])('%s', (line, expected) => {
  expect(redacted(line)).toBe(expected);
  expect(redacted(expected)).toBe(expected);
});

test.each([
  'error code is 482913',
  'exit code: 482913',
  'status code is 4290',
  'your area code is 48291',
  'order 482913 is your order number',
  'verification code is required',
  'verification code expired after 300 seconds',
  'verification codes: 4829 sent',
  'verification code: 482913ms',
  'verification code is 2026-01-02',
  'verification code: 12',
  'verification code is 482913000111',
  'login code: 10.0.0.17',
  'use code 2024 at checkout',
  'Use code 482913abc to sign in',
  'reuse code 482913 to verify',
  'your code is 200ms faster',
  'your area code is 482913',
  'sent 482913 verification code messages',
])('stays: %s', (line) => {
  expect(redacted(line)).toBe(line);
});
