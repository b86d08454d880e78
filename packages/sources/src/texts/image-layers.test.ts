// Files that a later layer of an image deletes: found all the same, and marked.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { tar } from '../../../../testbed/archives/archives.ts';
import { detectFiles } from '../testing/detect-files.ts';
import { testToken } from '../testing/detectors.ts';

const TEXT = `a\n${testToken(1)}\n`;

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
