// From an image to its readers by the command line: what detect finds, given with -f beside the cluster's files.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AssetReaders, ScanResult } from '@watertight/engine';
import { expect, test } from 'vitest';
import { tar } from '../../../../testbed/archives/archives.ts';
import { runInProcess } from '../testing/in-process.ts';
import { scratch } from '../testing/scratch.ts';

const VALUES = ['Xq7vZr2kTn9wYb4m', 'Jh3pLd8sGf5cWa6e'] as const;
const blob = (sign: string): string => `blobs/sha256/${sign.repeat(64)}`;
const digest = (sign: string): string => `sha256:${sign.repeat(64)}`;
/** What `docker save` writes: a layout, and its own manifest beside it. */
const IMAGE = tar({
  'oci-layout': '{"imageLayoutVersion":"1.0.0"}',
  'index.json': JSON.stringify({ manifests: [{ digest: digest('a') }] }),
  'manifest.json': JSON.stringify([
    { Config: blob('c'), RepoTags: ['registry.example/shop/web:1'], Layers: [blob('1'), blob('2')] },
  ]),
  [blob('a')]: JSON.stringify({
    config: { digest: digest('c') },
    layers: [{ digest: digest('1') }, { digest: digest('2') }],
  }),
  [blob('c')]: JSON.stringify({ config: { Env: ['PATH=/bin', `DB_PASSWORD=${VALUES[0]}`] } }),
  [blob('1')]: tar({ 'app/.env': `API_PASSWORD=${VALUES[1]}\n` }),
  [blob('2')]: tar({ 'app/.wh..env': '' }),
});
const pod = (name: string, image: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop }
spec:
  nodeName: ${name}
  automountServiceAccountToken: false
  containers: [{ name: web, image: "${image}" }]
---`;
const CLUSTER =
  pod('web', `registry.example/shop/web@${digest('a')}`) +
  pod('old', `registry.example/shop/web@${digest('b')}`) +
  pod('tag', 'registry.example/shop/web:1');

const SHOWN = 'image:registry.example/shop/web:1';

test('findings of an image have the readers of the image', async () => {
  using folder = scratch();
  const file = (name: string): string => path.join(folder.path, name);
  writeFileSync(file('web.tar'), IMAGE);
  writeFileSync(file('cluster.yaml'), CLUSTER);
  const found = await runInProcess(['detect', file('web.tar'), '-o', 'json', '--output-file', file('found.json')]);
  expect(found.code).toBe(1);
  const input = ['-f', file('found.json'), '-f', file('cluster.yaml')];

  const asked = await runInProcess([
    'who-can-read',
    SHOWN,
    `image/registry.example/shop/web:1#layers`,
    ...input,
    '-o',
    'json',
  ]);
  const { assets } = JSON.parse(asked.stdout) as { readonly assets: readonly AssetReaders[] };
  const readers = assets.map(({ asset, inInput, readers: all }) => [
    `${asset} ${inInput}`,
    ...all
      .filter(({ expected }) => !expected)
      .map(
        ({ id, certainty, path: { steps } }) => `${id} ${certainty} ${steps.map(({ technique }) => technique).join()}`,
      ),
  ]);
  expect(readers).toEqual([
    [
      `${SHOWN} true`,
      'pod:shop/web certain L6',
      'pod:shop/tag conditional L6',
      'node:tag assumed L8',
      'node:web assumed L8',
    ],
    [`${SHOWN}#layers true`, 'node:tag assumed L8', 'node:web assumed L8'],
  ]);

  const scanned = await runInProcess(['scan', ...input, '-o', 'json', '--fail-on', 'none']);
  const scan = JSON.parse(scanned.stdout) as ScanResult;
  expect(scan.assets.map(({ id, keys, location }) => [id, keys.map(({ name }) => name), location?.file])).toEqual([
    [SHOWN, ['config/Env/1'], file('found.json')],
    [`${SHOWN}#layers`, ['/app/.env!/API_PASSWORD'], file('found.json')],
  ]);
  const written = [readFileSync(file('found.json'), 'utf8'), asked, scanned, found]
    .map((text) => JSON.stringify(text))
    .join('');
  for (const value of VALUES) expect(written).not.toContain(value);
});
