// --as and --as-group: what a user may write, and which commands pass it on.
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FakeContext } from '../../../../testbed/fake-api/fake-context.ts';
import { runInProcess } from '../testing/in-process.ts';
import { run } from '../testing/subprocess.ts';
import { actingAs } from './acting-as.ts';
import { UserError } from './exit-code.ts';

const BACKEND = path.resolve(import.meta.dirname, '../../../../examples/seed-backend');
const ASK = ['who-can-read', 'secret/database-credentials', '-n', 'backend'];

test.each([
  ['ann', 'ann'],
  ['user:ann', 'ann'],
  ['system:serviceaccount:shop:app', 'system:serviceaccount:shop:app'],
  ['serviceaccount:shop/app', 'system:serviceaccount:shop:app'],
  ['sa/app', 'system:serviceaccount:web:app'],
  ['node:n1', 'system:node:n1'],
  ['anonymous', 'system:anonymous'],
])('--as %s is the user %s', async (as, name) => {
  expect(await actingAs({ as, namespace: 'web' })).toEqual({ as: name });
});

test.each(['', 'group:devs', 'pod/web-0', 'network:internet'])('--as %j is no user', async (as) => {
  await expect(actingAs({ as })).rejects.toThrow(UserError);
});

test('groups pass as they are', async () => {
  expect(await actingAs({ as: 'ann', asGroup: ['a,b'] })).toEqual({ as: 'ann', asGroups: ['a,b'] });
  expect(await actingAs({ asGroup: [] })).toEqual({});
});

describe('on the command line', () => {
  let fake: FakeContext;
  const seen = new Set<string>();
  beforeAll(async () => {
    fake = await FakeContext.start(BACKEND);
    fake.onRequest = ({ headers }) => {
      const group = headers['impersonate-group'];
      seen.add(`${String(headers['impersonate-user'])} ${String(group)}`);
    };
  });
  afterAll(() => fake[Symbol.asyncDispose]());

  test('every request carries it, the first line says it, and the next command repeats it', async () => {
    seen.clear();
    const { stdout, stderr } = await run([...ASK, '--as', 'sa/backend-sa', '--as-group', 'devs'], { env: fake.env });
    expect([...seen]).toEqual(['system:serviceaccount:backend:backend-sa devs']);
    expect(stderr).toContain('user u as system:serviceaccount:backend:backend-sa in group devs: read-only');
    expect(stdout).toContain('-o wide --as sa/backend-sa --as-group devs');
  });

  test('can asks about --as instead, and impersonates nobody', async () => {
    seen.clear();
    const asked = ['can', '--as', 'sa/backend-sa', '--as-group', 'devs', 'get', 'secrets', '-n', 'backend'];
    const { code, stderr } = await run(asked, { env: fake.env });
    expect(code).toBe(0);
    expect([...seen]).toEqual(['undefined undefined']);
    expect(stderr).toContain('user u: read-only');
  });

  test('kubectl’s lines carry names that kubectl takes', async () => {
    const { stdout } = await runInProcess([
      'snapshot',
      '--print-commands',
      '--as',
      'sa/app',
      '-n',
      'shop',
      '--as-group',
      "it's",
    ]);
    expect(stdout).toContain(
      String.raw`kubectl --as system:serviceaccount:shop:app --as-group 'it'\''s' get pods -n shop -o json`,
    );
  });

  test.each([
    [['-f', BACKEND, '--as', 'ann'], 'error: both -f and --as are given'],
    [['-f', BACKEND, '--as-group', 'devs'], 'error: both -f and --as-group are given'],
    [['--as', 'group:devs'], 'error: not a user: group:devs'],
    [['--as-group', 'devs'], 'and no user is\nName one with --as.'],
  ])('%j: 2', async (more, said) => {
    const { code, stderr } = await run([...ASK, ...more], { env: fake.env });
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});
