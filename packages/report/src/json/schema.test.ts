// What is written fits the published schemas, strictly: no key that they do not name.
import { readdirSync, readFileSync } from 'node:fs';
import type { CanResult } from '@watertight/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../input/result.ts';
import { render } from '../render.ts';
import { Hostile } from '../testing/hostile.ts';
import { type JsonSchema, schemaErrors } from '../../../../testbed/json-schema/schema-check.ts';
import * as answers from '../testing/seed-answers.ts';
import * as seed from '../testing/seed-backend.ts';

const FOLDER = new URL('../../../../docs/schema/', import.meta.url);
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const CAN: CanResult = {
  schema: 'watertight/v1',
  kind: 'can',
  answers: [
    {
      request: { user: 'alice', verb: 'get', group: '', resource: 'secrets' },
      allowed: true,
      authorizer: 'RBAC',
      by: { binding: 'rolebinding:a/b', role: 'role:a/c', pointer: '/rules/0' },
    },
    {
      request: { user: 'bob', groups: [], verb: 'get', path: '/metrics' },
      allowed: null,
      reason: 'no bindings in the input',
    },
    { line: 3, error: 'not JSON' },
  ],
};

function schemaOf(name: string): JsonSchema {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as JsonSchema;
}

function written(result: Result, format: 'json' | 'ndjson'): string {
  return [...render(result, format, answers.OPTIONS)].join('');
}

function lineErrors(result: Result): string[] {
  const schema = schemaOf(result.kind === 'explain' ? 'explain' : `${result.kind}-line`);
  return written(result, 'ndjson')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => schemaErrors(JSON.parse(line), schema, true));
}

function documentErrors(result: Result): string[] {
  return result.kind === 'can' || result.kind === 'can-connect'
    ? []
    : schemaErrors(JSON.parse(written(result, 'json')), schemaOf(result.kind), true);
}

describe('docs/schema', () => {
  it.each(
    Object.entries({
      scan: seed.SCAN,
      clean: seed.CLEAN_SCAN,
      readers: answers.WHO_CAN_READ,
      reach: answers.REACH,
      paths: answers.PATHS,
      explain: answers.EXPLAIN,
      can: CAN,
    }),
  )('fits %s', (_, result) => {
    expect(documentErrors(result)).toEqual([]);
    expect(lineErrors(result)).toEqual([]);
  });

  it('fits any result', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const result = new Hostile((max) => gen(fc.nat, { max })).result();
        expect(documentErrors(result)).toEqual([]);
        expect(lineErrors(result)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ['a missing field', { ...seed.SCAN, coverage: undefined }],
    ['a wrong enum', { ...seed.SCAN, coverage: [{ ...seed.COVERAGE[0], state: 'seen' }] }],
    ['line 0', { ...seed.SCAN, coverage: [{ ...seed.COVERAGE[0], line: 0 }] }],
    [
      'a pointer that is none',
      {
        ...seed.SCAN,
        paths: [
          { ...seed.DIRECT, steps: [{ ...seed.GET_STEP, evidence: [{ object: 'role:a/b', pointer: 'rules/0' }] }] },
        ],
      },
    ],
    ['certainty unknown', { ...seed.SCAN, paths: [{ ...seed.DIRECT, certainty: 'unknown' }] }],
  ])('refuses %s', (_, result) => {
    expect(documentErrors(result as unknown as Result)).not.toEqual([]);
  });

  it('says the same of the same thing in every file', () => {
    const seen = new Map<string, unknown>();
    for (const file of FILES) {
      const schema = schemaOf(file.replace(/\.json$/, ''));
      expect(schema.$id).toBe(`urn:watertight:v1:${file.replace(/\.json$/, '')}`);
      for (const [name, definition] of Object.entries((schema.$defs ?? {}) as Record<string, unknown>)) {
        expect(definition).toEqual(seen.get(name) ?? definition);
        seen.set(name, definition);
      }
    }
    expect(FILES.length).toBeGreaterThan(8);
  });
});
