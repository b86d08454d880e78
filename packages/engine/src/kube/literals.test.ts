// Which literals are credentials, where they are said to stand, and that no value of theirs is in any fact.
import { expect, test } from 'vitest';
import { OriginTable } from '../facts/origin.ts';
import type { Facts } from '../facts/facts.ts';
import { FactsBuilder } from './facts-builder.ts';
import type { JudgeLiterals } from './literals.ts';
import { everyText, readAll } from './test-input.ts';

const VALUE = 'not-a-real-password';
const metadata = { name: 'web', namespace: 'shop' };
const deployment = (container: object, more: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { ...metadata, ...more },
  spec: { template: { spec: { containers: [{ name: 'web', image: 'web', ...container }] } } },
});
const configMap = (data: object): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
const inSpecs = ({ podSpecs }: Facts): string[] =>
  podSpecs.flatMap(({ credentials = [] }) => credentials.map(({ key, pointer }) => `${key} ${pointer}`));
const inObjects = ({ credentials }: Facts): string[] =>
  credentials.map(({ key, pointer, holder, resource }) => `${resource} ${holder.name} ${key} ${pointer}`);

test.each([
  ['a literal', { env: [{ name: 'DB_PASSWORD', value: VALUE }] }, ['DB_PASSWORD /containers/0/env/0/value']],
  ['another name', { env: [{ name: 'DB_USER', value: VALUE }] }, []],
  ['the path of a file', { env: [{ name: 'DB_PASSWORD_FILE', value: VALUE }] }, []],
  ['a reference to another variable', { env: [{ name: 'DB_PASSWORD', value: '$(OTHER)' }] }, []],
  ['a placeholder', { env: [{ name: 'DB_PASSWORD', value: 'changeme' }] }, []],
  ['a path', { env: [{ name: 'DB_PASSWORD', value: '/run/secrets/password' }] }, []],
  [
    'a reference to a Secret',
    { env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] },
    [],
  ],
  [
    'a header of a probe',
    { livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: 'X-Auth-Token', value: 'q8Zt4mVx1LbS' }] } } },
    ['X-Auth-Token /containers/0/livenessProbe/httpGet/httpHeaders/0/value'],
  ],
])('in a pod spec: %s', (_, container, expected) => {
  expect(inSpecs(readAll(deployment(container)))).toEqual(expected);
});

test.each([
  ['a key', configMap({ DB_PASSWORD: VALUE, LEVEL: 'info' }), ['configmaps web DB_PASSWORD /data/DB_PASSWORD']],
  ['a key with a slash', configMap({ 'a/password': VALUE }), ['configmaps web a/password /data/a~1password']],
  ['no credential', configMap({ DB_HOST: VALUE }), []],
  [
    'an annotation',
    { apiVersion: 'v1', kind: 'Service', metadata: { ...metadata, annotations: { 'x/password': VALUE } } },
    ['services web x/password /metadata/annotations/x~1password'],
  ],
  [
    'an annotation of a pod template',
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata,
      spec: {
        jobTemplate: {
          spec: {
            template: {
              metadata: { annotations: { 'x/password': VALUE, 'x/note': 'kept' } },
              spec: { containers: [] },
            },
          },
        },
      },
    },
    ['cronjobs web x/password /spec/jobTemplate/spec/template/metadata/annotations/x~1password'],
  ],
  [
    'a Secret’s annotation, which is as closely kept as the Secret',
    { apiVersion: 'v1', kind: 'Secret', metadata: { ...metadata, annotations: { 'x/password': VALUE } } },
    [],
  ],
  [
    'a revision',
    {
      apiVersion: 'apps/v1',
      kind: 'ControllerRevision',
      metadata,
      data: { spec: { template: { spec: { containers: [{ env: [{ name: 'DB_PASSWORD', value: VALUE }] }] } } } },
    },
    ['controllerrevisions web DB_PASSWORD /data/spec/template/spec/containers/0/env/0/value'],
  ],
  [
    'parameters of a custom kind',
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata,
      spec: { source: { helm: { parameters: [{ name: 'db.password', value: VALUE }] } } },
    },
    ['applications web db.password /spec/source/helm/parameters/0/value'],
  ],
  [
    'a key’s name in a custom kind',
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata,
      spec: { data: [{ secretKey: 'password', remoteRef: { key: 'db/password' } }] },
    },
    [],
  ],
])('in an object: %s', (_, object, expected) => {
  const facts = readAll(object);
  expect(inObjects(facts)).toEqual(expected);
  expect(everyText(facts)).not.toContain(VALUE);
});

test.each(['Pod', 'Namespace', 'Secret'])(
  'an annotation that is a credential by its name is in no fact of a %s',
  (kind) => {
    const annotations = { 'x/db-password': VALUE, 'x/note': 'kept' };
    const spec = { containers: [{ name: 'web', image: 'web' }] };
    const text = everyText(readAll({ apiVersion: 'v1', kind, metadata: { ...metadata, annotations }, spec }));
    expect(text).toContain('kept');
    expect(text).not.toContain(VALUE);
  },
);

/** Reads the objects; the judge comes after so many of them. */
function judgedAfter(count: number, objects: readonly object[], judge: JudgeLiterals): Facts {
  const origins = new OriginTable();
  let asked = 0;
  const builder = new FactsBuilder(origins, { defaultNamespace: 'default', onLiterals: () => asked++ });
  objects.forEach((object, index) => {
    if (index === count) builder.judgeLiterals(judge);
    builder.add(object, origins.add({ source: 'a', offset: 0, length: 0, base: '', format: 'yaml' }));
  });
  if (count >= objects.length) builder.judgeLiterals(judge);
  expect(asked).toBe(1);
  return builder.finish();
}

/** Finds values that begin with `made`, and says their length. */
const judge: JudgeLiterals = (part) =>
  part.use(({ env }) =>
    (env as readonly { readonly value: string }[]).flatMap(({ value }, index) =>
      value.startsWith('made')
        ? [{ detector: 'made', class: 'token' as const, length: value.length, pointer: `/env/${index}/value` }]
        : [],
    ),
  );

test('specs that differ only in a literal are two, whenever it is judged', () => {
  const env = (value: string, name: string): object => deployment({ env: [{ name: 'A', value }] }, { name });
  const objects = [env('madeOf16Characters4', 'a'), env('noneOf16Characters4', 'b'), env('madeOf16Characters4', 'c')];
  const answers = [0, 1, 2, 3].map((count) => {
    const { workloads, podSpecs } = judgedAfter(Math.max(count, 1), objects, judge);
    return workloads.map(({ spec }) => podSpecs[spec]?.credentials?.map(({ key, length }) => `${key} ${length}`));
  });
  for (const answer of answers) expect(answer).toEqual([['A 19'], undefined, ['A 19']]);
});

test('a command line that holds a credential keeps its words, and nothing that looks like one', () => {
  const args = ['--level=info', '--key', 'q8Zt4mVx1LbSq8Zt4mVx', '--path=/etc/app'];
  const found: JudgeLiterals = () => [{ detector: 'made', class: 'token', length: 20, pointer: '/args' }];
  const facts = judgedAfter(1, [deployment({ args })], found);
  expect(facts.podSpecs[0]?.containers[0]?.args).toEqual(['--level=info', '--key', '[sealed]', '--path=/etc/app']);
  expect(facts.podSpecs[0]?.credentials?.map(({ key }) => key)).toEqual(['args']);
});

test('a literal that no format can fit asks for no detectors', () => {
  const builder = new FactsBuilder(new OriginTable(), {
    defaultNamespace: 'default',
    onLiterals: () => expect.unreachable(),
  });
  builder.add(deployment({ env: [{ name: 'LEVEL', value: 'debug' }], args: ['--port=8080'] }), 0);
  expect(inSpecs(builder.finish())).toEqual([]);
});
