// The JSON of a rotation fits its published schema, strictly, and what was not seen is null and not left out.
import { readFileSync } from 'node:fs';
import { rotationStep } from '@watertight/encryption';
import type { RotationEvidence } from '@watertight/encryption';
import { expect, test } from 'vitest';
import { rotationDocument } from './rotation-document.ts';

interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

/** Where a value does not fit, strictly: a key that the schema does not name does not. */
function misfits(value: unknown, schema: Schema, at = ''): string[] {
  const { type, properties = {}, required = [], items } = schema;
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  const kinds = [kind, ...(Number.isInteger(value) ? ['integer'] : [])];
  const own: string[] = [
    ...(type !== undefined && ![type].flat().some((each) => kinds.includes(each)) ? [`${at}: ${kind}`] : []),
    ...(schema.enum !== undefined && !schema.enum.includes(value) ? [`${at}: ${String(value)}`] : []),
    ...('const' in schema && schema.const !== value ? [`${at}: ${String(value)}`] : []),
  ];
  if (Array.isArray(value)) return [...own, ...value.flatMap((item) => misfits(item, items ?? {}, `${at}/-`))];
  if (kind !== 'object') return own;
  const fields = Object.entries(value as Record<string, unknown>);
  const missing = required.filter((key) => fields.every(([name]) => name !== key));
  const inside = fields.flatMap(([key, field]) => {
    const known = properties[key];
    return known === undefined ? [`${at}/${key}: not named`] : misfits(field, known, `${at}/${key}`);
  });
  return [...own, ...missing.map((key) => `${at}/${key}: missing`), ...inside];
}

const FILE = new URL('../../../../docs/schema/encryption-rotate.json', import.meta.url);
const SCHEMA_OF_IT = JSON.parse(readFileSync(FILE, 'utf8')) as Schema;
const GOAL = { provider: 'kms-v2', keyName: 'vault', resource: 'secrets' } as const;
const SEEN = {
  name: 'one',
  stage: 'first',
  fileHash: 'sha256:a',
  loadedHash: 'sha256:a',
  identity: 'i',
  process: '1',
  ready: true,
  failedReloads: 0,
  keyIdHash: 'sha256:k',
  opensPlugins: true,
} as const;
const STORE = { revision: 7, objects: 3, old: 1, unreadable: 0, pluginKeys: 1, isComplete: true };
const EVIDENCE: RotationEvidence = {
  servers: [SEEN],
  leases: ['i'],
  keysAgree: true,
  plugin: { expectedHash: undefined },
  store: STORE,
};
const BLIND: RotationEvidence = {
  ...EVIDENCE,
  servers: [{ ...SEEN, loadedHash: undefined, ready: undefined, keyIdHash: undefined, opensPlugins: undefined }],
  store: undefined,
};
const REWRITTEN = {
  rewritten: 2,
  unchanged: 0,
  gone: 0,
  refused: [
    { object: { resource: 'secrets', namespace: 'shop', name: 'db' }, reason: 'the server refused it with 403' },
  ],
};

test.each([
  ['seen', EVIDENCE, { rewritten: REWRITTEN }],
  ['blind', BLIND, {}],
])('%s', (_, evidence, more) => {
  const document = rotationDocument({ goal: GOAL, evidence, step: rotationStep(evidence), ...more });
  expect(misfits(document, SCHEMA_OF_IT)).toEqual([]);
});

test('a document that does not fit', () => {
  const document = rotationDocument({ goal: GOAL, evidence: EVIDENCE, step: rotationStep(EVIDENCE) });
  const other = { ...document, state: 'gone', more: 1, servers: [{ name: 1 }] };
  expect(misfits(other, SCHEMA_OF_IT)).toEqual([
    '/state: gone',
    '/servers/-/stage: missing',
    '/servers/-/fileHash: missing',
    '/servers/-/loadedHash: missing',
    '/servers/-/ready: missing',
    '/servers/-/name: number',
    '/more: not named',
  ]);
});

test('what it says', () => {
  expect(rotationDocument({ goal: GOAL, evidence: EVIDENCE, step: rotationStep(EVIDENCE) })).toMatchObject({
    schema: 'watertight/v1',
    kind: 'encryption-rotate',
    goal: GOAL,
    state: 'rewrite',
    verdict: 'go',
    changes: [],
    servers: [{ name: 'one', stage: 'first', loadedHash: 'sha256:a', ready: true, keyIdHash: 'sha256:k' }],
    store: STORE,
  });
  expect(rotationDocument({ goal: GOAL, evidence: BLIND, step: rotationStep(BLIND) })).toMatchObject({
    verdict: 'refuse',
    servers: [{ loadedHash: null, ready: null }],
  });
});
