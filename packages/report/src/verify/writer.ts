// Writes `encryption verify` as its objects come, so that any number of them takes the memory of one.
import type { VerifiedObject, VerifyResult } from '@watertight/engine';
import type { ReportOptions } from '../input/options.ts';
import { encode, encodeString } from '../json/encode.ts';
import type { Shape } from '../json/encode.ts';
import { COVERAGE, FINDING } from '../json/shapes.ts';
import { verifyTable } from '../table/verify.ts';
import { view } from '../table/view.ts';

export type VerifyFormat = 'table' | 'wide' | 'json' | 'ndjson';

/** What is known before the first object. */
export type VerifyHead = Pick<VerifyResult, 'schema' | 'kind' | 'revision'>;

/** Calls in this order: one start, any number of objects, one end. Each gives text, which may be empty. */
export interface VerifyWriter {
  start(head: VerifyHead): string;
  object(object: VerifiedObject): string;
  end(result: VerifyResult): string;
}

const COUNTS = [
  'resource',
  'objects',
  'providers',
  'stale',
  'unreadable',
  'movable',
  'moved',
  'olderRevisions',
  'olderPlaintext',
];
const OBJECT: Shape = {
  keys: [
    'key',
    'provider',
    'keyName',
    'keyId',
    'stale',
    'readable',
    'movable',
    'moved',
    'otherKind',
    'problem',
    'claims',
    'revision',
    'resource',
  ],
};
const PROVIDERS: Shape = { keys: [], sorted: true };
const SUMMARY: Shape = {
  keys: [...COUNTS, 'resources'],
  inside: { providers: PROVIDERS, resources: { keys: COUNTS, inside: { providers: PROVIDERS } } },
};
const RETIRABLE: Shape = {
  keys: ['provider', 'keyName', 'keyId', 'retirable', 'reason', 'objects', 'olderRevisions', 'forbiddenBy'],
};
const HIT: Shape = { keys: ['file', 'offset', 'where', 'apiVersion', 'kind', 'key', 'count'] };
const RESIDUE: Shape = {
  keys: ['hits', 'counts', 'canary', 'canaryCount'],
  inside: { hits: HIT, counts: HIT, canary: HIT },
};
const FOUND: Shape = { ...FINDING, keys: [...FINDING.keys, 'count', 'examples'] };

export function verifyWriter(format: VerifyFormat, options: ReportOptions): VerifyWriter {
  switch (format) {
    case 'json':
      return documentWriter();
    case 'ndjson':
      return lineWriter();
    default:
      return {
        start: () => '',
        object: () => '',
        end: (result) => [...verifyTable(result, view(options, format === 'wide'))].map((line) => `${line}\n`).join(''),
      };
  }
}

const BREAK = '\n  ';
const ITEM = '\n    ';

/** Objects come before what they sum up to, as in the contract, so that nothing waits for the last one. */
function documentWriter(): VerifyWriter {
  let isFirst = true;
  return {
    start: ({ schema, kind, revision }) =>
      `{${BREAK}"schema": ${encodeString(schema)},${BREAK}"kind": ${encodeString(kind)},${BREAK}"revision": ${revision},${BREAK}"objects": [`,
    object: (object) => {
      const before = isFirst ? '' : ',';
      isFirst = false;
      return `${before}${ITEM}${encode(object, OBJECT, ITEM)}`;
    },
    end: (result) => {
      const rest = members(result).map(([key, value, shape]) => `,${BREAK}"${key}": ${encode(value, shape, BREAK)}`);
      return `${isFirst ? '' : BREAK}]${rest.join('')}\n}\n`;
    },
  };
}

/** In the contract's order; what is absent is left out. */
function members({ summary, retirable, residue, store, findings, coverage }: VerifyResult): [string, unknown, Shape][] {
  return [
    ['summary', summary, SUMMARY],
    ['retirable', retirable, RETIRABLE],
    ...(residue === undefined ? [] : [['residue', residue, RESIDUE] as [string, unknown, Shape]]),
    ['store', store, { keys: [] }],
    ['findings', findings, FOUND],
    ['coverage', coverage, COVERAGE],
  ];
}

/** Kinds of lines: `stored-object`, `summary`, `retirable`, `residue`, `finding`, `coverage`. */
function lineWriter(): VerifyWriter {
  let schema = '';
  const line = (kind: string, value: object, shape: Shape): string =>
    `${encode({ schema, kind, ...value }, { ...shape, keys: ['schema', 'kind', ...shape.keys] })}\n`;
  return {
    start: (head) => {
      ({ schema } = head);
      return '';
    },
    object: (object) => line('stored-object', object, OBJECT),
    end: ({ summary, retirable, residue, store, revision, findings, coverage }) =>
      [
        line('summary', { ...summary, store, revision }, SUMMARY),
        ...retirable.map((key) => line('retirable', key, RETIRABLE)),
        ...(residue === undefined ? [] : [line('residue', residue, RESIDUE)]),
        ...findings.map((finding) => line('finding', finding, FOUND)),
        ...coverage.map((entry) => line('coverage', entry, COVERAGE)),
      ].join(''),
  };
}
