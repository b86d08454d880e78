// Which findings of `detect` become facts, and what is said of the others.
import { expect, test } from 'vitest';
import { everyText, readAll } from './test-input.ts';

const FOUND = {
  detector: 'github-token',
  class: 'token',
  severity: 'high',
  result: 'fail',
  file: 'cluster:test/pod:shop/web/log/side',
  line: 3,
  column: 1,
  endColumn: 41,
  fingerprint: 'f',
  length: 40,
  title: 'A token',
};
const documentOf = (...findings: readonly unknown[]): object => ({
  schema: 'watertight/v1',
  kind: 'detect',
  coverage: [],
  findings,
});
const placed = (document: object): string[] =>
  readAll(document).credentials.map(
    ({ holder, resource, key, length, pointer }) =>
      `${resource} ${holder.namespace}/${holder.name} ${key} ${length} ${pointer}`,
  );
const said = (document: object): string[] =>
  readAll(document).coverage.map(({ state, what, reason = '' }) => `${state} ${what}: ${reason}`);

const UNPLACED =
  "partial findings of detect: 1 of 1 not placed: only credentials in logs of a cluster's containers are assets";

test.each([
  ['a log', {}],
  ['the context of a cloud, which holds slashes', { file: 'cluster:arn:aws:eks:x:1:cluster/a/pod:shop/web/log/side' }],
  ['a private key', { class: 'private-key', severity: 'critical' }],
  ['a finding that somebody has accepted', { suppressed: { reason: 'x', owner: 'y', until: '2030-01-01' } }],
])('placed: %s', (_, change) => {
  const document = documentOf({ ...FOUND, ...change });
  expect(placed(document)).toEqual(['pods/log shop/web log/side 40 /findings/0']);
  expect(said(document)).toEqual([]);
});

test.each([
  ['an object of a cluster', { file: 'cluster:test/configmap:shop/web' }],
  ['a file', { file: 'logs/pod:shop/web/log/side' }],
  ['an image', { file: 'app.tar!/layer.tar!/etc/key' }],
  ['a log of no container', { file: 'cluster:test/pod:shop/web/log/' }],
  ['more behind the container', { file: 'cluster:test/pod:shop/web/log/side/0' }],
  ['another subresource', { file: 'cluster:test/pod:shop/web/status/side' }],
  ['a name that no pod can have', { file: 'cluster:test/pod:shop/We b/log/side' }],
  ['a name that would end an id', { file: 'cluster:test/pod:shop/web#x/log/side' }],
  ['personal data', { class: 'personal' }],
  ['what opens nothing alone', { severity: 'low' }],
  ['no class', { class: undefined }],
  ['no detector', { detector: '' }],
  ['a length that is none', { length: -1 }],
  ['a length that is no number', { length: '40' }],
])('not placed: %s', (_, change) => {
  const document = documentOf({ ...FOUND, ...change });
  expect(placed(document)).toEqual([]);
  expect(said(document)).toEqual([UNPLACED]);
});

test.each([[null], [7], ['text'], [[]], [{}]])('not placed, and not thrown: %j', (finding) => {
  expect(said(documentOf(finding))).toEqual([UNPLACED]);
});

test('findings that are no list', () => {
  expect(said({ schema: 'watertight/v1', kind: 'detect', findings: {} })).toEqual([
    'not-read findings of detect: findings is no list',
  ]);
});

test('one detector’s findings of one length are one fact, at the first place', () => {
  const document = documentOf(FOUND, { ...FOUND, line: 9 }, { ...FOUND, length: 41 }, { ...FOUND, detector: 'other' });
  expect(placed(document)).toEqual([
    'pods/log shop/web log/side 40 /findings/0',
    'pods/log shop/web log/side 41 /findings/2',
    'pods/log shop/web log/side 40 /findings/3',
  ]);
});

test.each([
  ['another schema', { schema: 'watertight/v2' }],
  ['another kind', { kind: 'scan' }],
])('%s is no document of findings', (_, change) => {
  const document = { ...documentOf(FOUND), ...change };
  expect(placed(document)).toEqual([]);
  expect(said(document).join()).toMatch(/^not-read /);
});

test('nothing else of a finding is kept', () => {
  const facts = readAll(documentOf({ ...FOUND, title: 'kept-nowhere', value: 'kept-nowhere', class: 'token' }));
  expect(everyText(facts)).not.toContain('kept-nowhere');
});
