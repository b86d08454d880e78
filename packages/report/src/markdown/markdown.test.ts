// Markdown for comments: nobody's words become mark-up, and no report is longer than a comment may be.
import { describe, expect, it } from 'vitest';
import { OPTIONS, WHO_CAN_READ } from '../testing/seed-answers.ts';
import { FINDING, SCAN } from '../testing/seed-backend.ts';
import { cell, MAX_COMMENT } from './bounded.ts';
import { code, fenced, prose } from './escape.ts';
import { markdown } from './markdown.ts';

describe('prose', () => {
  it.each([
    ['rules[0] (x)', String.raw`rules\[0\] \(x\)`],
    ['<img src=x>', '&#60;img src=x&#62;'],
    ['&lt;', '&#38;lt;'],
    ['@team', '@<!-- -->team'],
    ['org/repo#1', 'org/repo#<!-- -->1'],
    ['https://evil.example', 'https:<!-- -->//evil.example'],
    ['www.evil.example', 'www.<!-- -->evil.example'],
    ['a|b', 'a&#124;b'],
    ['`x`', String.raw`\`x\``],
    ['![x](y)', String.raw`\!\[x\]\(y\)`],
    ['*a* _b_ ~~c~~ $d$', String.raw`\*a\* \_b\_ \~\~c\~\~ \$d\$`],
    ['- item', '<!-- -->- item'],
    ['1. item', '<!-- -->1. item'],
    ['a\n# b', String.raw`a\\u000a#<!-- --> b`],
  ])('%j', (text, safe) => {
    expect(prose(text)).toBe(safe);
  });
});

describe('code', () => {
  it.each([
    ['secret:a/b', '`secret:a/b`'],
    ['<b> @x [y](z)', '`<b> @x [y](z)`'],
    ['a`b', '<code>a&#96;b</code>'],
    ['a|b', '<code>a&#124;b</code>'],
    [' x', '<code>&#32;x</code>'],
    ['', ''],
    ['a\nb', String.raw`${'`'}a\u000ab${'`'}`],
  ])('%j', (text, safe) => {
    expect(code(text)).toBe(safe);
  });

  it('fences longer than what is fenced', () => {
    expect(fenced(['````', 'x'])).toEqual(['`````', '````', 'x', '`````']);
  });

  it('cuts long sentences and no surrogate pair', () => {
    expect(cell('x'.repeat(301))).toHaveLength(300);
    expect(cell(`${'x'.repeat(298)}👍👍`).isWellFormed()).toBe(true);
  });
});

describe('markdown', () => {
  it('has the worst paths first, findings folded, gaps said', () => {
    const text = [...markdown(SCAN, OPTIONS)].join('');
    expect(text).toMatch(/^## Watertight: 1 of 2 assets exposed\n/);
    expect(text.indexOf('p-0123456789ab')).toBeLessThan(text.indexOf('p-ba9876543210'));
    expect(text).toContain('<details><summary>Findings: 2</summary>');
    expect(text).toContain('unknown: the provisioner is not known to encrypt');
    expect(text).toContain('not-read: nodes in examples/seed-backend');
  });

  it('stays under the limit, closes what it opens and says what is missing', () => {
    const findings = Array.from({ length: 5_000 }, (_, at) => ({
      ...FINDING,
      fingerprint: `f-${at}`,
      message: `${'<|>'.repeat(150)}${at}`,
    }));
    const coverage = Array.from({ length: 5_000 }, (_, at) => ({
      source: 's',
      what: `w${at}`,
      state: 'not-read' as const,
    }));
    const text = [...markdown({ ...SCAN, findings, coverage }, OPTIONS)].join('');
    expect(text.length).toBeLessThanOrEqual(MAX_COMMENT);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    expect(text).toMatch(/and \d+ more/);
    const [asset] = WHO_CAN_READ.assets;
    const all = { ...WHO_CAN_READ, assets: Array.from({ length: 2_000 }, () => asset as NonNullable<typeof asset>) };
    expect([...markdown(all, OPTIONS)].join('').length).toBeLessThanOrEqual(MAX_COMMENT);
  });
});
