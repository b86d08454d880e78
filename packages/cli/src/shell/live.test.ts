// A cluster as input of the command line: what is said first, what is asked for, how it ends.
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FAKE_TOKEN, FakeContext } from '../../../../testbed/fake-api/fake-context.ts';
import { ended, run, start } from '../testing/subprocess.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const BACKEND = path.join(ROOT, 'examples/seed-backend');
const ASK = ['who-can-read', 'secret/database-credentials', '-n', 'backend'];

interface Answer {
  readonly assets: readonly {
    readonly readers: readonly {
      readonly id: string;
      readonly expected: boolean;
      readonly certainty: string;
      readonly path: { readonly steps: readonly { readonly evidence: readonly object[] }[] };
    }[];
  }[];
  readonly coverage: readonly object[];
}

const answerOf = (stdout: string): Answer => JSON.parse(stdout) as Answer;

/** Readers of the first asset besides the control plane's own. */
function readersOf(stdout: string): Answer['assets'][number]['readers'] {
  return (answerOf(stdout).assets[0]?.readers ?? []).filter(({ expected }) => !expected);
}

let fake: FakeContext;
beforeAll(async () => {
  fake = await FakeContext.start(BACKEND);
});
afterAll(() => fake[Symbol.asyncDispose]());

describe('without -f', () => {
  test('the cluster of the current context is read, and said first', async () => {
    const { code, stdout, stderr } = await run([...ASK, '-o', 'json'], { env: fake.env });
    expect(code).toBe(0);
    const lines = stderr.split('\n');
    expect(lines[0]).toBe(`context fake, server ${fake.server.url}, user u: read-only, nothing is created or changed`);
    expect(lines[1]).toBe('fake-user may list 29 of 29 kinds; of Secrets, names and types but no values');
    expect(lines).toHaveLength(3);
    const [reader] = readersOf(stdout);
    expect(reader).toMatchObject({ id: 'serviceaccount:backend/backend-sa', certainty: 'certain' });
    expect(reader?.path.steps[0]?.evidence[0]).toEqual({
      object: 'rolebinding:backend/backend-rolebinding',
      pointer: '/subjects/0',
    });
    expect(stdout + stderr).not.toContain(FAKE_TOKEN);
  });

  test('the answer is that of the manifests, where nothing else is in the cluster', async () => {
    const told = (stdout: string): unknown =>
      answerOf(stdout).assets[0]?.readers.map(({ id, certainty, path: { steps } }) => [id, certainty, steps.length]);
    const ofCluster = await run([...ASK, '-o', 'json', '--kubernetes-version', '1.34'], { env: fake.env });
    const ofFiles = await run([...ASK, '-o', 'json', '--kubernetes-version', '1.34', '-f', BACKEND]);
    expect(told(ofCluster.stdout)).toEqual(told(ofFiles.stdout));
  });

  test.each([
    ['scan', ['scan', '--fail-on', 'none']],
    ['reach', ['reach', 'serviceaccount:backend/backend-sa']],
    ['paths', ['paths', '--to', 'secret:backend/database-credentials']],
    ['can', ['can', '--as', 'serviceaccount:backend/backend-sa', 'get', 'secrets', '-n', 'backend']],
    ['explain', ['explain', 'p-f453ef889408']],
  ])('%s takes it, too', async (_, args) => {
    const { code, stdout, stderr } = await run(args, { env: fake.env });
    expect(code).toBe(0);
    expect(stderr).toContain('context fake');
    expect(stdout).toContain('backend');
  });

  test('explain of a rule needs none; with --context it shows where the rule holds', async () => {
    expect((await run(['explain', 'secret-last-applied'], { env: fake.env })).stderr).toBe('');
    expect((await run(['explain', 'secret-last-applied', '--context', 'fake'], { env: fake.env })).stderr).toContain(
      'context fake',
    );
  });

  test('-n limits the lists where it chooses what is reported, and names a Secret’s namespace elsewhere', async () => {
    const paths: string[] = [];
    fake.onRequest = ({ path: asked }) => paths.push(asked);
    await run(['scan', '-n', 'backend'], { env: fake.env });
    expect(paths).toContain('/api/v1/namespaces/backend/pods');
    expect(paths).not.toContain('/api/v1/pods');
    paths.length = 0;
    await run(ASK, { env: fake.env });
    expect(paths).toContain('/api/v1/pods');
    fake.onRequest = () => undefined;
  });

  test('names without a namespace are in that of the context', async () => {
    const { stdout } = await run(['who-can-read', 'secret/database-credentials', '-o', 'json'], { env: fake.env });
    expect(stdout).toContain('"asset": "secret:backend/database-credentials"');
    expect(stdout).toContain('"inInput": true');
  });

  test('a key that was not asked for is unknown, and not absent', async () => {
    const key = ['who-can-read', 'secret:backend/database-credentials#DB_PASSWORD', '-o', 'json'];
    const reasons = async (...more: string[]): Promise<string> =>
      (await run([...key, ...more], { env: fake.env })).stdout;
    expect(await reasons()).toContain('keys of secret:backend/database-credentials were not asked for');
    expect(await reasons('--secret-values')).not.toContain('"reason": "keys of');
  });

  test('the next command leads to the same cluster', async () => {
    const named = ['--kubeconfig', fake.at('config'), '--context', 'fake'];
    const { stdout } = await run([...ASK, ...named]);
    expect(stdout).toContain(`-o wide --kubeconfig ${fake.at('config')} --context fake`);
  });
});

describe('how it ends', () => {
  test.each<[string, number, string[], RegExp]>([
    ['no such context', 2, ['--context', 'none'], /^error: no context is called none\n.*--context/],
    ['a context without a user', 2, ['--context', 'broken'], /^error: context broken names no user/],
    ['no such kubeconfig', 2, ['--kubeconfig', 'no/such/file'], /^error: no such kubeconfig: no\/such\/file\n/],
    ['both files and a cluster', 2, ['-f', BACKEND, '--context', 'fake'], /^error: both -f and --context are given\n/],
    ['a time that is none', 2, ['--request-timeout', 'soon'], /^error: option '--request-timeout.*\n.*30s/],
  ])('%s: %i', async (_, code, more, said) => {
    const result = await run([...ASK, ...more], { env: fake.env });
    expect([result.code, result.stdout]).toEqual([code, '']);
    expect(result.stderr).toMatch(said);
  });

  test('a server that cannot be reached: 4', async () => {
    const file = fake.kubeconfig('unreachable', 'http://127.0.0.1:1');
    const { code, stderr, stdout } = await run([...ASK, '--kubeconfig', file]);
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toContain('error: cannot read http://127.0.0.1:1: connection refused\n');
  });

  test('a server that is none: 4', async () => {
    const file = fake.kubeconfig('other', `${fake.server.url}/elsewhere`);
    const { code, stderr } = await run([...ASK, '--kubeconfig', file]);
    expect(code).toBe(4);
    expect(stderr).toMatch(/error: cannot read .*: it does not answer as an API server does \(404\)\n/);
  });

  test('--fail-on-incomplete: 3, since keys of Secrets were not asked for', async () => {
    expect((await run([...ASK, '--fail-on-incomplete'], { env: fake.env })).code).toBe(3);
    expect((await run([...ASK, '--fail-on-incomplete', '--secret-values'], { env: fake.env })).code).toBe(0);
  });

  test('an interrupt: 130, with what was read until then', async () => {
    const child = start([...ASK, '-o', 'json'], { env: fake.env });
    fake.onRequest = ({ path: asked }) => {
      if (asked.endsWith('/services')) child.kill('SIGINT');
    };
    const { code, stdout } = await ended(child);
    fake.onRequest = () => undefined;
    expect(code).toBe(130);
    expect(readersOf(stdout)[0]?.id).toBe('serviceaccount:backend/backend-sa');
    expect(answerOf(stdout).coverage).toContainEqual({
      source: 'cluster:fake',
      what: 'storageclasses.storage.k8s.io',
      state: 'not-read',
      reason: 'the run was interrupted',
    });
  });

  test('an interrupt before anything was read: 130, and no answer', async () => {
    const child = start([...ASK, '-o', 'json'], { env: fake.env });
    fake.onRequest = ({ path: asked }) => {
      if (asked === '/version') child.kill('SIGINT');
    };
    const { code, stdout } = await ended(child);
    fake.onRequest = () => undefined;
    expect([code, stdout]).toEqual([130, '']);
  });
});
