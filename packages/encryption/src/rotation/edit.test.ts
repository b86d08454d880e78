// A file at each step of a rotation: what the API server makes of it, that comments stay, and what is not rewritten.
import { Sealed } from '@watertight/sealed';
import { expect, test } from 'vitest';
import { judge } from '../judgement/judge.ts';
import { rotationEdit } from './edit.ts';
import type { RotationEdit } from './edit.ts';
import { keyStage } from './key-stage.ts';
import { rotationRule } from './rotation-rule.ts';

const SETTINGS = { minor: 37, kmsV1: false, reload: true };
const GOAL = { provider: 'secretbox', keyName: 'new', resource: 'secrets' } as const;
const secretOf = (seed: number): string => Buffer.alloc(32, seed).toString('base64');
const HEAD = 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n';
const YAML = `${HEAD}# ours
- resources: [secrets]
  providers:
  - secretbox:
      keys:
      - name: old
        secret: ${secretOf(1)}
  # at last
  - identity: {} # until all is rewritten
`;
const JSON_TEXT = JSON.stringify({
  apiVersion: 'apiserver.config.k8s.io/v1',
  kind: 'EncryptionConfiguration',
  resources: [
    { resources: ['configmaps'], providers: [{ identity: {} }] },
    { resources: ['secrets'], providers: [{ aescbc: { keys: [{ name: 'old', secret: secretOf(1) }] } }] },
  ],
});

function edited(text: string, edit: RotationEdit): string {
  const { assessment, document } = judge(Buffer.from(text), SETTINGS);
  const found = rotationRule(assessment.configuration, 'secrets');
  const rule = 'reason' in found ? undefined : assessment.configuration.rules[found.index];
  if (rule === undefined) return 'no rule';
  const input = { edit, text: new Sealed(text), format: document.format, rule, goal: GOAL };
  const result = rotationEdit({ ...input, added: { secret: new Sealed(secretOf(2)) } });
  return 'reason' in result ? result.reason : result.text.use((written) => written);
}

function stageOf(text: string): string {
  const { accepted, assessment } = judge(Buffer.from(text), SETTINGS);
  const rule = rotationRule(assessment.configuration, 'secrets');
  return accepted !== true || 'reason' in rule ? 'refused' : keyStage(rule.providers, GOAL);
}

test.each([
  ['YAML', YAML],
  ['JSON', JSON_TEXT],
  ['YAML in brackets', `${HEAD}- resources: [secrets]\n  providers: [identity: {}]\n`],
])('%s: added, put first, alone', (_, text) => {
  const added = edited(text, 'add');
  const first = edited(added, 'promote');
  const alone = edited(first, 'drop');
  expect([text, added, first, alone].map(stageOf)).toEqual(['absent', 'second', 'first', 'only']);
});

test('comments go with what they stand above', () => {
  expect(edited(edited(YAML, 'add'), 'promote')).toBe(`${HEAD}# ours
- resources: [secrets]
  providers:
  - secretbox:
      keys:
      - name: "new"
        secret: ${secretOf(2)}
  - secretbox:
      keys:
      - name: old
        secret: ${secretOf(1)}
  # at last
  - identity: {} # until all is rewritten
`);
});

test('what is not rewritten is said', () => {
  const beside = YAML.replace('- name: old', `- name: new\n        secret: ${secretOf(3)}\n      - name: old`);
  expect(edited(beside, 'promote')).toContain('beside others');
  expect(edited(YAML, 'promote')).toBe('it has no new key');
  const anchored = `${HEAD}- resources: [secrets]\n  providers: &p\n  - identity: {}\n- resources: [pods]\n  providers: *p\n`;
  expect(edited(anchored, 'add')).toContain('anchors');
});
