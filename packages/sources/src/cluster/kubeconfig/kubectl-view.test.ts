// The same view of kubeconfigs that kubectl gives: lists merged, relative paths resolved.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tempFolder } from '../../testing/temp-folder.ts';
import type { TempFolder } from '../../testing/temp-folder.ts';
import { readKubeconfig } from './read-kubeconfig.ts';
import { bytesOfMaterial } from './target.ts';

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

const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

/** The view of kubectl, as our entries see it. */
function kubectlView(env: NodeJS.ProcessEnv, ...args: string[]): unknown {
  const view = execFileSync('kubectl', ['config', 'view', '--raw', '-o', 'json', ...args], {
    env: { ...process.env, ...env },
  });
  return JSON.parse(view.toString());
}

describe.skipIf(!hasKubectl)('the view of kubectl (needs kubectl)', () => {
  const files = {
    a: config('x', 'https://x-of-a', ''),
    b: config('x', 'https://x-of-b', 'w').replace(
      'clusters: [',
      'clusters: [{name: w, cluster: {server: "https://w"}}, ',
    ),
    c: config('z', 'https://z', 'z'),
    empty: '',
    comment: '# nothing\n',
  };

  test.each([['a'], ['a:b'], ['b:a'], ['a:b:c'], ['c:b:a'], ['none:a:empty:b'], ['comment:c'], ['a:a']])(
    'of %s',
    (list) => {
      folder.put(files);
      const KUBECONFIG = list.split(':').map(at).join(':');
      const theirs = kubectlView({ KUBECONFIG }) as {
        readonly 'current-context': string;
        readonly clusters: readonly { readonly name: string; readonly cluster: { readonly server: string } }[];
        readonly contexts: readonly { readonly name: string; readonly context: object }[];
        readonly users: readonly { readonly name: string; readonly user: { readonly token: string } }[];
      };
      const ours = readKubeconfig(undefined, { env: { KUBECONFIG }, home: '' });
      const byName = (entries: Iterable<readonly [string, unknown]>): unknown => Object.fromEntries(entries);
      expect(ours?.currentContext).toBe(theirs['current-context']);
      expect(byName([...(ours?.clusters ?? [])].map(([name, { server }]) => [name, server]))).toEqual(
        byName(theirs.clusters.map(({ name, cluster }) => [name, cluster.server])),
      );
      expect(byName(ours?.contexts ?? [])).toEqual(byName(theirs.contexts.map(({ name, context }) => [name, context])));
      expect(byName([...(ours?.users ?? [])].map(([name, { token }]) => [name, token?.use((text) => text)]))).toEqual(
        byName(theirs.users.map(({ name, user }) => [name, user.token])),
      );
    },
  );

  test('of relative paths', () => {
    folder.put({
      'deep/config': 'clusters: [{name: c, cluster: {server: "https://s", certificate-authority: ../ca.crt}}]\n',
      'ca.crt': 'x',
    });
    const KUBECONFIG = at('deep/config');
    const flat = kubectlView({ KUBECONFIG }, '--flatten') as {
      readonly clusters: readonly { readonly cluster: { readonly 'certificate-authority-data': string } }[];
    };
    const ours = readKubeconfig(KUBECONFIG, { env: {}, home: '' })?.clusters.get('c')?.authority ?? {};
    expect(bytesOfMaterial(ours)?.toString('base64')).toBe(flat.clusters[0]?.cluster['certificate-authority-data']);
    expect(readFileSync(ours.file ?? '', 'utf8')).toBe('x');
  });
});
