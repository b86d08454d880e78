// A live run connects to the server of its context and to nothing else, and runs on files load nothing of it.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FakeContext } from '../../../testbed/fake-api/fake-context.ts';
import { ended } from './testing/subprocess.ts';
import { TestCollector } from './testing/test-collector.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const BACKEND = path.join(ROOT, 'examples/seed-backend');
const README = path.join(ROOT, 'README.md');
const ASK = ['who-can-read', 'secret/database-credentials', '-n', 'backend'];

let fake: FakeContext;
beforeAll(async () => {
  fake = await FakeContext.start(BACKEND);
});
afterAll(() => fake[Symbol.asyncDispose]());

describe('what is contacted', () => {
  const MAIN = path.resolve(import.meta.dirname, 'main.ts');
  const ONLY = path.resolve(import.meta.dirname, 'testing/allow-only.ts');

  async function guarded(args: readonly string[], allowed: string): ReturnType<typeof ended> {
    const child = spawn(process.execPath, ['--import', ONLY, MAIN, ...args], {
      env: { ...process.env, HOME: fake.folder, KUBECONFIG: fake.at('config'), WATERTIGHT_TEST_ALLOWED: allowed },
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

  test.each([
    [ASK],
    [['scan', '--fail-on', 'none']],
    [['snapshot']],
    [['prove']],
    [['redact', '--known-from-cluster', '--file', README]],
  ])('%j: the server of the context, and nothing else', async (args) => {
    const { host } = new URL(fake.server.url);
    const { code, stderr } = await guarded(args, host);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('DENIED')]);
    const denied = await guarded(args, '127.0.0.1:1');
    expect([denied.code, denied.stderr]).toEqual([99, expect.stringContaining(`DENIED socket ${host}`)]);
  });

  test('the proxy for logs: the collector that is named, and nothing else', async () => {
    await using collector = await TestCollector.start();
    const { host } = new URL(collector.url);
    const answered = async (allowed: string): Promise<{ status: number; stderr: string }> => {
      const child = spawn(
        process.execPath,
        ['--import', ONLY, MAIN, 'redact', 'otlp', '--listen', '127.0.0.1:0', '--forward', collector.url],
        { env: { ...process.env, WATERTIGHT_TEST_ALLOWED: allowed } },
      );
      const said: string[] = [];
      child.stderr.on('data', (text: Buffer) => said.push(text.toString()));
      await once(child.stderr, 'data');
      const [, port] = /127\.0\.0\.1:(\d+)/.exec(said.join('')) ?? [];
      const sent = collector.send(Number(port), Buffer.from('{}'), { 'content-type': 'application/json' });
      const { status } = await sent.catch(() => ({ status: 0 }));
      child.kill('SIGTERM');
      await once(child, 'close');
      return { status, stderr: said.slice(1).join('') };
    };
    expect(await answered(host)).toEqual({ status: 200, stderr: '' });
    expect(await answered('127.0.0.1:1')).toEqual({ status: 0, stderr: `DENIED socket ${host}\n` });
  });

  test('encryption verify: the etcd named, and nothing else', async () => {
    const args = ['encryption', 'verify', '--endpoints', 'http://127.0.0.1:1', '--fail-on', 'none'];
    expect((await guarded(args, '127.0.0.1:1')).code).toBe(4);
    const denied = await guarded(args, '127.0.0.1:2');
    expect([denied.code, denied.stderr]).toEqual([99, expect.stringContaining('DENIED socket 127.0.0.1:1')]);
  });

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
    expect(loaded('scan', '--kubeconfig', fake.at('config'), '--context', 'none')).toContain('/undici/');
  });
});
