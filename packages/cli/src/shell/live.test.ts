// A cluster as input of the command line: what is said first, what is contacted, how it ends.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readYaml, splitYaml } from '@watertight/syntax';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FakeApiServer } from '../../../../testbed/fake-api/server.ts';
import type { Asked } from '../../../../testbed/fake-api/server.ts';
import type { KubeObject } from '../../../../testbed/fake-api/resources.ts';
import { ended, run, start } from '../testing/subprocess.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const BACKEND = path.join(ROOT, 'examples/seed-backend');

function objectsIn(folder: string): KubeObject[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => {
      const bytes = readFileSync(path.join(folder, name));
      return [...splitYaml(bytes)].map(({ offset, length }) => {
        const { value } = readYaml(bytes.subarray(offset, offset + length).toString());
        return value as unknown as KubeObject;
      });
    })
    .filter((object) => object?.kind !== undefined);
}

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

let folder = '';
let fake: FakeApiServer;
/** What happens to the next requests. */
let onRequest: (asked: Asked) => void = () => undefined;

const at = (name: string): string => path.join(folder, name);

function kubeconfig(name: string, server: string): string {
  const file = at(name);
  const context = (user: string): object => ({ cluster: 'c', user, namespace: 'backend' });
  writeFileSync(
    file,
    JSON.stringify({
      'current-context': 'fake',
      clusters: [{ name: 'c', cluster: { server } }],
      users: [{ name: 'u', user: { token: 'hidden-token' } }],
      contexts: [
        { name: 'fake', context: context('u') },
        { name: 'broken', context: context('none') },
      ],
    }),
  );
  return file;
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-live-'));
  fake = await FakeApiServer.start({
    objects: objectsIn(BACKEND),
    intercept: (asked) => {
      onRequest(asked);
      return false;
    },
  });
  kubeconfig('config', fake.url);
});
afterAll(async () => {
  await fake[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const live = { env: { KUBECONFIG: '' } };
beforeAll(() => {
  live.env.KUBECONFIG = at('config');
});

const ASK = ['who-can-read', 'secret/database-credentials', '-n', 'backend'];

describe('without -f', () => {
  test('the cluster of the current context is read, and said first', async () => {
    const { code, stdout, stderr } = await run([...ASK, '-o', 'json'], live);
    expect(code).toBe(0);
    const lines = stderr.split('\n');
    expect(lines[0]).toBe(`context fake, server ${fake.url}, user u: read-only, nothing is created or changed`);
    expect(lines[1]).toBe('fake-user may list 28 of 28 kinds; of Secrets, names and types but no values');
    expect(lines).toHaveLength(3);
    const [reader] = readersOf(stdout);
    expect(reader).toMatchObject({ id: 'serviceaccount:backend/backend-sa', certainty: 'certain' });
    expect(reader?.path.steps[0]?.evidence[0]).toEqual({
      object: 'rolebinding:backend/backend-rolebinding',
      pointer: '/subjects/0',
    });
    expect(stdout + stderr).not.toContain('hidden-token');
  });

  test('the answer is that of the manifests, where nothing else is in the cluster', async () => {
    const told = (stdout: string): unknown =>
      answerOf(stdout).assets[0]?.readers.map(({ id, certainty, path: { steps } }) => [id, certainty, steps.length]);
    const ofCluster = await run([...ASK, '-o', 'json', '--kubernetes-version', '1.34'], live);
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
    const { code, stdout, stderr } = await run(args, live);
    expect(code).toBe(0);
    expect(stderr).toContain('context fake');
    expect(stdout).toContain('backend');
  });

  test('explain of a rule needs none; with --context it shows where the rule holds', async () => {
    expect((await run(['explain', 'secret-last-applied'], live)).stderr).toBe('');
    expect((await run(['explain', 'secret-last-applied', '--context', 'fake'], live)).stderr).toContain('context fake');
  });

  test('-n limits the lists where it chooses what is reported, and names a Secret’s namespace elsewhere', async () => {
    const paths: string[] = [];
    onRequest = ({ path: asked }) => paths.push(asked);
    await run(['scan', '-n', 'backend'], live);
    expect(paths).toContain('/api/v1/namespaces/backend/pods');
    expect(paths).not.toContain('/api/v1/pods');
    paths.length = 0;
    await run(ASK, live);
    expect(paths).toContain('/api/v1/pods');
    onRequest = () => undefined;
  });

  test('the next command leads to the same cluster', async () => {
    const named = ['--kubeconfig', at('config'), '--context', 'fake'];
    const { stdout } = await run([...ASK, ...named]);
    expect(stdout).toContain(`-o wide --kubeconfig ${at('config')} --context fake`);
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
    const result = await run([...ASK, ...more], live);
    expect([result.code, result.stdout]).toEqual([code, '']);
    expect(result.stderr).toMatch(said);
  });

  test('a server that cannot be reached: 4', async () => {
    const file = kubeconfig('unreachable', 'http://127.0.0.1:1');
    const { code, stderr, stdout } = await run([...ASK, '--kubeconfig', file]);
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toContain('error: cannot read http://127.0.0.1:1: connection refused\n');
  });

  test('a server that is none: 4', async () => {
    const file = kubeconfig('other', `${fake.url}/elsewhere`);
    const { code, stderr } = await run([...ASK, '--kubeconfig', file]);
    expect(code).toBe(4);
    expect(stderr).toMatch(/error: cannot read .*: it does not answer as an API server does \(404\)\n/);
  });

  test('--fail-on-incomplete: 3, since keys of Secrets were not asked for', async () => {
    expect((await run([...ASK, '--fail-on-incomplete'], live)).code).toBe(3);
    expect((await run([...ASK, '--fail-on-incomplete', '--secret-values'], live)).code).toBe(0);
  });

  test('an interrupt: 130, with what was read until then', async () => {
    const child = start([...ASK, '-o', 'json'], live);
    onRequest = ({ path: asked }) => {
      if (asked.endsWith('/services')) child.kill('SIGINT');
    };
    const { code, stdout } = await ended(child);
    onRequest = () => undefined;
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
    const child = start([...ASK, '-o', 'json'], live);
    onRequest = ({ path: asked }) => {
      if (asked === '/version') child.kill('SIGINT');
    };
    const { code, stdout } = await ended(child);
    onRequest = () => undefined;
    expect([code, stdout]).toEqual([130, '']);
  });
});

describe('snapshot', () => {
  const scanned = async (...args: string[]): Promise<string> =>
    (await run(['scan', '-o', 'json', '--fail-on', 'none', ...args], live)).stdout;

  test('scanning it gives the bytes that scanning the cluster gives, apart from the source’s name', async () => {
    const file = at('cluster.json');
    expect((await run(['snapshot', '--output-file', file], live)).code).toBe(0);
    const ofCluster = await scanned();
    expect((await scanned('-f', file)).replaceAll(`${file} (cluster:fake)`, 'cluster:fake')).toBe(ofCluster);
    expect(ofCluster.length).toBeGreaterThan(1000);
  });

  test('the same from files, places included', async () => {
    const file = at('files.json');
    await run(['snapshot', '-f', 'examples', '--output-file', file], { cwd: ROOT });
    const scan = ['scan', '-o', 'json', '--fail-on', 'none', '-f'];
    const ofFiles = await run([...scan, 'examples'], { cwd: ROOT });
    const ofSnapshot = await run([...scan, file], { cwd: folder });
    expect(ofSnapshot.stdout.replaceAll(`${file} (examples)`, 'examples')).toBe(ofFiles.stdout);
    expect(ofFiles.stdout).toContain('"line"');
    const again = at('again.json');
    await run(['snapshot', '-f', file, '--output-file', again]);
    const ofAgain = await run([...scan, again], { cwd: folder });
    expect(ofAgain.stdout.replaceAll(`${again} (${file} (examples))`, 'examples')).toBe(ofFiles.stdout);
  });

  test('the same from standard input, to standard output', async () => {
    const text = readdirSync(BACKEND)
      .map((name) => readFileSync(path.join(BACKEND, name), 'utf8'))
      .join('\n---\n');
    const { stdout: snapshot } = await run(['snapshot', '-f', '-'], { stdin: text });
    const ofText = await run(['scan', '-f', '-', '-o', 'json'], { stdin: text });
    const ofSnapshot = await run(['scan', '-f', '-', '-o', 'json'], { stdin: snapshot });
    expect(ofSnapshot.stdout.replaceAll('- (-)', '-')).toBe(ofText.stdout);
    expect(ofText.stdout).toContain('"file": "-"');
  });

  test('beside other files, which add to it', async () => {
    const file = at('rest.json');
    const rbac = path.join(BACKEND, 'rbac.yaml');
    const secret = path.join(BACKEND, 'secret.yaml');
    await run(['snapshot', '-f', secret, '--output-file', file]);
    const { stdout } = await run([...ASK, '-o', 'json', '-f', file, '-f', rbac]);
    expect(readersOf(stdout)[0]?.id).toBe('serviceaccount:backend/backend-sa');
  });

  test.each<[string, (text: string) => string, RegExp]>([
    [
      'a newer one',
      (text) => text.replace('"format":1', '"format":2'),
      /: it was written by a newer version \(format 2; this one reads 1\)\n.*newer version/,
    ],
    ['one that is cut off', (text) => text.slice(0, -50), /: it is no snapshot\n/],
    [
      'one that was changed',
      (text) => text.replace('"name":"backend-sa"', '"name":7'),
      /: it is damaged: \/facts\/.*\/name is not a text\n/,
    ],
  ])('%s is refused: 2', async (_, change, said) => {
    const file = at('changed.json');
    await run(['snapshot', '-f', BACKEND, '--output-file', file]);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    const { code, stdout, stderr } = await run(['scan', '-f', file]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(said);
    rmSync(file);
  });

  test('in a folder, one that cannot be read costs only itself', async () => {
    const inside = mkdtempSync(at('inside-'));
    writeFileSync(path.join(inside, 'old.json'), '{"schema":"watertight/v1","kind":"snapshot","format":9}');
    writeFileSync(path.join(inside, 'rbac.yaml'), readFileSync(path.join(BACKEND, 'rbac.yaml')));
    const { code, stdout } = await run(['scan', '-f', inside, '-o', 'json', '--fail-on', 'none']);
    expect(code).toBe(0);
    expect(stdout).toContain('a snapshot that cannot be read: it was written by a newer version');
  });

  test('holds no value, from whatever source', async () => {
    const marked = path.join(folder, 'marked.yaml');
    writeFileSync(
      marked,
      `apiVersion: v1
kind: Secret
metadata: {name: s, namespace: x, annotations: {copy: marked-value-0451}}
stringData: {password: marked-value-0451}
---
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: x}
spec: {containers: [{name: c, image: i, env: [{name: PASSWORD, value: marked-value-0451}]}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: c, namespace: x}
data: {password: marked-value-0451}
`,
    );
    const { stdout } = await run(['snapshot', '-f', marked]);
    expect(stdout).toContain('"password"');
    expect(stdout).not.toContain('marked-value-0451');
    expect(stdout).not.toContain(Buffer.from('marked-value-0451').toString('base64'));
  });
});

describe('what is contacted', () => {
  const MAIN = path.resolve(import.meta.dirname, '../main.ts');
  const ONLY = path.resolve(import.meta.dirname, '../testing/allow-only.ts');

  async function guarded(args: readonly string[], allowed: string): ReturnType<typeof ended> {
    const child = spawn(process.execPath, ['--import', ONLY, MAIN, ...args], {
      env: { ...process.env, HOME: folder, KUBECONFIG: at('config'), WATERTIGHT_TEST_ALLOWED: allowed },
    });
    return await ended(child);
  }

  test('the guard itself works', () => {
    const connect = "require('node:net').connect(9, '127.0.0.1')";
    const { status, stderr } = spawnSync(process.execPath, ['--import', ONLY, '-e', connect], {
      encoding: 'utf8',
      env: { ...process.env, WATERTIGHT_TEST_ALLOWED: '127.0.0.1:8' },
    });
    expect([status, stderr]).toEqual([99, 'DENIED socket 127.0.0.1:9\n']);
  });

  test.each([[ASK], [['scan', '--fail-on', 'none']], [['snapshot']]])(
    '%j: the server of the context, and nothing else',
    async (args) => {
      const { host } = new URL(fake.url);
      const { code, stderr } = await guarded(args, host);
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('DENIED')]);
      const denied = await guarded(args, '127.0.0.1:1');
      expect([denied.code, denied.stderr]).toEqual([99, expect.stringContaining(`DENIED socket ${host}`)]);
    },
  );

  test('files load nothing of what reads a cluster', () => {
    const hook = `import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) { process.stderr.write(url + '\\n'); return next(url, context); } });`;
    const loaded = (...args: string[]): string =>
      spawnSync(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, MAIN, ...args], {
        encoding: 'utf8',
      }).stderr;
    const ofFiles = loaded('scan', '-f', BACKEND);
    expect(ofFiles).toContain('/packages/sources/src/read-sources.ts');
    expect(ofFiles).not.toContain('/undici/');
    expect(ofFiles).not.toContain('/sources/src/cluster/transport/');
    expect(loaded('scan', '--kubeconfig', at('config'), '--context', 'none')).toContain('/undici/');
  });
});
