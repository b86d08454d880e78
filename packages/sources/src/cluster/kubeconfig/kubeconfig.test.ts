// Kubeconfigs as kubectl reads them: which files, how they are merged, what a context says.
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tempFolder } from '../../testing/temp-folder.ts';
import type { TempFolder } from '../../testing/temp-folder.ts';
import { ClusterError } from '../cluster-error.ts';
import { KUBECONFIG_LENGTH_MAX } from './read-kubeconfig.ts';
import { findTarget } from './target.ts';
import type { ClusterTarget } from './target.ts';

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

const at = (name: string): string => path.join(folder.path, name);

/** A kubeconfig in which everything is called alike. */
const config = (name: string, server: string, current = name): string => `
apiVersion: v1
kind: Config
current-context: "${current}"
clusters: [{name: ${name}, cluster: {server: "${server}"}}]
users: [{name: ${name}, user: {token: token-of-${name}}}]
contexts: [{name: ${name}, context: {cluster: ${name}, user: ${name}, namespace: ns-of-${name}}}]
`;

function target(env: Record<string, string>, choice: object = {}, home = ''): ClusterTarget {
  return findTarget(choice, { env, home }, at('no-account'));
}

function fault(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ClusterError) return `${error.trouble}: ${error.message}`;
    throw error;
  }
  return 'none';
}

describe('which file', () => {
  beforeEach(() => {
    folder.put({
      named: config('named', 'https://named'),
      first: config('first', 'https://first'),
      second: config('second', 'https://second'),
      'home/.kube/config': config('home', 'https://home'),
    });
  });

  test.each([
    ['the named one, and no other', { kubeconfig: 'named' }, 'first', 'https://named/'],
    ['the list of KUBECONFIG', {}, 'first:second', 'https://first/'],
    ['of the list, those that exist', {}, 'none:second', 'https://second/'],
    ['an empty list is none', {}, '', 'https://home/'],
    ['a list of nothing is a list', {}, 'none', 'settings: no input is given, and there is no kubeconfig'],
    ['a named one must exist', { kubeconfig: 'none' }, 'first', 'settings: no such kubeconfig: '],
  ])('%s', (_, choice, list, expected) => {
    const KUBECONFIG = list === '' ? '' : list.split(':').map(at).join(':');
    const named = 'kubeconfig' in choice ? { kubeconfig: at(choice.kubeconfig) } : {};
    const found = fault(() => target({ KUBECONFIG }, named, at('home')));
    const server = found === 'none' ? target({ KUBECONFIG }, named, at('home')).server.href : found;
    expect(server.startsWith(expected)).toBe(true);
  });
});

describe('a list is merged', () => {
  const KUBECONFIG = (): string => `${at('a')}:${at('b')}`;

  test('the first file to name something decides it', () => {
    folder.put({
      a: config('x', 'https://first', ''),
      b: config('x', 'https://second', 'w')
        .replaceAll('token-of-x', 'other')
        .replace('contexts: [', 'contexts: [{name: w, context: {cluster: x, user: x}}, '),
    });
    const { context, server, user, namespace } = target({ KUBECONFIG: KUBECONFIG() });
    expect([context, server.href, namespace]).toEqual(['w', 'https://first/', 'default']);
    expect(user.token?.use((token) => token)).toBe('token-of-x');
    expect(target({ KUBECONFIG: KUBECONFIG() }, { context: 'x' }).namespace).toBe('ns-of-x');
  });

  test('paths start from the folder of their own file', () => {
    const cluster = 'clusters: [{name: c, cluster: {server: "https://s", certificate-authority: pki/ca.crt}}]';
    folder.put({
      'one/a': `${cluster}\ncurrent-context: t\n`,
      'two/b':
        'contexts: [{name: t, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {tokenFile: token, client-key: /k}}]',
      'one/pki/ca.crt': 'authority',
    });
    const { authority, user } = target({ KUBECONFIG: `${at('one/a')}:${at('two/b')}` });
    expect(authority?.toString()).toBe('authority');
    expect(user.tokenFile).toBe(at('two/token'));
    expect(user.key.use(({ file }) => file)).toBe('/k');
  });
});

describe('what a context says', () => {
  const one = (cluster: string, user = '{}'): string =>
    `current-context: t\ncontexts: [{name: t, context: {cluster: c, user: u}}]\nclusters: [{name: c, cluster: ${cluster}}]\nusers: [{name: u, user: ${user}}]\n`;
  const read = (text: string): ClusterTarget => {
    folder.put({ config: text });
    return target({ KUBECONFIG: at('config') });
  };

  test.each([
    ['{server: "https://host:6443/prefix"}', 'https://host:6443/prefix'],
    ['{server: "http://host:8001"}', 'http://host:8001/'],
    ['{server: "host:8080"}', 'http://host:8080/'],
    ['{server: "host:6443", certificate-authority-data: eA==}', 'https://host:6443/'],
    ['{server: "host:6443", insecure-skip-tls-verify: true}', 'https://host:6443/'],
  ])('server %s is %s', (cluster, expected) => {
    expect(read(one(cluster)).server.href).toBe(expected);
  });

  test('data wins over a file, and a server that is not verified has no authority', () => {
    folder.put({ file: 'of the file' });
    const both = 'server: "https://s", certificate-authority: file, certificate-authority-data: b2YgdGhlIGRhdGE=';
    expect(read(one(`{${both}}`)).authority?.toString()).toBe('of the data');
    expect(read(one('{server: "https://s", certificate-authority: file}')).authority?.toString()).toBe('of the file');
    expect(read(one(`{${both}, insecure-skip-tls-verify: true}`)).authority).toBeUndefined();
  });

  test('impersonation is kept whole', () => {
    const { user } = read(
      one('{server: "https://s"}', '{as: ann, as-groups: ["a,b", c], as-uid: "7", as-user-extra: {scope: [x, w]}}'),
    );
    expect(user.impersonate).toEqual({
      user: 'ann',
      groups: ['a,b', 'c'],
      uid: '7',
      extra: new Map([['scope', ['x', 'w']]]),
    });
    expect(read(one('{server: "https://s"}')).user.impersonate).toBeUndefined();
  });

  test.each<[string, string]>([
    ['current-context: none\n', 'settings: no context is called none'],
    ['clusters: []\n', 'settings: no input is given, and no context is current'],
    [
      'current-context: t\ncontexts: [{name: t, context: {cluster: c, user: u}}]\n',
      'settings: context t names no cluster with a server',
    ],
    [one('{server: "https://s"}').replace('name: u', 'name: v'), 'settings: context t names no user of the kubeconfig'],
    [one('{server: "ftp://s"}'), 'settings: the server of context t is no HTTP address'],
    [one('{server: "https://s", certificate-authority: none}'), 'settings: cannot read '],
    [
      one('{server: "https://s", proxy-url: "ftp://p"}'),
      'settings: proxy-url of the kubeconfig names no proxy that can be used',
    ],
    ['a: [\n', 'settings: '],
  ])('%j: %s', (text, expected) => {
    expect(fault(() => read(text)).startsWith(expected)).toBe(true);
  });

  test('a fault of the file quotes nothing of it', () => {
    const said = fault(() => read(`${one('{server: "https://s"}', '{token: hidden-token}')}broken: [hidden-token\n`));
    expect(said).toContain('config:');
    expect(said).not.toContain('hidden-token');
  });

  test.each([
    [KUBECONFIG_LENGTH_MAX - 1, 'none'],
    [KUBECONFIG_LENGTH_MAX, 'none'],
    [KUBECONFIG_LENGTH_MAX + 1, 'settings: '],
  ])('a file of %i characters: %s', (length, expected) => {
    const text = one('{server: "https://s"}');
    const found = fault(() => read(`${text}#${'x'.repeat(length - text.length - 1)}`));
    expect(found.startsWith(expected)).toBe(true);
  });
});

describe('in a pod', () => {
  const env = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };
  const inPod = (more: object): ClusterTarget => findTarget({}, { env: { ...env, ...more }, home: '' }, at('account'));

  test('the pod’s own account is used, unless there is a kubeconfig', () => {
    folder.put({ 'account/token': 't', 'account/ca.crt': 'authority', 'account/namespace': 'shop\n' });
    const { context, server, namespace, user, authority } = inPod({});
    expect([context, server.href, namespace]).toEqual(['in-cluster', 'https://[fd00::1]/', 'shop']);
    expect([user.tokenFile, authority?.toString()]).toEqual([at('account/token'), 'authority']);
    folder.put({ config: config('x', 'https://x') });
    expect(inPod({ KUBECONFIG: at('config') }).server.href).toBe('https://x/');
  });

  test.each([
    ['without a token', {}],
    ['without an address', { KUBERNETES_SERVICE_HOST: '' }],
  ])('%s there is no cluster', (name, more) => {
    if (name !== 'without a token') folder.put({ 'account/token': 't' });
    expect(fault(() => inPod(more))).toContain('there is no kubeconfig');
  });
});
