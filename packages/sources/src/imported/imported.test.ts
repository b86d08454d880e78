// Rules of users in the TOML of gitleaks: what each field does, beside a twin that it leaves alone, and what is refused.
import { describe, expect, test } from 'vitest';
import { Pattern, PatternError } from './pattern.ts';
import { readRules } from './read-rules.ts';
import type { RulesRead } from './read-rules.ts';
import { findImported } from './rule.ts';

const RULE = `[[rules]]
id = "acme-key"
regex = '''acme_key=([a-z0-9]{8})'''
`;

function read(text: string): RulesRead {
  const found = readRules(text);
  if (!('rules' in found)) throw new Error(`no TOML at line ${found.line}`);
  return found;
}

/** The values that the rules find in a line. */
function values(text: string, line: string, path = 'a.txt'): string[] {
  return findImported(read(text).rules, line, path).map(({ start, end }) => line.slice(start, end));
}

describe('a rule', () => {
  test.each([
    ['the first group is the value', RULE, 'x acme_key=a1b2c3d4 y', 'a1b2c3d4', 'acme_key=A1'],
    ['every match counts', RULE, 'acme_key=a1b2c3d4 acme_key=e5f6g7h8', 'a1b2c3d4,e5f6g7h8', 'acme_key= a1b2c3d4'],
    ['without groups the match', "[[rules]]\nid='a'\nregex='k-[0-9]{3}'", 'k-123', 'k-123', 'k-12'],
    ['a group that takes no part', "[[rules]]\nid='a'\nregex='k(x)?-([0-9]{3})'", 'k-123', '123', 'k-12'],
    ['secretGroup', "[[rules]]\nid='a'\nregex='(k)-([0-9]{3})'\nsecretGroup=2", 'k-123', '123', 'k-12'],
    ['Go’s names and flags', "[[rules]]\nid='a'\nregex='(?i)KEY-(?P<v>[0-9]{3})'", 'key-123', '123', 'key_123'],
    ['entropy', `${RULE}entropy=2`, 'acme_key=a1b2c3d4', 'a1b2c3d4', 'acme_key=aaaaaaab'],
    ['keywords, of any case', `${RULE}keywords=['ACME']`, 'acme_key=a1b2c3d4', 'a1b2c3d4', 'acm_key=a1b2c3d4'],
    [
      'keywords that the line lacks',
      `${RULE}keywords=['other']`,
      'other acme_key=a1b2c3d4',
      'a1b2c3d4',
      'acme_key=a1b2c3d4',
    ],
    [
      'stopwords of the value',
      `${RULE}[[rules.allowlists]]\nstopwords=['TEST']`,
      'test acme_key=a1b2c3d4',
      'a1b2c3d4',
      'acme_key=atest234',
    ],
    [
      'regexes of the value',
      `${RULE}[rules.allowlist]\nregexes=['^a1']`,
      'a1 acme_key=b1b2c3d4',
      'b1b2c3d4',
      'acme_key=a1b2c3d4',
    ],
    [
      'regexes of the match',
      `${RULE}[[rules.allowlists]]\nregexTarget='match'\nregexes=['^acme_key=a1']`,
      'x acme_key=b1b2c3d4',
      'b1b2c3d4',
      'x acme_key=a1b2c3d4',
    ],
    [
      'regexes of the line',
      `${RULE}[[rules.allowlists]]\nregexTarget='line'\nregexes=['^ok ']`,
      'acme_key=a1b2c3d4',
      'a1b2c3d4',
      'ok acme_key=a1b2c3d4',
    ],
    [
      'all criteria',
      `${RULE}[[rules.allowlists]]\ncondition='AND'\nregexes=['^a1']\nstopwords=['d4']`,
      'acme_key=a1b2c3d5',
      'a1b2c3d5',
      'acme_key=a1b2c3d4',
    ],
    [
      'a list for all rules',
      `[allowlist]\nstopwords=['zz']\n${RULE}`,
      'acme_key=a1b2c3d4',
      'a1b2c3d4',
      'acme_key=a1b2czz4',
    ],
  ])('%s', (_, rules, line, found, twin) => {
    expect(values(rules, line).join()).toBe(found);
    expect(values(rules, twin)).toEqual([]);
  });

  test.each([
    ['path of the rule', `${RULE}path='\\.env$'`, 'a/.env', 'a/b.env.md'],
    ['paths of its allowlist', `${RULE}[[rules.allowlists]]\npaths=['^vendor/']`, 'src/a', 'vendor/a'],
    ['a list for one rule', `[[allowlists]]\ntargetRules=['acme-key']\npaths=['^v/']\n${RULE}`, 'src/a', 'v/a'],
  ])('%s', (_, rules, path, twin) => {
    expect(values(rules, 'acme_key=a1b2c3d4', path)).toEqual(['a1b2c3d4']);
    expect(values(rules, 'acme_key=a1b2c3d4', twin)).toEqual([]);
  });

  test('a list for another rule is none of this', () => {
    const rules = `[[allowlists]]\ntargetRules=['other']\nstopwords=['a1']\n${RULE}`;
    expect(values(rules, 'acme_key=a1b2c3d4')).toEqual(['a1b2c3d4']);
  });

  test('has its id behind a prefix, and its description as title', () => {
    const [rule] = read(`${RULE}description='Key of Acme'`).rules;
    expect(rule).toMatchObject({ id: 'rule:acme-key', title: 'Key of Acme', class: 'token' });
  });

  test('finds each value of a line that is longer than what an expression sees', () => {
    for (const before of [0, 12_000, 12_280, 16_380, 24_570, 100_000]) {
      const line = `${'x'.repeat(before)} acme_key=a1b2c3d4 ${'y'.repeat(20_000)}`;
      expect(values(RULE, line)).toEqual(['a1b2c3d4']);
    }
  });
});

describe('refused, with its line and reason', () => {
  test.each([
    ["regex='a(?=b)'", 'looks ahead or behind'],
    ["regex='(?<!a)b'", 'looks ahead or behind'],
    ["regex='(a)\\1'", 'refers back'],
    ["regex='(a'", 'none that RE2 knows'],
    ["path='\\.p12$'", 'no regex'],
    ["regex='a'\npath='('", 'its path is not used'],
    ["regex='a'\nsecretGroup=1", 'secretGroup is 1, and its regex has 0'],
    ["regex='(a)'\nsecretGroup=0.5", 'secretGroup is 0.5'],
    ["regex='a'\nentropy='high'", 'entropy is no number'],
    ["regex='a'\nkeywords='a'", 'keywords are no list'],
    ["regex='a'\nskipReport=true", 'reports nothing'],
    ["regex='a'\nsurprise=1", 'nothing is known of its field surprise'],
    ["regex='a'\n[[rules.required]]\nid='b'", 'depends on other rules'],
    ["regex='a'\n[[rules.allowlists]]\ncommits=['abc']", 'names commits'],
    ["regex='a'\n[[rules.allowlists]]\nregexes=['(?=a)']", 'one of its allowlist’s regexes'],
    ["regex='a'\n[[rules.allowlists]]\nregexTarget='file'", 'regexTarget'],
    ["regex='a'\n[[rules.allowlists]]\ncondition='XOR'", 'condition'],
    ["regex='a'\n[[rules.allowlists]]\nfiles=['a']", 'field of which nothing is known'],
    ["regex='a'\nallowlists=1", 'allowlists are no list'],
  ])('%s', (fields, reason) => {
    const { rules, refusals } = read(`\n[[rules]]\nid='bad'\n${fields}\n[[rules]]\nid='good'\nregex='a'\n`);
    expect(rules.map(({ id }) => id)).toEqual(['rule:good']);
    expect(refusals).toMatchObject([{ what: 'rule bad', line: 2 }]);
    expect(refusals[0]?.reason).toContain(reason);
  });

  test.each([
    ["[[rules]]\nregex='a'", 'rule number 1', 'id is missing'],
    ["[[rules]]\nid='a b'\nregex='a'", 'rule a b', 'id is missing, or not made of'],
    ["[[rules]]\nid='a'\nregex='a'\n[[rules]]\nid='a'\nregex='b'", 'rule a', 'another rule has its id'],
    ['[extend]\nuseDefault=true', 'extend', 'our own detectors run'],
    ["[extend]\npath='b.toml'", 'extend', '--rules'],
    ["[extend]\ndisabledRules=['a']", 'extend', 'disabledRules'],
    ["[allowlist]\ncommits=['a']", 'allowlist', 'names commits'],
  ])('%s', (text, what, reason) => {
    const { refusals } = read(text);
    expect(refusals.map((refusal) => refusal.what)).toEqual([what]);
    expect(refusals[0]?.reason).toContain(reason);
  });

  test('what is no TOML, by its line alone', () => {
    expect(readRules('a = 1\nb = = 2')).toEqual({ line: 2 });
    expect(readRules('')).toEqual({ rules: [], refusals: [] });
  });
});

describe('expressions', () => {
  test('that a backtracking engine would never end are matched', () => {
    expect(new Pattern('(a+)+$').test(`${'a'.repeat(5_000)}b`)).toBe(false);
    expect(new Pattern('(x+x+)+y').test('x'.repeat(5_000))).toBe(false);
  });

  test('have a greatest length', () => {
    expect(() => new Pattern('a'.repeat(8_192))).not.toThrow();
    expect(() => new Pattern('a'.repeat(8_193))).toThrow(PatternError);
  });
});
