// Entries of CRI logs: what a runtime has cut is judged as one line, and the file stays what it was.
import { describe, expect, test } from 'vitest';
import { inPieces, redacted } from '../testing/redacted.ts';
import { criHeader } from './cri.ts';

const AT = '2026-01-02T03:04:05.678901234Z';

describe('headers', () => {
  test.each([
    [`${AT} stdout F text`, { stream: 'stdout', isPartial: false, length: AT.length + 10 }],
    [`${AT} stderr P text`, { stream: 'stderr', isPartial: true, length: AT.length + 10 }],
    ['2026-01-02T03:04:05+02:00 stdout P:x text', { stream: 'stdout', isPartial: true, length: 37 }],
    ['2026-01-02T03:04:05Z stdout F ', { stream: 'stdout', isPartial: false, length: 30 }],
  ])('%s', (line, header) => {
    expect(criHeader(line)).toEqual(header);
  });

  test.each(['', `${AT} stdin F x`, `${AT} stdout X x`, ` ${AT} stdout F x`, `${AT}  stdout F x`, 'app stdout P x'])(
    'none: %j',
    (line) => {
      expect(criHeader(line)).toBeUndefined();
    },
  );
});

describe('entries', () => {
  test.each([
    ['a whole entry', [`${AT} stdout F password=hunter2 x`], [`${AT} stdout F password=********** x`]],
    [
      'a value over two: the mask stands where it begins',
      [`${AT} stdout P a password=hun`, `${AT} stdout F ter2 b`],
      [`${AT} stdout P a password=**********`, `${AT} stdout F  b`],
    ],
    [
      'a name over two',
      [`${AT} stdout P a pass`, `${AT} stdout P wo`, `${AT} stdout F rd=hunter2 b`],
      [`${AT} stdout P a pass`, `${AT} stdout P wo`, `${AT} stdout F rd=********** b`],
    ],
    [
      'a value over three',
      [`${AT} stdout P "token":"aa`, `${AT} stdout P bb`, `${AT} stdout F cc",x`],
      [`${AT} stdout P "token":"**********`, `${AT} stdout P `, `${AT} stdout F ",x`],
    ],
    [
      'both streams at once, each its own',
      [
        `${AT} stdout P password=`,
        `${AT} stderr P token: `,
        `${AT} stderr F abc`,
        `${AT} stdout F hunter2`,
        `${AT} stderr F abc`,
      ],
      [
        `${AT} stdout P password=`,
        `${AT} stderr P token: `,
        `${AT} stderr F **********`,
        `${AT} stdout F **********`,
        `${AT} stderr F abc`,
      ],
    ],
    [
      'a line of no runtime between them keeps its place',
      [`${AT} stdout P secret=`, 'password=hunter2', `${AT} stdout F abc`],
      [`${AT} stdout P secret=`, 'password=**********', `${AT} stdout F **********`],
    ],
    [
      'an end that never comes',
      [`${AT} stdout P password=hun`, `${AT} stdout P ter2`],
      [`${AT} stdout P password=**********`, `${AT} stdout P `],
    ],
    [
      'a sentence that becomes a field',
      [`${AT} stdout P with password dbPa`, `${AT} stdout F ss123! end`],
      [`${AT} stdout P with password='**********'`, `${AT} stdout F  end`],
    ],
  ])('%s', (_, lines, expected) => {
    const text = `${lines.join('\n')}\n`;
    expect(redacted(text)).toBe(`${expected.join('\n')}\n`);
    expect(inPieces(text, [10, 45, 46, 47])).toBe(`${expected.join('\n')}\n`);
    expect(redacted(text.replaceAll('\n', '\r\n')).replaceAll('\r', '')).toBe(`${expected.join('\n')}\n`);
  });

  test('a long line is let out before it ends, and a value across a window is masked', () => {
    const limits = { window: 600, ahead: 100, behind: 100 };
    const filler = Array.from({ length: 30 }, (_, index) => `${AT} stdout P ${`w${index} `.repeat(8)}`);
    const text = [
      ...filler,
      `${AT} stdout P password=hun`,
      `${AT} stdout P ter2 b`,
      ...filler,
      `${AT} stdout F end`,
      '',
    ].join('\n');
    const expected = text.replace('password=hun', 'password=**********').replace('P ter2 b', 'P  b');
    expect(redacted(text, { limits })).toBe(expected);
  });

  test('a value longer than a window is closed, not shown', () => {
    const limits = { window: 600, ahead: 100, behind: 100 };
    const filler = Array.from({ length: 60 }, () => `${AT} stdout P ${'v1'.repeat(20)}`);
    const text = [`${AT} stdout P a "token":"`, ...filler, `${AT} stdout F ", b`, ''].join('\n');
    const out = redacted(text, { limits });
    expect(out).toContain('[redaction-error]');
    expect(out.split('\n').length).toBe(text.split('\n').length);
  });
});
