// Snapshots: the bytes that their source gives, without any value, and refused where they cannot be trusted.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FakeContext } from '../../../../testbed/fake-api/fake-context.ts';
import { run } from '../testing/subprocess.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');
const BACKEND = path.join(ROOT, 'examples/seed-backend');
const ASK = ['who-can-read', 'secret/database-credentials', '-n', 'backend'];

let fake: FakeContext;
beforeAll(async () => {
  fake = await FakeContext.start(BACKEND);
});
afterAll(() => fake[Symbol.asyncDispose]());

/** Readers of the first asset besides the control plane's own. */
function readersOf(stdout: string): string[] {
  const { assets } = JSON.parse(stdout) as {
    readonly assets: readonly { readonly readers: readonly { readonly id: string; readonly expected: boolean }[] }[];
  };
  return (assets[0]?.readers ?? []).filter(({ expected }) => !expected).map(({ id }) => id);
}

describe('snapshot', () => {
  const scanned = async (...args: string[]): Promise<string> =>
    (await run(['scan', '-o', 'json', '--fail-on', 'none', ...args], { env: fake.env })).stdout;

  test('scanning it gives the bytes that scanning the cluster gives, apart from the source’s name', async () => {
    const file = fake.at('cluster.json');
    expect((await run(['snapshot', '--output-file', file], { env: fake.env })).code).toBe(0);
    const ofCluster = await scanned();
    expect((await scanned('-f', file)).replaceAll(`${file} (cluster:fake)`, 'cluster:fake')).toBe(ofCluster);
    expect(ofCluster.length).toBeGreaterThan(1000);
  });

  test('the same from files, places included', async () => {
    const file = fake.at('files.json');
    await run(['snapshot', '-f', 'examples', '--output-file', file], { cwd: ROOT });
    const scan = ['scan', '-o', 'json', '--fail-on', 'none', '-f'];
    const ofFiles = await run([...scan, 'examples'], { cwd: ROOT });
    const ofSnapshot = await run([...scan, file], { cwd: fake.folder });
    expect(ofSnapshot.stdout.replaceAll(`${file} (examples)`, 'examples')).toBe(ofFiles.stdout);
    expect(ofFiles.stdout).toContain('"line"');
    const again = fake.at('again.json');
    await run(['snapshot', '-f', file, '--output-file', again]);
    const ofAgain = await run([...scan, again], { cwd: fake.folder });
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
    const file = fake.at('rest.json');
    const rbac = path.join(BACKEND, 'rbac.yaml');
    const secret = path.join(BACKEND, 'secret.yaml');
    await run(['snapshot', '-f', secret, '--output-file', file]);
    const { stdout } = await run([...ASK, '-o', 'json', '-f', file, '-f', rbac]);
    expect(readersOf(stdout)[0]).toBe('serviceaccount:backend/backend-sa');
  });

  test.each<[string, (text: string) => string, RegExp]>([
    [
      'a newer one',
      (text) => text.replace('"format":2', '"format":3'),
      /: it was written by a newer version \(format 3; this one reads 2\)\n.*newer version/,
    ],
    ['one that is cut off', (text) => text.slice(0, -50), /: it is no snapshot\n/],
    [
      'one that was changed',
      (text) => text.replace('"name":"backend-sa"', '"name":7'),
      /: it is damaged: \/facts\/.*\/name is not a text\n/,
    ],
  ])('%s is refused: 2', async (_, change, said) => {
    const file = fake.at('changed.json');
    await run(['snapshot', '-f', BACKEND, '--output-file', file]);
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    const { code, stdout, stderr } = await run(['scan', '-f', file]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(said);
    rmSync(file);
  });

  test('in a folder, one that cannot be read costs only itself', async () => {
    const inside = mkdtempSync(fake.at('inside-'));
    writeFileSync(path.join(inside, 'old.json'), '{"schema":"watertight/v1","kind":"snapshot","format":9}');
    writeFileSync(path.join(inside, 'rbac.yaml'), readFileSync(path.join(BACKEND, 'rbac.yaml')));
    const { code, stdout } = await run(['scan', '-f', inside, '-o', 'json', '--fail-on', 'none']);
    expect(code).toBe(0);
    expect(stdout).toContain('a snapshot that cannot be read: it was written by a newer version');
  });

  test('holds no value, from whatever source', async () => {
    const marked = path.join(fake.folder, 'marked.yaml');
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
