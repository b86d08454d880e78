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
  "partial findings of detect: 1 of 1 not placed: only credentials in logs of a cluster's containers and in images with a name or digest are assets";

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

const DIGEST = `sha256:${'ab'.repeat(32)}`;
const IMAGE = { references: ['registry.example/app:1'], digests: [DIGEST], place: 'config/Env/0' };
const inImage = (...images: readonly unknown[]): object => documentOf({ ...FOUND, file: 'app.tar!/blobs/x', images });
const shown = (document: object): string[] =>
  readAll(document).credentials.map(({ holder, key, image }) => `${holder.name} ${key} ${image?.shows}`);

test.each([
  ['its environment', {}, 'registry.example/app:1 config/Env/0 env'],
  ['a short name', { references: ['app'] }, 'docker.io/library/app:latest config/Env/0 env'],
  ['the first of several names', { references: ['app:2', 'app:1'] }, 'docker.io/library/app:2 config/Env/0 env'],
  ['no name', { references: [] }, `${DIGEST} config/Env/0 env`],
  ['a name that is none', { references: ['<none>:<none>', 7] }, `${DIGEST} config/Env/0 env`],
  ['no digest', { digests: [] }, 'registry.example/app:1 config/Env/0 env'],
  ['a file', { place: '/etc/a b' }, 'registry.example/app:1 /etc/a b file'],
  ['its command', { place: 'config/Entrypoint' }, 'registry.example/app:1 config/Entrypoint command'],
  ['arguments of it', { place: 'config/Cmd' }, 'registry.example/app:1 config/Cmd args'],
  ['a label', { place: 'config/Labels/a' }, 'registry.example/app:1 config/Labels/a nothing'],
  ['a file that a later layer deletes', { place: '/a', hidden: true }, 'registry.example/app:1 /a nothing'],
])('in an image: %s', (_, change, expected) => {
  expect(shown(inImage({ ...IMAGE, ...change }))).toEqual([expected]);
  expect(said(inImage({ ...IMAGE, ...change }))).toEqual([]);
});

test.each([
  ['neither a name nor a digest', { references: [], digests: ['sha256:abc'] }],
  ['no place', { place: '' }],
  ['a place that is no text', { place: 7 }],
  ['a place that is too long', { place: `/${'a'.repeat(4096)}` }],
])('in no image: %s', (_, change) => {
  expect(shown(inImage({ ...IMAGE, ...change }))).toEqual([]);
  expect(said(inImage({ ...IMAGE, ...change }))).toEqual([UNPLACED]);
});

test('a layer of two images is a finding in both', () => {
  const other = { ...IMAGE, references: ['other:1'] };
  expect(shown(inImage(IMAGE, other))).toEqual([
    'registry.example/app:1 config/Env/0 env',
    'docker.io/library/other:1 config/Env/0 env',
  ]);
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
