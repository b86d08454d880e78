// Snapshots: what is written is read back as it was, for every example there is; what we did not write is refused by its place.
import { readYaml, splitYaml } from '@watertight/syntax';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checks } from '../checks/list.ts';
import type { Facts } from '../facts/facts.ts';
import { OriginTable } from '../facts/origin.ts';
import { FactsBuilder } from '../kube/facts-builder.ts';
import { techniques } from '../techniques/list.ts';
import { stringMap } from './codec.ts';
import { readSnapshot, SNAPSHOT_HEAD } from './read.ts';
import { writeSnapshot } from './write.ts';
import { API_SERVICE, ENTRIES, PLUGIN_POLICIES, VIRTUAL_SERVICE } from './test-manifests.ts';

const SOURCE = 'test.yaml';

interface Built {
  readonly builder: FactsBuilder;
  readonly origins: OriginTable;
}

function build(manifests: string, kubernetesVersion?: string): Built {
  const origins = new OriginTable();
  const builder = new FactsBuilder(origins, {
    defaultNamespace: 'default',
    ...(kubernetesVersion !== undefined && { kubernetesVersion }),
  });
  const bytes = new TextEncoder().encode(manifests);
  for (const { offset, length } of splitYaml(bytes)) {
    const text = new TextDecoder().decode(bytes.subarray(offset, offset + length));
    const { value, empty, problems } = readYaml(text);
    if (empty) continue;
    const earlier = problems.length === 0 ? undefined : readYaml(text, {}, 'first').value;
    builder.add(value, origins.add({ source: SOURCE, offset, length, base: '', format: 'yaml' }), earlier);
  }
  return { builder, origins };
}

function written({ builder, origins }: Built): string {
  const text = writeSnapshot(builder.state(), {
    originOf: (document) => {
      const { source, offset, base } = origins.place(document);
      return { source: { shown: source, argument: source }, text: `${offset}`, base };
    },
    placesOf: () => undefined,
  });
  return [...text].join('');
}

/** A builder that has read nothing but the snapshot, or that as well. */
function load(text: string, into = build('')): Built {
  const { builder, origins } = into;
  const snapshot = readSnapshot(JSON.parse(text), { document: origins.size, podSpec: builder.podSpecCount });
  if ('refused' in snapshot) throw new Error(snapshot.refused);
  for (const { source } of snapshot.documents)
    origins.add({ source: snapshot.sources[source]?.shown ?? '', offset: 0, length: 0, base: '', format: 'json' });
  builder.absorb(snapshot.state);
  return into;
}

/** Facts with documents numbered in the order in which they are first met: snapshots leave out those that gave nothing. */
function comparable(facts: Facts): unknown {
  const numbers = new Map<number, number>();
  const text = JSON.stringify({ ...facts, origins: undefined }, (key, value: unknown) => {
    if (value instanceof Map) return [...(value as Map<unknown, unknown>)];
    if (key !== 'document') return value;
    const number = numbers.get(value as number) ?? numbers.size;
    numbers.set(value as number, number);
    return number;
  });
  return JSON.parse(text);
}

const EXAMPLES: (readonly [string, { readonly manifests: string; readonly kubernetesVersion?: string }])[] = [
  ['an APIService', { manifests: API_SERVICE }],
  ['where Istio leads requests', { manifests: VIRTUAL_SERVICE }],
  ['ways into the cluster', { manifests: ENTRIES }],
  ['policies of network plugins', { manifests: PLUGIN_POLICIES }],
  ...techniques.flatMap(({ id, examples }) =>
    [...examples.exposed, ...examples.safe].map((example) => [`${id}: ${example.name}`, example] as const),
  ),
  ...checks.flatMap(({ id, examples }) =>
    [...examples.exposed, ...examples.safe].map((example) => [`${id}: ${example.name}`, example] as const),
  ),
];

test.each(EXAMPLES)('comes back as it was: %s', (_, { manifests, kubernetesVersion }) => {
  const first = build(manifests, kubernetesVersion);
  const second = load(written(first));
  expect(comparable(second.builder.finish())).toEqual(comparable(first.builder.finish()));
});

test('the examples hold every kind of fact', () => {
  const met = new Set(
    EXAMPLES.flatMap(([, { manifests }]) => {
      const { facts } = build(manifests).builder.state();
      return Object.entries(facts).flatMap(([name, list]) => (list.length > 0 ? [name] : []));
    }),
  );
  expect(Object.keys(build('').builder.state().facts).filter((name) => !met.has(name))).toEqual([]);
});

const POD = (name: string): string => `apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec: { serviceAccountName: ${name}, containers: [{ name: c, image: i }] }
---
`;

describe('beside other input', () => {
  test('documents and pod specs are numbered on', () => {
    const { builder } = load(written(build(POD('b') + POD('c'))), build(POD('a')));
    const { workloads, podSpecs } = builder.finish();
    const accounts = workloads.map(({ name, spec, document }) => [name, podSpecs[spec]?.serviceAccount, document]);
    expect(accounts).toEqual([
      ['a', 'a', 0],
      ['b', 'b', 1],
      ['c', 'c', 2],
    ]);
  });

  test('the later of two objects with one name holds, as for files', () => {
    const { builder } = load(written(build(POD('a').replace('image: i', 'image: new'))), build(POD('a')));
    const { workloads, podSpecs, coverage } = builder.finish();
    expect(workloads).toHaveLength(1);
    expect(podSpecs[workloads[0]?.spec ?? -1]?.containers[0]?.image).toBe('new');
    expect(coverage.map(({ reason }) => reason)).toEqual([
      'the object stands again later in the input, and the later one holds',
    ]);
  });
});

describe('what is no snapshot', () => {
  const good = JSON.parse(
    written(build(`${POD('a')}${techniques.find(({ id }) => id === 'A1')?.examples.exposed[0]?.manifests ?? ''}`)),
  ) as Record<string, unknown>;
  const refusal = (value: unknown): string | undefined => {
    const read = readSnapshot(value, { document: 0, podSpec: 0 });
    return 'refused' in read ? read.refused : undefined;
  };
  /** The snapshot with one place changed. */
  const changed = (path: string, value: unknown): unknown => {
    const copy = structuredClone(good);
    const keys = path.split('/').slice(1);
    const last = keys.pop() ?? '';
    const holder = keys.reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, copy);
    if (value === undefined) delete holder[last];
    else holder[last] = value;
    return copy;
  };

  test('as it was written it is one', () => {
    expect(refusal(good)).toBeUndefined();
  });

  test.each<[string, unknown, string]>([
    ['/format', 3, 'it was written by a newer version (format 3; this one reads 2)'],
    ['/schema', 'watertight/v2', 'it was written by a newer version (format 2; this one reads 2)'],
    ['/format', undefined, 'it is no snapshot'],
    ['/format', 'x', 'it is no snapshot'],
    ['/kind', 'scan', 'it is no snapshot'],
    ['/facts', undefined, 'it is damaged: /facts is not an object'],
    ['/facts', [], 'it is damaged: /facts is not an object'],
    ['/facts/secrets', undefined, 'it is damaged: /facts/secrets is not a list'],
    ['/facts/secrets/0', 7, 'it is damaged: /facts/secrets/0 is not an object'],
    ['/facts/secrets/0/name', undefined, 'it is damaged: /facts/secrets/0/name is not a text'],
    ['/facts/secrets/0/lastApplied', 'no', 'it is damaged: /facts/secrets/0/lastApplied is not true or false'],
    ['/facts/secrets/0/keysUnknown', false, 'it is damaged: /facts/secrets/0/keysUnknown is not one of true'],
    [
      '/facts/secrets/0/labels',
      ['a'],
      'it is damaged: /facts/secrets/0/labels is not a list of keys and values in turn',
    ],
    ['/facts/secrets/0/labels', [1, 'a'], 'it is damaged: /facts/secrets/0/labels/0 is not a text'],
    ['/facts/secrets/0/data', {}, 'it is damaged: /facts/secrets/0/data is not a field of this format'],
    ['/facts/secrets/0/keys/0/length', 1.5, 'it is damaged: /facts/secrets/0/keys/0/length is not a whole number'],
    ['/facts/secrets/0/document', 99, 'it is damaged: /facts/secrets/0/document is not one of the documents'],
    ['/facts/secrets/0/document', -1, 'it is damaged: /facts/secrets/0/document is not one of the documents'],
    ['/facts/workloads/0/spec', 1, 'it is damaged: /facts/workloads/0/spec is not one of the pod specs'],
    ['/facts/roles/0/kind', 'Role', 'it is damaged: /facts/roles/0/kind is not one of role'],
    ['/documents/0/source', 1, 'it is damaged: /documents/0/source is not one of the sources'],
    ['/documents/0/text', 99, 'it is damaged: /documents/0/text is not one of the texts'],
    ['/coverage', {}, 'it is damaged: /coverage is not a list'],
    ['/kubernetesVersion', null, 'it is damaged: /kubernetesVersion is not a text'],
  ])('%s is %j: %s', (path, value, expected) => {
    expect(refusal(changed(path, value))).toBe(expected);
  });

  test('any JSON is refused, never thrown over', () => {
    const property = fc.property(fc.jsonValue(), (value) => {
      const damaged = { ...good, facts: value, sources: value, documents: value };
      return refusal(value) === 'it is no snapshot' && refusal(damaged)?.startsWith('it is damaged: ') === true;
    });
    expect(() => fc.assert(property)).not.toThrow();
  });
});

test('is told by how it begins, and nothing else is', () => {
  expect(SNAPSHOT_HEAD.test(written(build('')))).toBe(true);
  expect(SNAPSHOT_HEAD.test(JSON.stringify(JSON.parse(written(build(''))), null, 2))).toBe(true);
  expect(SNAPSHOT_HEAD.test('{"schema":"watertight/v1","kind":"scan"')).toBe(false);
  expect(SNAPSHOT_HEAD.test('{"kind":"snapshot"')).toBe(false);
});

test('a map keeps its order and any key', () => {
  const map = new Map([
    ['2', 'b'],
    ['1', 'a'],
    ['__proto__', 'p'],
    ['constructor', ''],
  ]);
  const back = stringMap.decode(JSON.parse(JSON.stringify(stringMap.encode(map))), []);
  expect([...back]).toEqual([...map]);
});

test('nothing in it acts on a terminal', () => {
  const name = 'a\u001b[2J\u202e\u2028';
  const secret = `apiVersion: v1\nkind: Secret\nmetadata: { name: ${JSON.stringify(name)}, namespace: shop }\n`;
  const text = written(build(secret));
  expect(text).not.toMatch(/[\p{Cf}\p{Zl}]|[^\n\P{Cc}]/u);
  expect(load(text).builder.state().facts.secrets[0]?.name).toBe(name);
});
