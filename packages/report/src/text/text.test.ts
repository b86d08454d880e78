// Names made safe, fitted, put into words and into commands.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns } from './columns.ts';
import { count, idParts, phrase, verbFor } from './phrase.ts';
import { command, shellWord } from './shell.ts';
import { isVisible, visible } from './visible.ts';
import { fitEnd, fitMiddle, padEnd, textWidth, wrap } from './width.ts';

describe('visible', () => {
  it.each([
    ['plain', 'plain'],
    ['ünïcödé 漢字', 'ünïcödé 漢字'],
    ['\u001b[31m', String.raw`\u001b[31m`],
    ['a\nb', String.raw`a\u000ab`],
    ['\u009b', String.raw`\u009b`],
    ['\u202e', String.raw`\u202e`],
    ['\u{e0041}', String.raw`\u{e0041}`],
    ['\ud800', String.raw`\ud800`],
  ])('%j', (text, safe) => {
    expect(visible(text)).toBe(safe);
    expect(isVisible(text)).toBe(text === safe);
  });
});

describe('textWidth', () => {
  it.each([
    ['abc', 3],
    ['漢字', 4],
    ['e\u0301', 1],
    ['👍', 2],
    ['🇩🇪', 2],
    ['', 0],
    ['ｆ', 2],
    ['é…', 2],
    ['a · b', 5],
    ['a\u00b7\u0301', 2],
    ['\u00a9\u00ae', 2],
  ])('%s takes %i', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });
});

describe('fitting', () => {
  it('takes one column for each letter of Latin-1, as for the same letters beside others', () => {
    const latin1 = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) });
    fc.assert(
      fc.property(latin1.map(visible), (text) => {
        expect(textWidth(text)).toBe(textWidth(`${text}漢`) - 2);
      }),
    );
  });

  it('shortens names in the middle and sentences at the end', () => {
    expect(fitMiddle('serviceaccount:backend/backend-sa', 15)).toBe('service…kend-sa');
    expect(fitEnd('get secrets in backend', 10)).toBe('get secre…');
    expect(fitMiddle('short', 5)).toBe('short');
    expect(fitMiddle('漢字漢字', 5)).toBe('漢…字');
    expect(padEnd('漢', 4)).toBe('漢  ');
  });

  it('never takes more columns than there are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }).map(visible), fc.integer({ min: 1, max: 20 }), (text, width) => {
        expect(textWidth(fitMiddle(text, width))).toBeLessThanOrEqual(width);
        expect(textWidth(fitEnd(text, width))).toBeLessThanOrEqual(width);
        for (const line of wrap(text, width)) expect(textWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('wraps at spaces', () => {
    expect(wrap('a bb ccc dddd', 6)).toEqual(['a bb', 'ccc', 'dddd']);
    expect(wrap('a bb  ccc', 6)).toEqual(['a bb', 'ccc']);
  });

  it('aligns columns and shrinks the widest', () => {
    const rows = [
      [{ text: 'position' }, { text: 'via', cut: 'end' as const }],
      [{ text: 'x'.repeat(30) }, { text: 'y'.repeat(30), cut: 'end' as const }],
    ];
    const lines = columns(rows, { width: 40, indent: 2 });
    expect(lines.map((line) => textWidth(line))).toEqual([25, 40]);
    expect(columns(rows, { width: Number.POSITIVE_INFINITY, indent: 0 })[1]).toBe(
      `${'x'.repeat(30)}  ${'y'.repeat(30)}`,
    );
  });
});

describe('phrase', () => {
  it.each([
    ['serviceaccount:backend/backend-sa', 'ServiceAccount backend/backend-sa'],
    ['secret:backend/db#password', 'Secret backend/db#password'],
    ['anonymous', 'anyone without credentials'],
    ['group:system:authenticated', 'any authenticated caller'],
    ['user:a/b:c', 'user a/b:c'],
    ['pod:backend/*', "a pod of one's own in backend"],
    ['widget.example.com:a/b', 'widget.example.com a/b'],
    ['network:internet', 'the internet'],
    ['user:\u001b[0m', String.raw`user \u001b[0m`],
    ['pod:\u001b/*', String.raw`a pod of one's own in \u001b`],
  ])('%j is %s', (id, words) => {
    expect(phrase(id)).toBe(words);
  });

  it('takes ids apart', () => {
    expect(idParts('secret:a/b')).toEqual({ kind: 'secret', namespace: 'a', name: 'b' });
    expect(idParts('user:system:x/y')).toEqual({ kind: 'user', name: 'system:x/y' });
    expect(idParts('anonymous')).toEqual({ kind: 'anonymous', name: '' });
    expect([verbFor('pod:a/b#DB_PASSWORD'), verbFor('pod:a/b')]).toEqual(['reads', 'becomes']);
    expect([verbFor('secret:a/b'), verbFor('serviceaccount:a/b'), count(1, 'asset'), count(2, 'asset')]).toEqual([
      'reads',
      'becomes',
      '1 asset',
      '2 assets',
    ]);
  });
});

describe('command', () => {
  it.each([
    ['backend-sa', 'backend-sa'],
    ['a b', "'a b'"],
    ["it's", String.raw`'it'\''s'`],
    ['$(rm -rf ~)', "'$(rm -rf ~)'"],
    ['', "''"],
    ['*', "'*'"],
    ['a\nb', undefined],
  ])('quotes %j', (text, word) => {
    expect(shellWord(text)).toBe(word);
  });

  it('is none at all when a word cannot be typed', () => {
    expect(command('kubectl watertight', ['explain', 'p-1', '-f', 'a b'])).toBe(
      "kubectl watertight explain p-1 -f 'a b'",
    );
    expect(command('watertight', ['who-can-read', 'secret/\u001b'])).toBeUndefined();
  });
});
