// What each command answers: assets and positions in every spelling, selection, limits, the shapes of the contract.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AssetReaders, ExplainResult, PathsResult, ReachResult, WhoCanReadResult } from '@watertight/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';

const RBAC = 'rbac.authorization.k8s.io';
const secret = (name: string, namespace: string, tier: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}, namespace: ${namespace}, labels: {tier: ${tier}}}\nstringData: {password: fake}\n---\n`;
const role = (name: string, rule: string, subjects: string): string => `apiVersion: ${RBAC}/v1
kind: Role
metadata: {name: ${name}, namespace: shop}
rules: [${rule}]
---
apiVersion: ${RBAC}/v1
kind: RoleBinding
metadata: {name: ${name}, namespace: shop}
roleRef: {apiGroup: ${RBAC}, kind: Role, name: ${name}}
subjects: [${subjects}]
---
`;
const user = (name: string): string => `{kind: User, apiGroup: ${RBAC}, name: "${name}"}`;
const MANIFESTS = [
  secret('db', 'shop', 'data'),
  secret('mail', 'shop', 'web'),
  secret('other', 'web', 'data'),
  'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: app, namespace: shop}\n---\n',
  role(
    'readers',
    '{apiGroups: [""], resources: [secrets], verbs: [get]}',
    ['alice', 'oidc:bob', 'team/carol'].map(user).join(),
  ),
  role('minter', '{apiGroups: [""], resources: [serviceaccounts/token], verbs: [create]}', user('dora')),
  'apiVersion: v1\nkind: Pod\nmetadata: {name: agent, namespace: shop}\nspec: {containers: [{name: a, image: a, securityContext: {privileged: true}}]}\n',
].join('');

const folder = mkdtempSync(path.join(tmpdir(), 'watertight-commands-'));
const input = path.join(folder, 'input.yaml');
beforeAll(() => writeFileSync(input, MANIFESTS));
afterAll(() => rmSync(folder, { recursive: true }));

async function stdoutOf(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runInProcess([...args, '-f', input, '--no-config']);
  expect([code, stderr]).toEqual([0, '']);
  return stdout;
}

async function json<T>(...args: string[]): Promise<T> {
  return JSON.parse(await stdoutOf(...args, '-o', 'json')) as T;
}

async function lines(...args: string[]): Promise<(AssetReaders & { readersRef?: string })[]> {
  const text = await stdoutOf(...args, '-o', 'ndjson');
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as AssetReaders);
}

const undeclared = ({ readers }: AssetReaders): string[] =>
  readers.filter(({ expected }) => !expected).map(({ id }) => id);

describe('who-can-read', () => {
  test.each([
    [['secret/db', '-n', 'shop']],
    [['secrets/db', '--namespace', 'shop']],
    [['secret:shop/db']],
    [['secret/db', '--default-namespace', 'shop']],
    [['secret:shop/db', '-n', 'web']],
  ])('%j', async (args) => {
    const { assets } = await json<WhoCanReadResult>('who-can-read', ...args);
    expect(assets.map(({ asset, inInput }) => [asset, inInput])).toEqual([['secret:shop/db', true]]);
    expect(undeclared(assets[0] as AssetReaders)).toEqual(['user:alice', 'user:oidc:bob', 'user:team/carol']);
  });

  test('several assets, each once, in the order asked', async () => {
    const { assets } = await json<WhoCanReadResult>(
      'who-can-read',
      'secret/other',
      'secret/db',
      'secret:shop/db',
      '-n',
      'shop',
    );
    expect(assets.map(({ asset }) => asset)).toEqual(['secret:shop/other', 'secret:shop/db']);
  });

  test('a key: its Secret’s readers; a key that is not there is not in the input', async () => {
    const { assets } = await json<WhoCanReadResult>('who-can-read', 'secret:shop/db#password', 'secret:shop/db#token');
    const [password, token] = assets as [AssetReaders, AssetReaders];
    expect([password.asset, password.inInput]).toEqual(['secret:shop/db#password', true]);
    expect([token.asset, token.inInput]).toEqual(['secret:shop/db#token', false]);
    expect(token.unknown.at(-1)?.missing).toBe('secret:shop/db#token');
    expect(undeclared(token)).toEqual(undeclared(password));
  });

  test('a Secret that is not in the input: whoever could read it, and that it is not there', async () => {
    const { assets } = await json<WhoCanReadResult>('who-can-read', 'secret:shop/none');
    expect(assets[0]).toMatchObject({ asset: 'secret:shop/none', inInput: false });
    expect(undeclared(assets[0] as AssetReaders)).toContain('user:alice');
    expect(assets[0]?.unknown.map(({ missing }) => missing)).toContain('secret:shop/none');
  });

  test('who can become a ServiceAccount', async () => {
    const { assets } = await json<WhoCanReadResult>('who-can-read', 'serviceaccount/app', '-n', 'shop');
    expect(undeclared(assets[0] as AssetReaders)).toContain('user:dora');
  });

  test.each<[string[], string[]]>([
    [[], ['secret:shop/db', 'secret:shop/mail', 'secret:web/other']],
    [['-A'], ['secret:shop/db', 'secret:shop/mail', 'secret:web/other']],
    [
      ['-n', 'shop'],
      ['secret:shop/db', 'secret:shop/mail'],
    ],
    [
      ['-l', 'tier=data'],
      ['secret:shop/db', 'secret:web/other'],
    ],
    [['-l', 'tier=data', '-n', 'web'], ['secret:web/other']],
  ])('--all %j: one asset a line', async (args, ids) => {
    expect((await lines('who-can-read', '--all', ...args)).map(({ asset }) => asset)).toEqual(ids);
    expect((await json<WhoCanReadResult>('who-can-read', '--all', ...args)).assets.map(({ asset }) => asset)).toEqual(
      ids,
    );
  });

  test('--all names an earlier asset with the same readers instead of repeating them', async () => {
    const [db, mail, other] = await lines('who-can-read', '--all');
    expect([db?.readersRef, mail?.readersRef, other?.readersRef]).toEqual([undefined, 'secret:shop/db', undefined]);
    expect(mail?.readers).toBeUndefined();
  });

  test('--max-readers cuts the weakest and says so; without --all nothing is cut', async () => {
    const [db] = await lines('who-can-read', '--all', '-l', 'tier=data', '-n', 'shop', '--max-readers', '2');
    expect(db).toMatchObject({ truncated: true });
    expect(db?.readers).toHaveLength(2);
    const { assets } = await json<WhoCanReadResult>('who-can-read', 'secret:shop/db', '--max-readers', '2');
    expect(assets[0]?.truncated).toBeUndefined();
    expect(assets[0]?.readers.length).toBeGreaterThan(2);
  });

  test('--all as a table is a line an asset', async () => {
    const table = await stdoutOf('who-can-read', '--all');
    expect(table).toContain('secret:shop/db  3 undeclared readers: user alice and 2 more');
    expect(table).toContain('secret:web/other  0 undeclared readers');
  });
});

describe('reach', () => {
  test.each([
    ['alice', 'user:alice', ['secret:shop/db', 'secret:shop/mail']],
    ['oidc:bob', 'user:oidc:bob', ['secret:shop/db', 'secret:shop/mail']],
    ['user:team/carol', 'user:team/carol', ['secret:shop/db', 'secret:shop/mail']],
    ['user/alice', 'user:alice', ['secret:shop/db', 'secret:shop/mail']],
    ['sa/app', 'serviceaccount:shop/app', []],
  ])('%s', async (name, position, assets) => {
    const result = await json<ReachResult>('reach', name, '-n', 'shop');
    expect(result.position).toBe(position);
    expect(result.assets.map(({ id }) => id)).toEqual(assets);
    expect(result.unknown).toEqual([]);
  });

  test('a position that is nowhere is said to be missing', async () => {
    const { assets, unknown } = await json<ReachResult>('reach', 'user:nobody');
    expect(assets).toEqual([]);
    expect(unknown).toMatchObject([{ missing: 'user:nobody' }]);
  });
});

describe('paths', () => {
  const ends = async (...args: string[]): Promise<string[]> =>
    (await json<PathsResult>('paths', ...args)).paths.map(({ from, to }) => `${from} ${to}`);

  test('exposures only, unless an end is named', async () => {
    const all = await ends();
    expect(all).toContain('user:alice secret:shop/db');
    expect(all.some((pair) => pair.startsWith('group:system:masters'))).toBe(false);
    expect(await ends('--to', 'secret:shop/db')).toContain('group:system:masters secret:shop/db');
  });

  test('between named ends', async () => {
    expect(await ends('--from', 'alice')).toEqual(['user:alice secret:shop/db', 'user:alice secret:shop/mail']);
    expect(await ends('--from', 'alice', '--to', 'secret/mail', '-n', 'shop')).toEqual(['user:alice secret:shop/mail']);
    expect(await ends('--from', 'dora', '--to', 'sa/app', '-n', 'shop')).toEqual(['user:dora serviceaccount:shop/app']);
    expect(await ends('--from', 'nobody')).toEqual([]);
    expect(await ends('--from', 'alice', '-l', 'tier=web')).toEqual(['user:alice secret:shop/mail']);
  });

  test('an end that is nowhere is said to be missing', async () => {
    const missing = async (...args: string[]): Promise<string[]> =>
      (await json<PathsResult>('paths', ...args)).coverage
        .filter(({ what }) => what.includes(':'))
        .map(({ what }) => what);
    expect(await missing('--from', 'nobody')).toEqual(['user:nobody']);
    expect(await missing('--to', 'secret:shop/nowhere')).toEqual(['secret:shop/nowhere']);
    expect(await missing('--from', 'alice', '--to', 'secret:shop/db')).toEqual([]);
  });

  test('-n alone chooses what is reported', async () => {
    expect((await ends('-n', 'web')).every((pair) => pair.includes(' secret:web/'))).toBe(true);
    expect((await ends('-n', 'shop')).every((pair) => pair.includes(' secret:shop/'))).toBe(true);
  });

  test('--max-paths cuts and says so', async () => {
    const result = await json<PathsResult>('paths', '--to', 'secret:shop/db', '--max-paths', '1');
    expect(result.paths).toHaveLength(1);
    expect(result.truncated).toBe(true);
  });
});

describe('explain', () => {
  test('a technique in any case, a check alone, and a check with the input it fails in', async () => {
    const technique = JSON.parse((await runInProcess(['explain', 'a1', '-o', 'json'])).stdout) as ExplainResult;
    expect(technique).toMatchObject({ subject: 'technique', id: 'A1' });
    expect(technique.findings).toBeUndefined();
    const check = await json<ExplainResult>('explain', 'pod-privileged');
    expect(check.findings?.map(({ object }) => object)).toEqual(['pod:shop/agent']);
    expect(check.fixes.length).toBe(1);
    expect(check.coverage?.length).toBeGreaterThan(0);
  });

  test('every path that a command shows', async () => {
    const shown = [
      ...(await json<PathsResult>('paths', '--to', 'secret:shop/db')).paths,
      ...(await json<ReachResult>('reach', 'dora')).positions.map(({ path: proved }) => proved),
    ];
    expect(shown.length).toBeGreaterThan(3);
    for (const { id, from, to } of shown) {
      const explained = await json<ExplainResult>('explain', id);
      expect(explained.path).toMatchObject({ id, from, to });
    }
  });

  test('draws paths only', async () => {
    expect((await runInProcess(['explain', 'A1', '-o', 'dot'])).code).toBe(2);
  });
});
