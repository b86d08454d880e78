// Files that a repository says are encrypted, and those that a generator reads: encrypted, they are nobody's finding.
import { describe, expect, test } from 'vitest';
import { detectFiles } from '../testing/detect-files.ts';

const SOPS = `creation_rules:\n- path_regex: secrets/.*\\.yaml$\n- age: age1x\n`;
const ENCRYPTED = `a: ENC[AES256_GCM,data:x,type:str]\nsops:\n  mac: ENC[AES256_GCM,data:x,type:str]\n`;
const GIT_CRYPT = Buffer.from('\0GITCRYPT\0abc', 'latin1');
const ATTRIBUTES = '*.key filter=git-crypt diff=git-crypt\nsub/** filter=git-crypt\nsub/README.md !filter\n';

describe('file-not-encrypted', () => {
  test.each<[string, Record<string, string | Uint8Array>, string[]]>([
    ['a file that SOPS should encrypt', { '.sops.yaml': SOPS, 'secrets/a.yaml': 'a: 1\n' }, ['secrets/a.yaml']],
    ['one that it has encrypted', { '.sops.yaml': SOPS, 'secrets/a.yaml': ENCRYPTED }, []],
    ['one of another name', { '.sops.yaml': SOPS, 'secrets/a.json': '{}', 'b.yaml': 'a: 1\n' }, []],
    ['one beside the folder of the rules', { 'x/.sops.yaml': SOPS, 'secrets/a.yaml': 'a: 1\n' }, []],
    [
      'one below the folder of the rules',
      { 'x/.sops.yaml': SOPS, 'x/y/secrets/a.yaml': 'a: 1\n' },
      ['x/y/secrets/a.yaml'],
    ],
    ['the rules themselves', { '.sops.yaml': 'creation_rules: [{path_regex: ".*"}]\n' }, []],
    ['an empty file', { '.sops.yaml': SOPS, 'secrets/a.yaml': '' }, []],
    ['a file that git-crypt should encrypt', { '.gitattributes': ATTRIBUTES, 'x/a.key': 'text' }, ['x/a.key']],
    ['one that it has encrypted', { '.gitattributes': ATTRIBUTES, 'x/a.key': GIT_CRYPT }, []],
    ['one in a folder', { '.gitattributes': ATTRIBUTES, 'sub/x/y': 'text', 'x/sub/y': 'text' }, ['sub/x/y']],
    ['one that a later line takes out', { '.gitattributes': ATTRIBUTES, 'sub/README.md': 'text' }, []],
    ['another filter', { '.gitattributes': '* filter=lfs\n', 'a.key': 'text' }, []],
    [
      'one name in a set',
      { '.gitattributes': '[ab].key filter=git-crypt\n', 'a.key': 'text', 'c.key': 'text' },
      ['a.key'],
    ],
    ['a sign of a pattern that is none here', { '.gitattributes': 'a.k+y filter=git-crypt\n', 'a.kky': 'text' }, []],
  ])('%s', async (_, files, expected) => {
    const { lines } = await detectFiles(files);
    expect(lines).toEqual(expected.map((file) => `file-not-encrypted ${file}:1:1-1`));
  });

  test.each([
    ['that is no pattern', '(', 'a.yaml'],
    ['made to take for ever', '^(a+)+$', `${'a'.repeat(200)}!`],
  ])('a path_regex %s is coverage', async (_, form, name) => {
    const { lines, detected } = await detectFiles({
      '.sops.yaml': `creation_rules: [{path_regex: '${form}'}]\n`,
      [name]: 'text',
    });
    expect(lines).toEqual([]);
    const gaps = detected.coverage.filter(({ state }) => state !== 'read');
    expect(gaps.map(({ reason }) => reason)).toEqual(['a pattern of it cannot be followed, or takes too long']);
  });
});

describe('kustomize-secret-file', () => {
  const generator = (fields: string): string => `secretGenerator:\n- name: a\n  ${fields}\n`;
  test.each<[string, Record<string, string>, string[]]>([
    [
      'files',
      { 'a/kustomization.yaml': generator('files: [key.txt, x=sub/b.txt]'), 'a/key.txt': 'k', 'a/sub/b.txt': 'b' },
      ['a/key.txt', 'a/sub/b.txt'],
    ],
    ['envs', { 'a/kustomization.yaml': generator('envs: [../a.env]'), 'a.env': 'K=v\n' }, ['a.env']],
    ['a file that is not there', { 'kustomization.yaml': generator('files: [key.txt]') }, []],
    ['an encrypted file', { 'kustomization.yaml': generator('files: [key.yaml]'), 'key.yaml': ENCRYPTED }, []],
    ['a configMapGenerator', { 'kustomization.yaml': 'configMapGenerator:\n- files: [a.txt]\n', 'a.txt': 'a' }, []],
  ])('%s', async (_, files, expected) => {
    const { lines } = await detectFiles(files);
    expect(lines.toSorted()).toEqual(expected.map((file) => `kustomize-secret-file ${file}:1:1-1`));
  });
});
