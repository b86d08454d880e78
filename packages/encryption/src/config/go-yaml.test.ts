// YAML that go-yaml and our reader take differently: each case is what the API server's own code says of it, with its twin.
import { describe, expect, test } from 'vitest';
import { judge } from '../judgement/judge.ts';

const HEAD = 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\n';
const RULES = 'resources:\n- resources: [secrets]\n  providers:\n  - identity: {}\n';
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
    ['a directive behind the document', `${HEAD}${RULES}%YAML 1.1\n`],
    ['a next line as line break', `${HEAD}${RULES}`.replaceAll('\n', '\u0085')],
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
    ['a directive that it does not know', `%FOO\n---\n${HEAD}${RULES}`],
    ['a directive without a marker', `%YAML 1.1\n${HEAD}${RULES}`],
    ['an indented marker', ` ---\n${HEAD}${RULES}`],
    ['an end before the document', `...\n${HEAD}${RULES}`],
    ['an alias of a list under a merge key', `x: &a [1]\n${HEAD}${RULES.replace('{}', '{<<: *a}')}`],
  ])('%s', (_, text) => {
    expect(accepted(text)).toBe(false);
  });
});
