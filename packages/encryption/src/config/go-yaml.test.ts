// YAML that go-yaml and our reader take differently: each case is what the API server's own code says of it, with its twin.
import { describe, expect, test } from 'vitest';
import { judge } from '../judgement/judge.ts';

const HEAD = 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\n';
const RULES = 'resources:\n- resources: [secrets]\n  providers:\n  - identity: {}\n';
/** A rule up to the item of its list. */
const LISTED = `${HEAD}resources:\n-\n  resources:\n  - `;
const accepted = (text: string) => judge(Buffer.from(text), { minor: 37, kmsV1: false, reload: false }).accepted;

describe('go-yaml takes', () => {
  test.each([
    [
      'a sequence as deep as its key, behind an anchor',
      `${HEAD}resources: &a\n- resources: [secrets]\n  providers:\n  - identity: {}\n`,
    ],
    ['a quoted text that goes on further left', `${HEAD}${RULES.replace('[secrets]', "['sec\nrets']")}`],
    ['brackets that close further left', `${HEAD}${RULES.replace('[secrets]', '[\nsecrets\n]')}`],
    ['a comment right behind a bracket', `${HEAD}${RULES.replace('{}', '{}# plain')}`],
    ['a tab between brackets', `${HEAD}${RULES.replace('- identity: {}', '- {identity: {}\t}')}`],
    ['a tab behind a colon', `${HEAD}${RULES.replace('resources: [', 'resources:\t[')}`],
    ['a colon at the end of a name in brackets', `${HEAD}${RULES.replace('[secrets]', '[secrets:]')}`],
    ['an exclamation mark in a tag of YAML itself', `${LISTED}!!st!r "secrets"\n  providers:\n  - identity: {}\n`],
    [
      'a colon that begins a quoted value in brackets',
      `${HEAD}${RULES.replace('- identity: {}', '- {"secretbox": {"keys": [{"name": ":a", "secret": AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=}]}}')}`,
    ],
    ['a directive behind the document', `${HEAD}${RULES}%YAML 1.1\n`],
    ['a next line as line break', `${HEAD}${RULES}`.replaceAll('\n', '\u0085')],
    ['a key in the line below a quoted item', `${LISTED}'secrets'\n  providers:\n  - identity: {}\n`],
    ['a comment behind a quoted item', `${LISTED}'secrets' # all\n  providers:\n  - identity: {}\n`],
    ['a quoted key of an item', `${HEAD}${RULES.replace('identity', '"identity"')}`],
    ['a second document that is broken', `${HEAD}${RULES}---\n{{\n`],
  ])('%s', (_, text) => {
    expect(accepted(text)).toBe(true);
  });
});

describe('go-yaml refuses', () => {
  test.each([
    ['a tab behind a dash', `${HEAD}${RULES.replace('- identity', '-\tidentity')}`],
    ['a tab in an empty line behind brackets', `${HEAD}${RULES}\t\n`],
    ['a control character in a comment', `${HEAD}${RULES}# \u0001\n`],
    ['a control character behind the document', `${HEAD}${RULES}...\n\u0000`],
    ['a question mark in brackets', `${HEAD}${RULES.replace('[secrets]', '[sec?rets]')}`],
    ['a key and its colon on two lines', `${HEAD}${RULES.replace('{}', '{"x"\n    : 1}')}`],
    ['a key in the line of a quoted item', `${LISTED}'secrets' providers:\n  - identity: {}\n`],
    ['a key behind a quoted item and a tab', `${LISTED}"secrets"\t  providers:\n  - identity: {}\n`],
    ['a key in the line of an item in brackets', `${HEAD}${RULES.replace('{}', '{} x: 1')}`],
    ['a tag by a handle that nothing declares', `${LISTED}!st!r "secrets"\n  providers:\n  - identity: {}\n`],
    ['a tag without a name', `${LISTED}!! "secrets"\n  providers:\n  - identity: {}\n`],
    [
      'a colon that begins a plain value in brackets',
      `${HEAD}${RULES.replace('- identity: {}', '- {"secretbox": {"keys": [{"name": :a, "secret": AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=}]}}')}`,
    ],
    ['a directive that it does not know', `%FOO\n---\n${HEAD}${RULES}`],
    ['a directive without a marker', `%YAML 1.1\n${HEAD}${RULES}`],
    ['an indented marker', ` ---\n${HEAD}${RULES}`],
    ['an end before the document', `...\n${HEAD}${RULES}`],
    ['an alias of a list under a merge key', `x: &a [1]\n${HEAD}${RULES.replace('{}', '{<<: *a}')}`],
  ])('%s', (_, text) => {
    expect(accepted(text)).toBe(false);
  });
});

test('an alias of an item ends its line, where 1.30 lets the anchor stand in a field that it does not know', () => {
  const withAlias = (behind: string): boolean | undefined =>
    judge(Buffer.from(`x: &a secrets\n${LISTED}*a${behind}providers:\n  - identity: {}\n`), {
      minor: 30,
      kmsV1: false,
      reload: false,
    }).accepted;
  expect([withAlias('\n  '), withAlias(' ')]).toEqual([true, false]);
});
