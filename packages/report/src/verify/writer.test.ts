// The text of encryption verify: documents and lines fit their schemas, and nothing that a terminal acts on is in them.
import { readFileSync } from 'node:fs';
import type { VerifiedObject, VerifyResult } from '@watertight/engine';
import { describe, expect, it } from 'vitest';
import { type JsonSchema, schemaErrors } from '../../../../testbed/json-schema/schema-check.ts';
import { OPTIONS } from '../testing/seed-answers.ts';
import { verifyWriter } from './writer.ts';
import type { VerifyFormat } from './writer.ts';

const COUNTS = {
  objects: 2,
  providers: { 'kms-v2': 1, malformed: 1 },
  stale: 1,
  unreadable: 1,
  movable: 0,
  moved: 1,
  olderRevisions: 3,
  olderPlaintext: 1,
};
const OBJECTS: readonly VerifiedObject[] = [
  {
    key: '/registry/secrets/a/b',
    provider: 'kms-v2',
    keyName: 'vault',
    keyId: 'id',
    stale: true,
    readable: null,
    movable: false,
    revision: 7,
    resource: 'secrets',
    moved: true,
    otherKind: 'ConfigMap',
  },
  {
    key: '/registry/secrets/a/\u001b[31m\n',
    provider: 'malformed',
    stale: null,
    readable: false,
    movable: null,
    revision: 6,
    resource: 'secrets',
    problem: 'it is empty',
    claims: 'aesgcm',
  },
];
const RESULT: VerifyResult = {
  schema: 'watertight/v1',
  kind: 'encryption-verify',
  store: 'etcd.db',
  revision: 7,
  summary: { ...COUNTS, resources: [{ resource: 'secrets', ...COUNTS }] },
  retirable: [
    {
      provider: 'kms-v2',
      keyName: 'vault',
      keyId: 'id\u001b[31m',
      retirable: false,
      reason: 'current objects need it',
      objects: 2,
      olderRevisions: 0,
      forbiddenBy: ['/registry/secrets/a/b'],
    },
    {
      provider: 'identity',
      retirable: null,
      reason: 'not everything was read',
      objects: 0,
      olderRevisions: 0,
      forbiddenBy: [],
    },
    {
      provider: 'aescbc',
      keyName: 'old',
      retirable: true,
      reason: 'nothing needs it',
      objects: 0,
      olderRevisions: 0,
      forbiddenBy: [],
    },
  ],
  residue: {
    hits: [
      {
        file: 'etcd.db',
        offset: 9,
        where: 'free-page',
        apiVersion: 'v1',
        kind: 'Secret',
        key: '/registry/secrets/a/b',
      },
    ],
    counts: [{ file: 'etcd.db', where: 'free-page', apiVersion: 'v1', kind: 'Secret', count: 1 }],
    canary: [{ file: 'etcd.db', offset: 12, where: 'tree' }],
    canaryCount: 3,
  },
  findings: [
    {
      fingerprint: '0123456789abcdef',
      check: 'stored-stale',
      severity: 'medium',
      result: 'fail',
      object: 'secrets',
      message: '1 of secrets are stale',
      fix: { summary: 'Write it again.', commands: ['do it'] },
      maps: { cis: ['1.2.28'] },
      count: 9,
      examples: ['/registry/secrets/a/b'],
    },
  ],
  coverage: [{ source: 'etcd.db', what: 'etcd database', state: 'partial', reason: 'malformed', file: 'etcd.db' }],
};

function written(format: VerifyFormat, objects = OBJECTS, result = RESULT): string {
  const writer = verifyWriter(format, { ...OPTIONS, color: false, width: 100 });
  return writer.start(result) + objects.map((object) => writer.object(object)).join('') + writer.end(result);
}

function schemaOf(name: string): JsonSchema {
  const url = new URL(`../../../../docs/schema/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as JsonSchema;
}

const { residue: _, ...LIVE } = RESULT;

describe.each([
  ['of files', OBJECTS, RESULT],
  ['of a running etcd', OBJECTS, LIVE],
  ['of nothing', [], LIVE],
] as const)('%s', (__, objects, result) => {
  it('fits the schema as a document', () => {
    const document: unknown = JSON.parse(written('json', objects, result));
    expect(schemaErrors(document, schemaOf('encryption-verify'), true)).toEqual([]);
    expect(document).toMatchObject({ ...result, objects });
  });

  it('fits the schema line by line', () => {
    const lines = written('ndjson', objects, result).trimEnd().split('\n');
    const errors = lines.flatMap((line) => schemaErrors(JSON.parse(line), schemaOf('encryption-verify-line'), true));
    expect(errors).toEqual([]);
  });

  it.each(['table', 'wide', 'json', 'ndjson'] as const)('holds nothing active as %s', (format) => {
    expect(written(format, objects, result).replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });
});

it('a document that lacks a field does not fit', () => {
  const { revision: __, ...document } = JSON.parse(written('json')) as Record<string, unknown>;
  expect(schemaErrors(document, schemaOf('encryption-verify'), true)).not.toEqual([]);
});

it('the table says what is stored, what is wrong, which key may go, and what is left', () => {
  expect(written('table').split('\n')).toEqual([
    'etcd.db: 2 objects at revision 7: 1 malformed, 1 KMS v2',
    '',
    'Stored',
    '  secrets  1 malformed, 1 KMS v2  1 stale; 1 unreadable; older: 3, in plain text 1',
    '',
    'Findings',
    '  medium  stored-stale: 1 of secrets are stale',
    '      /registry/secrets/a/b',
    '      and 8 more',
    '      fix: Write it again.',
    '        do it',
    '',
    'May the key be retired?',
    '  no       kms-v2:vault:id\\u001b[31m  current objects need it: /registry/secrets/a/b and 1 more',
    '  unknown  identity                   not everything was read',
    '  yes      aescbc:old                 nothing needs it',
    '',
    'Plain text outside of what etcd serves',
    '  1 object of any kind in free pages, the log and other files; -o wide lists them',
    '  canary: 3 places (tree)',
    '',
    'Coverage',
    '  0 read, 1 in part, 0 not read',
    '  not looked at: etcd database in etcd.db (malformed)',
    '',
  ]);
});
