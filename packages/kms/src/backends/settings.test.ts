// The settings that the guide shows are settings that the backends take, and what they take is strict.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { openBackend } from './open-backend.ts';
import { apiServerFindings } from '../doctor/api-server-config.ts';
import { pkcs11Settings } from './pkcs11/settings.ts';
import { vaultSettings } from './vault/settings.ts';

const GUIDE = path.resolve(import.meta.dirname, '../../../../docs/guides/kms-plugin');
const document = (name: string): unknown => load(readFileSync(path.join(GUIDE, name), 'utf8'));
const PLACE = { stateFolder: '/nonexistent', tokenCommand: ['/nonexistent'] as const };
const VAULT = { address: 'https://vault.example', key: 'k', auth: { method: 'token', tokenFile: '/t' } };

const GCP = 'projects/p/locations/l/keyRings/r/cryptoKeys/k';
const AZURE = { vault: 'https://name.vault.azure.net', key: 'k' };
const ID = '00000000-0000-4000-8000-000000000001';
const LOGIN = { method: 'secret', tenantId: ID, clientId: ID, secretFile: '/s' };

test('the guide’s files are taken', () => {
  expect(vaultSettings.parse(document('vault.yaml'))).toMatchObject({ key: 'kubernetes' });
  expect(pkcs11Settings.parse(document('pkcs11.yaml'))).toMatchObject({ tokenLabel: 'kubernetes' });
  const findings = apiServerFindings(document('encryption-configuration.yaml'), 'unix:///run/watertight-kms/kms.sock');
  expect(findings.map(({ result }) => result)).toEqual(['ok']);
});

describe('settings', () => {
  test.each<[string, Parameters<typeof openBackend>[0], unknown, string]>([
    ['an unknown key', 'vault', { ...VAULT, adress: 'x' }, 'there is no setting adress'],
    ['a missing key', 'vault', { ...VAULT, key: undefined }, 'setting key is missing'],
    ['a key with a slash', 'vault', { ...VAULT, key: '../sys' }, 'setting key is missing or has another form'],
    ['a mount that climbs', 'vault', { ...VAULT, mount: 'a//b' }, 'setting mount'],
    ['an unknown login', 'vault', { ...VAULT, auth: { method: 'password' } }, 'setting auth.method'],
    ['plain HTTP to another host', 'vault', { ...VAULT, address: 'http://vault.example' }, 'no https://HOST'],
    ['a path in the address', 'vault', { ...VAULT, address: 'https://vault.example/v1' }, 'no https://HOST'],
    ['a password in the address', 'vault', { ...VAULT, address: 'https://a:b@vault.example' }, 'no https://HOST'],
    [
      'an authority that is not there',
      'vault',
      { ...VAULT, caFile: '/nonexistent.pem' },
      'cannot read /nonexistent.pem (ENOENT)',
    ],
    ['no text at all', 'file', 'password', 'setting (all)'],
    [
      'a library by a relative path',
      'pkcs11',
      { module: 'x.so', tokenLabel: 't', keyLabel: 'k', pinFile: '/p' },
      'setting module',
    ],
    ['a version instead of a key', 'gcp', { key: `${GCP}/cryptoKeyVersions/1` }, 'setting key'],
    ['plain HTTP to another host', 'gcp', { key: GCP, endpoint: 'http://kms.example' }, 'setting endpoint'],
    ['plain HTTP, also to this machine', 'azure', { ...AZURE, vault: 'http://127.0.0.1:1' }, 'setting vault'],
    [
      'a secret instead of its file',
      'azure',
      { ...AZURE, auth: { ...LOGIN, secret: 'x' } },
      'there is no setting secret',
    ],
    ['a client that is no id', 'azure', { ...AZURE, auth: { ...LOGIN, clientId: 'x' } }, 'setting auth.clientId'],
  ])('%s of %s is refused', async (_, name, settings, reason) => {
    await expect(openBackend(name, settings, PLACE)).rejects.toMatchObject({
      name: 'SetupError',
      message: expect.stringContaining(reason),
    });
  });

  test.each<[Parameters<typeof openBackend>[0], unknown]>([
    ['file', {}],
    ['vault', VAULT],
    ['vault', { ...VAULT, address: 'http://127.0.0.1:8200' }],
    ['vault', { ...VAULT, mount: 'team/transit', namespace: 'team' }],
    ['pkcs11', { module: '/x.so', tokenLabel: 't', keyLabel: 'k', pinFile: '/p' }],
    ['aws', { key: 'alias/k', region: 'eu-test-1' }],
    ['gcp', { key: GCP }],
    ['azure', AZURE],
    ['azure', { ...AZURE, auth: LOGIN, authority: 'https://login.microsoftonline.us' }],
  ])('%s with %j is opened, and nothing is connected to', async (name, settings) => {
    const backend = await openBackend(name, settings, PLACE);
    expect(backend.name).toBe(name);
    await backend.close();
  });

  test('a refusal quotes no value', async () => {
    const settings = { ...VAULT, auth: { method: 'token', tokenFile: ['marked-value'] } };
    const error = await openBackend('vault', settings, PLACE).catch((reason: unknown) => reason);
    expect(String(error)).not.toContain('marked');
  });
});
