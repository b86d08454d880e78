// What `fix network` writes for the examples, as written by hand beside them, and that its JSON keeps to the schema.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { schemaErrors } from '../../../../testbed/json-schema/schema-check.ts';
import type { JsonSchema } from '../../../../testbed/json-schema/schema-check.ts';
import { runInProcess } from '../testing/in-process.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const EXAMPLES = path.join(ROOT, 'examples');
const GOLDEN = /^(.+)\.(fix|mtls)\.yaml$/;
const files = readdirSync(EXAMPLES).filter((name) => GOLDEN.test(name));
const folders = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map(({ name }) => name);

const run = (name: string, ...args: string[]): ReturnType<typeof runInProcess> =>
  runInProcess(['fix', 'network', ...args, '-f', path.join('examples', name)]);

test('each text belongs to an example', () => {
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) expect(folders).toContain(GOLDEN.exec(file)?.[1]);
});

test.each(files)('%s', async (file) => {
  const [, name = '', kind] = GOLDEN.exec(file) ?? [];
  const { stdout } = await run(name, '-o', 'yaml', ...(kind === 'mtls' ? ['--mtls'] : []));
  expect(stdout).toBe(readFileSync(path.join(EXAMPLES, file), 'utf8'));
});

const SCHEMA = JSON.parse(readFileSync(path.join(ROOT, 'docs/schema/network-fix.json'), 'utf8')) as JsonSchema;

test.each(folders.filter((name) => /^(?:fix|network|transit)-|^seed-/.test(name)))('the JSON of %s', async (name) => {
  for (const settings of [[], ['--cni', 'cilium', '--replace', '--accept-unknown']]) {
    const written: unknown = JSON.parse((await run(name, '-o', 'json', ...settings)).stdout);
    expect(schemaErrors(written, SCHEMA, true)).toEqual([]);
  }
});

test('what is no answer does not fit the schema', async () => {
  const written = JSON.parse((await run('fix-cilium', '-o', 'json')).stdout) as { namespaces: object[] };
  const [first] = written.namespaces;
  const broken = [
    { ...written, namespaces: [{ ...first, ready: 'yes' }] },
    { ...written, namespaces: [{ ...first, gates: undefined }] },
    { ...written, namespaces: [{ ...first, more: true }] },
  ];
  for (const one of broken) expect(schemaErrors(JSON.parse(JSON.stringify(one)), SCHEMA, true)).not.toEqual([]);
});
