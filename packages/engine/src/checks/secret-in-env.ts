// Secrets that containers get as environment variables.
import type { PodSpec } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import { podFailures, type PodHit } from './pod-check.ts';

function judge({ secrets }: PodSpec): PodHit[] {
  return secrets.flatMap(({ name, way, keys, pointer }): PodHit[] => {
    if (way !== 'env' && way !== 'envFrom') return [];
    const what = keys.length === 0 ? `all of Secret ${name}` : `key ${keys.join(', ')} of Secret ${name}`;
    return [{ pointer, what: `${what} becomes environment`, severity: 'low' }];
  });
}

const BY_KEY = `valueFrom:
      secretKeyRef: {name: database, key: password}`;

const env = (source: string): string => `
containers:
- name: app
  image: registry.example/app:1
  env:
  - name: DB_PASSWORD
    ${source}`;

const envFrom = (source: string): string => `
containers:
- name: app
  image: registry.example/app:1
  envFrom:
  - ${source}`;

export const secretInEnv: Check = {
  id: 'secret-in-env',
  title: 'A container gets a Secret as environment',
  why: "Environment variables are inherited by every child process, stand in /proc/PID/environ, in the runtime's state on the node's disk, in crash dumps, error reports and debug pages, and keep an old value until the container restarts. A file in a memory-backed volume has none of these, can be readable by one user only, and follows rotation.",
  severity: 'low',
  maps: {
    cis: ['5.4.1'],
    nsa: ['Place all credentials in Secrets'],
    attack: ['T1552.007', 'T1003.007'],
    stride: ['information disclosure'],
    owasp: ['K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence:
        'Child processes, crash reports and debug pages show the environment, and it keeps an old value until restart.',
      fix: 'Mount the Secret as a read-only file with defaultMode 0400 and let the program read it; most images take a variable that ends in _FILE.',
    }),
  examples: {
    exposed: [
      { name: 'one key', manifests: deploymentManifest(env(BY_KEY)) },
      { name: 'all keys', manifests: podManifest(envFrom('secretRef: {name: database}')) },
    ],
    safe: [
      { name: 'the path of a file', manifests: deploymentManifest(env('value: /run/secrets/password')) },
      {
        name: "a ConfigMap's key",
        manifests: deploymentManifest(env(BY_KEY.replace('secretKeyRef', 'configMapKeyRef'))),
      },
      { name: 'a ConfigMap', manifests: podManifest(envFrom('configMapRef: {name: database}')) },
    ],
  },
};
