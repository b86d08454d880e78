// Who a request says it is: tokens, files, certificates, plugins and impersonation, and what happens when they run out.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FakeApiServer } from '../../../../../testbed/fake-api/server.ts';
import type { FakeSettings } from '../../../../../testbed/fake-api/server.ts';
import { readLive } from '../../testing/read-live.ts';
import type { LiveRead } from '../../testing/read-live.ts';
import { tempFolder } from '../../testing/temp-folder.ts';
import type { TempFolder } from '../../testing/temp-folder.ts';
import { ClusterError } from '../cluster-error.ts';
import { PLUGIN_BYTES_MAX } from './exec-plugin.ts';

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());
const at = (name: string): string => path.join(folder.path, name);

async function asked(
  user: object,
  settings: Partial<FakeSettings> = {},
): Promise<{ fake: FakeApiServer; read: LiveRead }> {
  await using fake = await FakeApiServer.start({ objects: [], ...settings });
  const read = await readLive(fake.url, { user, env: { PATH: process.env['PATH'] ?? '' } });
  return { fake, read };
}

async function headerOf(user: object): Promise<string | undefined> {
  const { fake } = await asked(user);
  return fake.asked[0]?.headers.authorization;
}

async function fault(user: object, settings: Partial<FakeSettings> = {}): Promise<string> {
  return await asked(user, settings).then(
    () => 'none',
    (error: unknown) => {
      if (error instanceof ClusterError) return `${error.trouble}: ${error.message} | ${error.hint}`;
      throw error;
    },
  );
}

/** A plugin that counts its runs, notes its environment, and prints what `status` says. */
function plugin(status: string, more: object = {}, apiVersion = 'client.authentication.k8s.io/v1'): object {
  folder.put({
    'plugin.mjs': `import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
appendFileSync(${JSON.stringify(at('runs'))}, 'x');
const run = readFileSync(${JSON.stringify(at('runs'))}, 'utf8').length;
writeFileSync(${JSON.stringify(at('info'))}, process.env.KUBERNETES_EXEC_INFO + '\\n' + process.env.GIVEN);
console.log(JSON.stringify({ apiVersion: ${JSON.stringify(apiVersion)}, kind: 'ExecCredential', status: ${status} }));`,
  });
  const exec = {
    apiVersion,
    command: process.execPath,
    args: [at('plugin.mjs')],
    env: [{ name: 'GIVEN', value: 'by the kubeconfig' }],
    interactiveMode: 'IfAvailable',
    ...more,
  };
  return { exec };
}

const runs = (): number => readFileSync(at('runs'), 'utf8').length;

describe('what is sent', () => {
  test.each<[string, object, string | undefined]>([
    ['a token', { token: 'abc' }, 'Bearer abc'],
    ['a name and password', { username: 'ann', password: 'p:w' }, `Basic ${Buffer.from('ann:p:w').toString('base64')}`],
    ['a token before a password', { token: 'abc', username: 'ann', password: 'pw' }, 'Bearer abc'],
    ['an id-token', { 'auth-provider': { name: 'oidc', config: { 'id-token': 'idt' } } }, 'Bearer idt'],
    ['nothing', {}, undefined],
  ])('%s', async (_, user, expected) => {
    expect(await headerOf(user)).toBe(expected);
  });

  test('a token file, which wins over a token while it can be read', async () => {
    folder.put({ token: 'of the file\n' });
    expect(await headerOf({ tokenFile: at('token'), token: 'abc' })).toBe('Bearer of the file');
    expect(await headerOf({ tokenFile: at('none'), token: 'abc' })).toBe('Bearer abc');
    expect(await fault({ tokenFile: at('none') })).toContain('settings: cannot read ');
  });

  test('impersonation: each group in a header of its own', async () => {
    const user = { as: 'ann', 'as-groups': ['a,b', 'c'], 'as-uid': '7', 'as-user-extra': { 'Scope/x': ['1', '2'] } };
    const { fake } = await asked(user);
    const raw = fake.asked[0]?.rawHeaders ?? [];
    const sent = raw.flatMap((name, at_) =>
      at_ % 2 === 0 && name.startsWith('impersonate') ? [[name, raw[at_ + 1]]] : [],
    );
    expect(sent).toEqual([
      ['impersonate-user', 'ann'],
      ['impersonate-group', 'a,b'],
      ['impersonate-group', 'c'],
      ['impersonate-uid', '7'],
      ['impersonate-extra-Scope%2Fx', '1'],
      ['impersonate-extra-Scope%2Fx', '2'],
    ]);
  });
});

describe('an exec plugin', () => {
  test('runs once, and its token is sent with every request', async () => {
    const { fake } = await asked(plugin("{ token: 'run-' + run }"));
    expect(runs()).toBe(1);
    expect(new Set(fake.asked.map(({ headers }) => headers.authorization))).toEqual(new Set(['Bearer run-1']));
    const [info = '', given] = readFileSync(at('info'), 'utf8').split('\n');
    expect(given).toBe('by the kubeconfig');
    expect(JSON.parse(info)).toEqual({
      kind: 'ExecCredential',
      apiVersion: 'client.authentication.k8s.io/v1',
      spec: { interactive: false },
    });
  });

  test('is told of the cluster where the kubeconfig says so', async () => {
    const { fake } = await asked(plugin("{ token: 't' }", { provideClusterInfo: true }));
    const [info = ''] = readFileSync(at('info'), 'utf8').split('\n');
    expect(JSON.parse(info).spec.cluster).toEqual({ server: `http://${fake.asked[0]?.headers.host}` });
  });

  test('runs again for every request after its token has expired', async () => {
    const { fake } = await asked(plugin("{ token: 'run-' + run, expirationTimestamp: '2020-01-01T00:00:00Z' }"));
    expect(runs()).toBe(fake.asked.length);
  });

  test('is asked again when the server no longer accepts its token mid-run, and the list goes on', async () => {
    let accepted = 'run-1';
    const { fake, read } = await asked(plugin("{ token: 'run-' + run }"), {
      objects: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'x' } }],
      tokens: () => [accepted],
      intercept: ({ path: list }) => {
        if (list === '/api/v1/pods') accepted = 'run-2';
        return false;
      },
    });
    expect(runs()).toBe(2);
    expect(fake.asked.filter(({ path: list }) => list === '/api/v1/pods')).toHaveLength(2);
    expect(read.facts.coverage.filter(({ state }) => state === 'not-read')).toEqual([]);
  });

  test('is not asked again and again when the server accepts nothing any more', async () => {
    let accepted = 'run-1';
    const { read } = await asked(plugin("{ token: 'run-' + run }"), {
      tokens: () => [accepted],
      intercept: ({ path: list }) => {
        if (list === '/api/v1/pods') accepted = 'none';
        return false;
      },
    });
    expect(runs()).toBe(2);
    const reasons = read.facts.coverage.filter(({ state }) => state === 'not-read').map(({ reason }) => reason);
    expect(new Set(reasons)).toEqual(new Set(['the server no longer accepts the credentials (401 Unauthorized)']));
  });

  test.each<[string, object, string]>([
    [
      'of another version',
      { apiVersion: 'client.authentication.k8s.io/v1alpha1' },
      'settings: the credential plugin of the kubeconfig has an apiVersion',
    ],
    [
      'that needs a terminal',
      { interactiveMode: 'Always' },
      'unreachable: the credential plugin of the kubeconfig needs a terminal',
    ],
    ['without a command', { command: '' }, 'settings: the credential plugin of the kubeconfig names no command'],
    [
      'that is not there',
      { command: 'no-such-plugin', installHint: 'apt install it' },
      'unreachable: the credential plugin of the kubeconfig cannot be started (ENOENT) | apt install it',
    ],
    [
      'that fails',
      { args: ['-e', 'process.exit(3)'] },
      'unreachable: the credential plugin of the kubeconfig ended with code 3',
    ],
    [
      'that prints no credential',
      { args: ['-e', 'console.log("hidden-token")'] },
      'unreachable: the credential plugin of the kubeconfig printed no ExecCredential',
    ],
    [
      'that prints too much',
      { args: ['-e', `console.log("x".repeat(${PLUGIN_BYTES_MAX + 1}))`] },
      `unreachable: the credential plugin of the kubeconfig printed more than ${PLUGIN_BYTES_MAX} bytes`,
    ],
  ])('%s: %j', async (_, more, expected) => {
    const said = await fault(plugin("{ token: 't' }", more));
    expect(said.startsWith(expected)).toBe(true);
    expect(said).not.toContain('hidden-token');
  });
});

describe('refused credentials', () => {
  const refusing = { tokens: (): string[] => ['another'] };

  test('end the run, with what to do', async () => {
    expect(await fault({ token: 'abc' }, refusing)).toMatch(
      /^unreachable: http.* does not accept the credentials \(401\) \| /,
    );
  });

  test('of OIDC name the way to renew them: no issuer is contacted', async () => {
    const user = {
      'auth-provider': { name: 'oidc', config: { 'id-token': 'idt', 'idp-issuer-url': 'https://127.0.0.1:1' } },
    };
    expect(await fault(user, refusing)).toContain('any kubectl command renews it');
  });

  test('an auth-provider that Kubernetes removed is refused', async () => {
    expect(await fault({ 'auth-provider': { name: 'gcp' } })).toContain('settings: the auth-provider gcp');
  });
});
