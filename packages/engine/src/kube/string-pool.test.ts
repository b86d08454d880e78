// Facts keep no file's text alive, whatever views of it a reader hands out.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Facts } from '../facts/facts.ts';
import { StringPool } from './string-pool.ts';
import { readAll } from './test-input.ts';

/** Node keeps larger texts outside the heap, where they would not be counted. */
const FILE_LENGTH = 512 * 1024;
const FILES = 128;

const collectGarbage = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** The value with every string, keys included, cut out of one large text, as a reader of files may do it. */
function cutFromText(value: unknown): unknown {
  const pieces: string[] = [];
  const collect = (item: unknown): void => {
    if (typeof item === 'string') pieces.push(item);
    else if (Array.isArray(item)) item.forEach(collect);
    else if (typeof item === 'object' && item !== null)
      Object.entries(item).forEach(([key, below]) => {
        pieces.push(key);
        collect(below);
      });
  };
  collect(value);
  const text = Buffer.from(`${pieces.join('')}${' '.repeat(FILE_LENGTH)}`).toString('latin1');
  let at = 0;
  const next = (length: number): string => text.slice(at, (at += length));
  const cut = (item: unknown): unknown => {
    if (typeof item === 'string') return next(item.length);
    if (Array.isArray(item)) return item.map(cut);
    if (typeof item !== 'object' || item === null) return item;
    return Object.fromEntries(Object.entries(item).map(([key, below]) => [next(key.length), cut(below)]));
  };
  return cut(value);
}

function objectsOf(file: number): readonly object[] {
  const long = (what: string): string => `${what}-with-a-long-name-${file}`;
  const metadata = {
    name: long('name'),
    namespace: long('namespace'),
    labels: { [long('label')]: long('text') },
    annotations: { [long('annotation')]: long('text') },
  };
  const container = {
    name: long('container'),
    image: long('image'),
    args: [long('argument')],
    env: [{ name: long('VARIABLE'), valueFrom: { secretKeyRef: { name: long('secret'), key: long('key') } } }],
    volumeMounts: [{ name: long('volume'), mountPath: long('/path') }],
  };
  const spec = {
    serviceAccountName: long('account'),
    containers: [container],
    volumes: [
      {
        name: long('volume'),
        csi: { driver: long('driver'), volumeAttributes: { [long('attribute')]: long('text') } },
      },
    ],
  };
  return [
    { apiVersion: 'v1', kind: 'Secret', type: long('type'), metadata, data: { [long('key')]: 'ZmFrZQ==' } },
    { apiVersion: 'v1', kind: 'Pod', metadata, spec: { ...spec, nodeName: long('node') } },
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { metadata, spec } } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata,
      rules: [
        {
          apiGroups: [long('group')],
          resources: [long('resource')],
          verbs: [long('verb')],
          resourceNames: [long('name')],
        },
      ],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata,
      roleRef: { kind: 'Role', name: long('role') },
      subjects: [{ kind: 'User', name: long('user') }],
    },
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: long('Kind'),
      metadata,
      spec: {
        [long('field')]: long('text'),
        templates: [{ container }],
        held: { apiVersion: 'v1', kind: 'Secret', metadata },
      },
    },
    { apiVersion: `${long('group')}/v1`, kind: long('Kind'), metadata, spec: { jobTemplate: { spec } } },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata,
      spec: {
        csi: { driver: long('driver'), nodeStageSecretRef: { name: long('secret'), namespace: long('namespace') } },
      },
    },
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata,
      parameters: { [long('parameter')]: long('text') },
      provisioner: long('provisioner'),
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: { [long('label')]: long('text') }, externalName: long('host') },
    },
    { kind: long('Kind'), metadata },
  ];
}

/** Its own function, so that no local variable of the test holds the input. */
function factsOfLargeFiles(): Facts {
  const files = Array.from({ length: FILES }, (_item, file) => cutFromText(objectsOf(file)) as readonly object[]);
  return readAll(...files.flat());
}

test('facts of large files are small', () => {
  const before = heapUsed();
  const facts = factsOfLargeFiles();
  expect(heapUsed() - before).toBeLessThan((FILES * FILE_LENGTH) / 8);
  expect(facts.secrets).toHaveLength(FILES);
  expect(facts.workloads).toHaveLength(FILES * 4);
  expect(facts.coverage.length).toBeGreaterThan(FILES);
});

test('equal strings and maps are one', () => {
  const strings = new StringPool();
  expect(strings.map({ a: 'b', c: 'd' })).toBe(strings.map({ a: 'b', c: 'd' }));
});

test.each([
  [
    'another text',
    { a: 'b', c: 'e' },
    new Map([
      ['a', 'b'],
      ['c', 'e'],
    ]),
  ],
  ['fewer entries', { a: 'b' }, new Map([['a', 'b']])],
  ['other types', { a: 'b', c: 1, d: null, e: ['f'] }, new Map([['a', 'b']])],
  ['dropped keys', { drop: 'b', c: 'd' }, new Map([['c', 'd']])],
  [
    'names of Object',
    JSON.parse('{"__proto__":"x","constructor":"y"}'),
    new Map([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]),
  ],
  ['no object', ['a'], new Map()],
])('a map of %s', (_name, value, expected) => {
  const strings = new StringPool();
  strings.map({ a: 'b', c: 'd' });
  expect(strings.map(value, (key) => key === 'drop')).toEqual(expected);
});
