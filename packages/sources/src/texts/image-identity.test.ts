// Findings in images: which image they stand in, by which names and digests, and whether a container of it shows them.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { tar } from '../../../../testbed/archives/archives.ts';
import { detectFiles } from '../testing/detect-files.ts';
import { testToken } from '../testing/detectors.ts';

const TEXT = `a\n${testToken(1)}\n`;
const hex = (sign: string): string => sign.repeat(64);
const blob = (sign: string): string => `blobs/sha256/${hex(sign)}`;
const digest = (sign: string): string => `sha256:${hex(sign)}`;
/** A layout: manifest `a`, configuration `c`, layers `1` and `2`, index `e` where one is given. */
const manifest = JSON.stringify({
  config: { digest: digest('c') },
  layers: [{ digest: digest('1') }, { digest: digest('2') }],
});
const config = JSON.stringify({
  config: { Env: ['PATH=/bin', `TOKEN=${testToken(2)}`], Labels: { note: testToken(3) }, Cmd: ['app', testToken(4)] },
  history: [{ created_by: `RUN login ${testToken(5)}` }],
});
const layers = {
  [blob('1')]: gzipSync(tar({ 'app/key': TEXT, './etc/key': TEXT, 'etc/old': TEXT })),
  [blob('2')]: tar({ 'app/.wh.key': '', 'etc/old': 'now empty', 'opt/a.tar': tar({ 'in/key': TEXT }) }),
};
const layout = { [blob('a')]: manifest, [blob('c')]: config, ...layers };
const indexOf = (sign: string, annotations?: object): string =>
  JSON.stringify({ manifests: [{ digest: digest(sign), annotations }] });
const NAMED = { 'io.containerd.image.name': 'registry.example/team/app:1' };
const NAME = 'registry.example/team/app:1';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** `NAMES|DIGESTS|INDEXES` of each image that findings stand in. */
async function names(files: Files): Promise<string[]> {
  const { detected } = await detectFiles(files);
  const found = detected.findings.flatMap(({ images = [] }) =>
    images.map(({ references, digests, indexes = [] }) =>
      [references, digests, indexes].map((list) => list.map((text) => text.replace(/(\w)\1{63}/, '$1'))).join('|'),
    ),
  );
  return [...new Set(found)];
}

async function places(files: Files): Promise<string[]> {
  const { detected } = await detectFiles(files);
  return detected.findings
    .flatMap(({ images = [] }) => images.map(({ place, hidden }) => `${place}${hidden ? ' hidden' : ''}`))
    .toSorted();
}

const savedAs = (...tags: readonly string[]): string =>
  JSON.stringify([{ Config: blob('c'), RepoTags: tags, Layers: [blob('1'), blob('2')] }]);

describe('what an image is called', () => {
  test.each<[string, Files, string]>([
    ['by containerd', { 'index.json': indexOf('a', NAMED) }, `${NAME}|sha256:a|`],
    [
      'by a whole name in the annotation of OCI',
      { 'index.json': indexOf('a', { 'org.opencontainers.image.ref.name': 'app:2' }) },
      'docker.io/library/app:2|sha256:a|',
    ],
    [
      'a bare tag names no image',
      { 'index.json': indexOf('a', { 'org.opencontainers.image.ref.name': '2.0' }) },
      '|sha256:a|',
    ],
    [
      'containerd’s name is the whole one',
      { 'index.json': indexOf('a', { ...NAMED, 'org.opencontainers.image.ref.name': '1' }) },
      `${NAME}|sha256:a|`,
    ],
    ['no name in the index', { 'index.json': indexOf('a') }, '|sha256:a|'],
    ['a name of another manifest', { 'index.json': indexOf('d', NAMED) }, '|sha256:a|'],
    [
      'an index of platforms',
      { 'index.json': indexOf('e', NAMED), [blob('e')]: indexOf('a') },
      `${NAME}|sha256:a|sha256:e`,
    ],
    ['an index of others', { 'index.json': indexOf('e', NAMED), [blob('e')]: indexOf('d') }, '|sha256:a|'],
    [
      'an index that lists itself',
      { [blob('e')]: JSON.stringify({ manifests: [{ digest: digest('e') }, { digest: digest('a') }] }) },
      '|sha256:a|sha256:e',
    ],
    [
      'docker save, which writes both',
      { 'index.json': indexOf('a'), 'manifest.json': savedAs('app:3') },
      'docker.io/library/app:3|sha256:a|',
    ],
    [
      'several tags',
      { 'manifest.json': savedAs('app:3', 'app:4') },
      'docker.io/library/app:3,docker.io/library/app:4|sha256:a|',
    ],
    ['what is no name', { 'manifest.json': savedAs('<none>:<none>') }, '|sha256:a|'],
  ])('%s', async (_, files, expected) => {
    expect(await names({ ...layout, ...files })).toEqual([expected]);
    const inArchive = await names({ 'image.tar': tar({ ...layout, ...files }) });
    expect(inArchive).toEqual([expected]);
  });

  test('an old docker save has no digest, and without a tag no image is named', async () => {
    const old = (tags: readonly string[]): Files => ({
      'image.tar': tar({
        'manifest.json': JSON.stringify([{ Config: 'c.json', RepoTags: tags, Layers: ['l1/layer.tar'] }]),
        'c.json': config,
        'l1/layer.tar': tar({ 'app/key': TEXT }),
        'l1/json': config,
      }),
    });
    expect(await names(old(['app:3']))).toEqual(['docker.io/library/app:3||']);
    expect(await names(old([]))).toEqual([]);
    const isOfLayer = (place: string): boolean => place.startsWith('layer/');
    expect((await places(old(['app:3']))).filter(isOfLayer)).toEqual([
      'layer/config/Cmd hidden',
      'layer/config/Env/1 hidden',
      'layer/config/Labels/note hidden',
      'layer/history/0/created_by hidden',
    ]);
  });

  test('its configuration has a digest, as a blob and as a file of an old docker save', async () => {
    const idsOf = async (files: Files): Promise<(readonly string[] | undefined)[]> => {
      const { detected } = await detectFiles(files);
      return detected.findings.flatMap(({ images = [] }) => images.map(({ ids }) => ids)).slice(0, 1);
    };
    expect(await idsOf(layout)).toEqual([[digest('c')]]);
    const saved = (name: string): Files => ({
      'image.tar': tar({
        'manifest.json': JSON.stringify([{ Config: name, RepoTags: ['app:3'], Layers: ['l1/layer.tar'] }]),
        [name]: config,
        'l1/layer.tar': tar({ 'app/key': TEXT }),
      }),
    });
    expect(await idsOf(saved(`${hex('c')}.json`))).toEqual([[digest('c')]]);
    expect(await idsOf(saved('config.json'))).toEqual([undefined]);
  });

  test('two layouts beside one another', async () => {
    const other = Object.entries({ ...layout, 'index.json': indexOf('a') }).map(([path, text]) => [
      `other/${path}`,
      text,
    ]);
    const files = { ...layout, 'index.json': indexOf('a', NAMED), ...Object.fromEntries(other) };
    expect(await names(files)).toEqual([`${NAME}|sha256:a|`, '|sha256:a|']);
  });

  test('a layer of two images', async () => {
    const base = JSON.stringify({ config: { digest: digest('f') }, layers: [{ digest: digest('1') }] });
    const { detected } = await detectFiles({ ...layout, [blob('b')]: base });
    const key = detected.findings.find(({ file }) => file.endsWith('app/key'));
    expect(key?.images?.map(({ digests, hidden }) => `${digests.join()} ${hidden}`)).toEqual([
      `${digest('a')} true`,
      `${digest('b')} undefined`,
    ]);
    expect(key?.deleted).toBeUndefined();
  });

  test('what is in no image has none', async () => {
    expect(
      await names({ 'a.txt': TEXT, 'manifest.json': '{"layers":[{"digest":"x"}]}', 'a.tar': tar({ b: TEXT }) }),
    ).toEqual([]);
  });
});

test('where it stands in the image, and what no container shows', async () => {
  expect(await places(layout)).toEqual([
    '/app/key hidden',
    '/etc/key',
    '/etc/old hidden',
    '/opt/a.tar!/in/key',
    'config/Cmd',
    'config/Env/1',
    'config/Labels/note hidden',
    'history/0/created_by hidden',
  ]);
});
