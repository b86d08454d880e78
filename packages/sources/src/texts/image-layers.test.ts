// Files that a later layer of an image deletes: found all the same, and marked.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { tar } from '../../../../testbed/archives/archives.ts';
import { detectFiles } from '../testing/detect-files.ts';
import { testToken } from '../testing/detectors.ts';

const TEXT = `a\n${testToken(1)}\n`;

describe('layers that the input lacks', () => {
  const at = (sign: string): string => `blobs/sha256/${sign.repeat(64)}`;
  const manifest = (...signs: readonly string[]): string =>
    JSON.stringify({ layers: signs.map((sign) => ({ digest: `sha256:${sign.repeat(64)}` })) });
  const gaps = async (files: Record<string, string | Uint8Array>): Promise<string[]> => {
    const { detected } = await detectFiles(files);
    return detected.coverage.flatMap(({ reason = [] }) => reason);
  };
  const layer = tar({ a: TEXT });

  test.each<[string, Record<string, string | Uint8Array>, readonly string[]]>([
    ['none', { [at('a')]: manifest('1', '2'), [at('1')]: layer, [at('2')]: layer }, []],
    [
      'one',
      { [at('a')]: manifest('1', '2'), [at('1')]: layer },
      ['1 of the 2 layers that it names is not in the input'],
    ],
    ['all', { [at('a')]: manifest('1', '2') }, ['2 of the 2 layers that it names are not in the input']],
    ['an empty one is there', { [at('a')]: manifest('1'), [at('1')]: tar({}) }, []],
    ['in an archive', { 'a.tar': tar({ [at('a')]: manifest('1'), [at('1')]: layer }) }, []],
    [
      'in an archive, one',
      { 'a.tar': tar({ [at('a')]: manifest('1') }), [at('1')]: layer },
      ['1 of the 1 layers that it names is not in the input'],
    ],
    [
      'a link of docker save to the same layer',
      {
        'a.tar': tar(
          { 'manifest.json': JSON.stringify([{ Layers: ['1/layer.tar', '2/layer.tar'] }]), '1/layer.tar': layer },
          { '2/layer.tar': '../1/layer.tar' },
        ),
      },
      [],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await gaps(files)).toEqual(expected);
  });
});

describe('what a later layer deletes', () => {
  const HEX = ['a', 'b', 'c'].map((sign) => sign.repeat(64));
  const image = (layers: readonly Uint8Array[]): Record<string, string | Uint8Array> => ({
    'blobs/sha256/0': JSON.stringify({ layers: layers.map((_, at) => ({ digest: `sha256:${HEX[at]}` })) }),
    ...Object.fromEntries(layers.map((layer, at) => [`blobs/sha256/${HEX[at]}`, layer])),
  });
  const base = tar({ 'app/key': TEXT, 'app/sub/key': TEXT, 'etc/key': TEXT });
  const deleted = async (files: Record<string, string | Uint8Array>): Promise<string[]> => {
    const { detected } = await detectFiles(files);
    return detected.findings.filter((found) => found.deleted === true).map(({ file }) => file.replace(/^.*!\//, ''));
  };

  test.each<[string, readonly Uint8Array[], readonly string[]]>([
    ['a file', [base, tar({ 'app/.wh.key': '' })], ['app/key']],
    ['a folder', [base, tar({ '.wh.app': '' })], ['app/key', 'app/sub/key']],
    ['all of a folder', [base, tar({ 'app/.wh..wh..opq': '', 'app/new': 'a' })], ['app/key', 'app/sub/key']],
    ['two layers later', [base, tar({ a: 'a' }), gzipSync(tar({ 'etc/.wh.key': '' }))], ['etc/key']],
    ['a path with a dot before it', [tar({ './app/key': TEXT }), tar({ './app/.wh.key': '' })], ['./app/key']],
    ['a folder that a link replaces', [base, tar({}, { app: '/etc' })], ['app/key', 'app/sub/key']],
    ['a folder that a file replaces', [base, tar({ app: 'a' })], ['app/key', 'app/sub/key']],
    ['a link beside the folder', [base, tar({}, { apps: '/etc' })], []],
    ['a link in the folder', [base, tar({}, { 'app/link': '/etc' })], []],
    ['another file', [base, tar({ 'app/.wh.keys': '' })], []],
    ['a layer before', [tar({ 'app/.wh.key': '' }), base], []],
    ['the same layer, which replaces what was before', [tar({ 'app/.wh..wh..opq': '', 'app/key': TEXT })], []],
    ['nothing', [base, tar({ 'app/key2': 'a' })], []],
  ])('%s', async (_, layers, expected) => {
    expect(await deleted(image(layers))).toEqual(expected);
    const manifest = JSON.stringify([{ Layers: layers.map((__, at) => `blobs/sha256/${HEX[at]}`) }]);
    const { 'blobs/sha256/0': __, ...blobs } = image(layers);
    expect(await deleted({ 'image.tar': tar({ ...blobs, 'manifest.json': manifest }) })).toEqual(expected);
  });

  test('what another image still shows is not deleted', async () => {
    const files = image([base, tar({ 'app/.wh.key': '' })]);
    const other = { layers: [{ digest: `sha256:${HEX[0]}` }, { digest: `sha256:${HEX[2]}` }] };
    expect(await deleted({ ...files, 'blobs/sha256/1': JSON.stringify(other) })).toEqual([]);
  });
});
