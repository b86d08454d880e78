// Values written by the API server's own transformers, changed, moved, and read with other configurations: its verdict and ours are the same.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { missingGoProgram } from '../../../../testbed/build/go-program.ts';
import { storedObjectBytes } from '../../../../testbed/etcd-files/messages.ts';
import { askTransformers, PROGRAM_FOLDER } from '../../../../testbed/stored-values/ask.ts';
import type { Answer } from '../../../../testbed/stored-values/ask.ts';
import { judge } from '../judgement/judge.ts';
import { judgeStored } from './judge-stored.ts';
import { storageRules } from './storage-rules.ts';
import { verdictOf } from './verdict.ts';
import type { StoredVerdict } from './verdict.ts';

const CASES = 3000;
const SEED = 5;
const RESOURCES = ['secrets', 'configmaps', 'deployments.apps', 'widgets.example.com'] as const;
const PATHS: Readonly<Record<string, string>> = {
  secrets: 'secrets',
  configmaps: 'configmaps',
  'deployments.apps': 'deployments',
  'widgets.example.com': 'example.com/widgets',
};

type Provider = object;

/** Few names and few secrets, so that names meet other secrets and prefixes meet. */
const secret = fc.constantFrom(1, 2).map((fill) => Buffer.alloc(32, fill).toString('base64'));
const keys = fc
  .uniqueArray(fc.constantFrom('one', 'two', 'two:more'), { minLength: 1, maxLength: 3 })
  .chain((names) => fc.tuple(...names.map((name) => secret.map((text) => ({ name, secret: text })))));
const local = fc
  .tuple(fc.constantFrom('aescbc', 'aesgcm', 'secretbox'), keys)
  .map(([kind, list]): Provider => ({ [kind]: { keys: list } }));
const identity = fc.constant<Provider>({ identity: {} });
/** The stub's key_id is the name of the socket. */
const kms = fc.record({ name: fc.constantFrom('vault', 'other'), keyId: fc.constantFrom('key-a', 'key-b') });
const providers = fc.array(fc.oneof({ weight: 4, arbitrary: local }, { weight: 2, arbitrary: identity }), {
  minLength: 1,
  maxLength: 3,
});
const rule = fc.tuple(fc.subarray([...RESOURCES], { minLength: 1 }), providers);

interface Config {
  readonly file: object;
  readonly keyIds: ReadonlyMap<string, string>;
}

/** One KMS provider at most, since its name may stand once; at a place of its own among the providers of the first rule. */
const config = fc
  .tuple(fc.array(rule, { minLength: 1, maxLength: 2 }), fc.option(kms, { freq: 3 }), fc.nat(2))
  .map(([rules, plugin, at]): Config => {
    const added = plugin === null ? [] : [kmsProvider(plugin)];
    const resources = rules.map(([names, list], index) => ({
      resources: names,
      providers: index === 0 ? list.toSpliced(at, 0, ...added) : list,
    }));
    const keyIds = new Map(plugin === null ? [] : [[plugin.name, plugin.keyId]]);
    return { file: { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration', resources }, keyIds };
  });

function kmsProvider({ name, keyId }: { readonly name: string; readonly keyId: string }): Provider {
  return { kms: { apiVersion: 'v2', name, endpoint: `unix:///${keyId}.sock` } };
}

const change = fc.oneof(
  { weight: 5, arbitrary: fc.constant(['none', 0, 0] as const) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('flip'), fc.nat(), fc.integer({ min: 1, max: 255 })) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('cut'), fc.nat(), fc.constant(0)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('move'), fc.constant(0), fc.constant(0)) },
);
const world = fc.record({
  resource: fc.constantFrom(...RESOURCES),
  writer: config,
  /** The writer's, the writer's in the other order, as after a rotation, or any. */
  reader: fc.oneof(fc.constantFrom('same' as const, 'turned' as const), config),
  change,
});

/** All lists of providers and keys the other way round. */
function turned({ file, keyIds }: Config): Config {
  const { resources } = file as { resources: readonly { providers: readonly Provider[] }[] };
  const rules = resources.map((one) => ({ ...one, providers: one.providers.toReversed().map(turnedKeys) }));
  return { file: { ...file, resources: rules }, keyIds };
}

function turnedKeys(provider: Provider): Provider {
  const [[kind, settings] = ['', {}]] = Object.entries(provider) as [string, { keys?: readonly unknown[] }][];
  return settings.keys === undefined ? provider : { [kind]: { keys: settings.keys.toReversed() } };
}

function readerOf({
  writer,
  reader,
}: {
  readonly writer: Config;
  readonly reader: Config | 'same' | 'turned';
}): Config {
  return reader === 'same' ? writer : reader === 'turned' ? turned(writer) : reader;
}

const SECRET = Buffer.alloc(32, 1).toString('base64');
const etcdKey = (resource: string, name: string): string => `/registry/${PATHS[resource]}/shop/${name}`;

function changed(value: Buffer, [how, at, byte]: readonly [string, number, number]): Buffer {
  const copy = Buffer.from(value);
  if (how === 'flip') copy[at % copy.length] = (copy[at % copy.length] ?? 0) ^ byte;
  return how === 'cut' ? copy.subarray(0, at % copy.length) : copy;
}

type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

/** One value as it stands under a key, and the configuration that reads it. */
interface Stored {
  readonly drawn: World;
  readonly reader: Config;
  readonly key: string;
  readonly value: Buffer;
}

/** Has the API server's code write each world's value, and changes it. */
function stored(worlds: readonly World[]): Stored[] {
  const written = askTransformers(
    worlds.map(({ resource, writer }) => ({
      config: writer.file,
      resource,
      key: etcdKey(resource, 'db'),
      value: storedObjectBytes({ namespace: 'shop', name: 'db' }, 'fake'),
      write: true,
    })),
  );
  return worlds.map((drawn, index) => {
    const { value, error } = written[index] ?? {};
    if (value === undefined) throw new Error(`the API server writes nothing: ${error}`);
    const key = etcdKey(drawn.resource, drawn.change[0] === 'move' ? 'moved' : 'db');
    return { drawn, reader: readerOf(drawn), key, value: changed(value, drawn.change) };
  });
}

function ourVerdict({ reader, key, value }: Stored): StoredVerdict {
  const judged = judge(Buffer.from(JSON.stringify(reader.file)), { minor: 37, kmsV1: false, reload: false });
  if (judged.refusals.length > 0) throw new Error('a configuration is refused');
  const { providersOf } = storageRules(judged.assessment.configuration);
  const currentKeyId = (name: string): string | undefined => reader.keyIds.get(name);
  return verdictOf({ key, value, revision: 1 }, { prefix: '/registry', currentKeyId, providersOf });
}

/** Whether a plugin opens a value is not ours to say; whether it is stale is, where the API server could read it. */
function agrees(ours: StoredVerdict, told: Answer): boolean {
  const isObject = told.value !== undefined && judgeStored(told.value).provider === 'identity';
  if (ours.readable === null) return !isObject || ours.stale === told.stale;
  return ours.readable === isObject && ours.stale === (isObject ? told.stale : null);
}

const missing = missingGoProgram(PROGRAM_FOLDER);

describe.skipIf(missing !== undefined)('the API server’s own transformers (needs stored-values-1.37)', () => {
  test('read and call stale what we say they do', () => {
    const asked = stored(fc.sample(world, { numRuns: CASES, seed: SEED }));
    const told = askTransformers(
      asked.map(({ drawn, reader, key, value }) => ({ config: reader.file, resource: drawn.resource, key, value })),
    );
    const seen = new Map<string, number>();
    const disagreements = asked.flatMap((one, index) => {
      const answer = told[index] ?? { value: undefined, stale: false, error: 'no answer' };
      const ours = ourVerdict(one);
      const kind = `${ours.provider} ${ours.readable} ${ours.stale}`;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      return agrees(ours, answer) ? [] : [JSON.stringify([one.drawn, ours, answer.error])];
    });
    expect(disagreements).toEqual([]);
    // What is drawn is not all of one kind.
    const kinds = ['aescbc', 'aesgcm', 'secretbox', 'identity'].flatMap((provider) =>
      ['true false', 'true true', 'false null'].map((said) => `${provider} ${said}`),
    );
    const rare = [...kinds, 'kms-v2 null false', 'kms-v2 null true'].filter((kind) => (seen.get(kind) ?? 0) <= 5);
    expect(rare).toEqual([]);
  }, 120_000);

  test('panic where we say so', () => {
    const file = (kind: string) => ({
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'EncryptionConfiguration',
      resources: [{ resources: ['secrets'], providers: [{ [kind]: { keys: [{ name: 'one', secret: SECRET }] } }] }],
    });
    const value = (kind: string, length: number): Buffer =>
      Buffer.concat([Buffer.from(`k8s:enc:${kind}:v1:one:`), Buffer.alloc(length)]);
    const ask = (kind: string, length: number) => ({
      config: file(kind),
      resource: 'secrets',
      key: etcdKey('secrets', 'db'),
      value: value(kind, length),
    });
    const told = askTransformers([ask('aescbc', 16), ask('aescbc', 32), ask('aesgcm', 16), ask('secretbox', 16)]);
    expect(told.map(({ error }) => error?.startsWith('panic: '))).toEqual([true, false, false, false]);
    expect(judgeStored(value('aescbc', 16)).problem).toContain('panic');
  });
});
