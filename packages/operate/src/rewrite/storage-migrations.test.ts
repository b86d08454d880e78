// What is read out of StorageVersionMigrations, and which version of them is used.
import type { MigrationOrder, Replied } from '@watertight/sources';
import { expect, test } from 'vitest';
import { StorageMigrations } from './storage-migrations.ts';

const none = async (): Promise<never> => await Promise.reject(new Error('not asked'));
const ok = (value: unknown): Replied => ({ status: 200, value });
const group = (...versions: readonly string[]): Replied => ok({ versions: versions.map((version) => ({ version })) });

interface Server {
  readonly migrations: StorageMigrations | undefined;
  readonly asked: string[];
  readonly ordered: MigrationOrder[];
}

async function server(
  served: Replied,
  list: Replied = ok({}),
  made: Replied = { status: 201, value: {} },
): Promise<Server> {
  const asked: string[] = [];
  const ordered: MigrationOrder[] = [];
  const connection = {
    context: 'one',
    server: 'https://one',
    observe: none,
    read: async (path: string): Promise<Replied> => {
      asked.push(path);
      return await Promise.resolve(path.endsWith('storagemigration.k8s.io') ? served : list);
    },
    metadata: none,
    rewrite: none,
    migrate: async (order: MigrationOrder): Promise<Replied> => {
      ordered.push(order);
      return await Promise.resolve(made);
    },
    close: none,
  };
  return { migrations: await StorageMigrations.of(connection, 'mark'), asked, ordered };
}

test.each<[string, Replied, string | undefined]>([
  ['both', group('v1', 'v1beta1'), 'v1'],
  ['the one before', group('v1beta1'), 'v1beta1'],
  ['one of another form', group('v1alpha1'), undefined],
  ['none', { status: 404, value: {} }, undefined],
  ['no answer', { silence: 'no answer' }, undefined],
])('served: %s', async (_, served, version) => {
  const { migrations, asked } = await server(served);
  await migrations?.states();
  const list = `/apis/storagemigration.k8s.io/${version ?? ''}/storageversionmigrations?labelSelector=watertight-rotation%3Dmark`;
  expect(asked.slice(1)).toEqual(version === undefined ? [] : [list]);
});

const item = (resource: object, ...conditions: readonly object[]): object => ({
  spec: { resource },
  status: { conditions },
});

test('states', async () => {
  const list = ok({
    items: [
      item({ resource: 'a' }, { type: 'Running', status: 'True' }, { type: 'Succeeded', status: 'True' }),
      item({ resource: 'b', group: 'x.io' }, { type: 'Failed', status: 'True' }),
      item({ resource: 'c', group: '' }, { type: 'Running', status: 'True' }),
      item({ resource: 'd' }, { type: 'Succeeded', status: 'False' }),
      { spec: { resource: { resource: 'e' } } },
    ],
  });
  const { migrations } = await server(group('v1'), list);
  expect([...((await migrations?.states()) ?? [])]).toEqual([
    ['a', 'ended'],
    ['b.x.io', 'ended'],
    ['c', 'running'],
    ['d', 'running'],
    ['e', 'running'],
  ]);
  const { migrations: hidden } = await server(group('v1'), { status: 403, value: {} });
  expect(await hidden?.states()).toBeUndefined();
});

test('one is made by group and resource, or refused', async () => {
  const { migrations, ordered } = await server(group('v1'));
  expect([await migrations?.start('secrets'), await migrations?.start('things.x.io')]).toEqual([true, true]);
  const order = { version: 'v1', mark: 'mark' };
  expect(ordered).toEqual([
    { ...order, group: '', resource: 'secrets' },
    { ...order, group: 'x.io', resource: 'things' },
  ]);
  const { migrations: refusing } = await server(group('v1'), ok({}), { status: 403, value: {} });
  expect(await refusing?.start('secrets')).toBe(false);
});
