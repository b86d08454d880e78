// The backend "aws": the official SDK against a strict server of our own, as a key store and where AWS refuses.
import { Sealed } from '@watertight/sealed';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BackendError } from '../../errors/backend-error.ts';
import { AwsServer } from '../../testing/aws-server.ts';
import { describeStore } from '../../testing/conformance.ts';
import { AwsBackend, awsSettings } from './aws.ts';

/** No machine is so busy. */
const BUSY_MS = 60_000;
const SECRET = 'marked-secret-access-key-that-is-fake';

/** Of a test, so that no machine's own credentials are looked for. */
beforeAll(() => {
  process.env['AWS_ACCESS_KEY_ID'] = 'fake-access-key-id';
  process.env['AWS_SECRET_ACCESS_KEY'] = SECRET;
});

const make = (server: AwsServer, key = 'alias/kms'): AwsBackend =>
  new AwsBackend(awsSettings.parse({ key, region: 'eu-test-1', endpoint: server.http.endpoint }), BUSY_MS, BUSY_MS);

describe('as a key store', () => {
  describeStore(async () => {
    const server = await AwsServer.start();
    server.makeKey();
    const backend = make(server);
    return {
      backend,
      rotate: async () => server.makeKey(),
      revoke: async ({ name }) => server.setState(name, 'Disabled'),
      restore: async ({ name }) => server.setState(name, 'Enabled'),
      outage: { begin: async () => server.http.stop(), end: async () => server.http.listen() },
      secrets: [SECRET],
      close: async () => {
        await backend.close();
        await server.http.stop();
      },
    };
  });
});

describe('what AWS says', () => {
  let server: AwsServer;
  beforeAll(async () => {
    server = await AwsServer.start();
    server.makeKey();
  });
  afterAll(async () => {
    await server.http.stop();
  });
  const kindOf = async (answer: Promise<unknown>): Promise<string> =>
    await answer.then(
      () => 'answered',
      (error: unknown) => (error instanceof BackendError ? error.kind : String(error)),
    );

  test('requests are signed, and hold no secret', async () => {
    await make(server).newest();
    expect(server.signed.at(-1)).toContain('Credential=fake-access-key-id/');
    expect(server.signed.join('\n')).not.toContain(SECRET);
  });

  test('a policy that denies is a revocation', async () => {
    const backend = make(server);
    const key = await backend.newest();
    server.denies = true;
    expect(await kindOf(backend.wrap(key, new Sealed<Uint8Array>(Buffer.alloc(32)), Buffer.from('k')))).toBe('revoked');
    server.denies = false;
    expect(await kindOf(backend.wrap(key, new Sealed<Uint8Array>(Buffer.alloc(32)), Buffer.from('k')))).toBe(
      'answered',
    );
  });

  test('an alias that moves changes the newest key, and not what was wrapped', async () => {
    const backend = make(server);
    const key = await backend.newest();
    const wrapped = await backend.wrap(key, new Sealed<Uint8Array>(Buffer.alloc(32)), Buffer.from('k'));
    server.makeKey();
    expect((await backend.newest()).name).not.toBe(key.name);
    expect(await kindOf(backend.unwrap(key, wrapped, Buffer.from('k')))).toBe('answered');
  });

  test('a disabled key, a key of another kind, and none', async () => {
    const { name } = await make(server).newest();
    server.setState(name, 'Disabled');
    expect(await kindOf(make(server).newest())).toBe('revoked');
    server.makeKey('RSA_4096');
    expect(await kindOf(make(server).newest())).toBe('settings');
    expect(await kindOf(make(server, 'alias/none').newest())).toBe('revoked');
  });
});
