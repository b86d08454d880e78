// Credentials that stand in a pod spec itself: environment, command lines, probes, hooks.
import type { PodSpec } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { credentialWords, severityOfCredential } from './credential-words.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import { podFailures, type PodHit } from './pod-check.ts';

function judge({ credentials = [] }: PodSpec): PodHit[] {
  return credentials.map((found) => ({
    pointer: found.pointer,
    what: credentialWords(found),
    severity: severityOfCredential(found),
  }));
}

const container = (setting: string): string => `
containers:
- name: app
  image: registry.example/app:1
  ${setting}`;
const env = (name: string, value: string): string => container(`env: [{ name: ${name}, ${value} }]`);
const LITERAL = 'value: not-a-real-password';

export const podLiteralCredential: Check = {
  id: 'pod-literal-credential',
  title: 'A pod spec holds a credential in plain text',
  why: 'Whoever may read pods, or the Deployment, ReplicaSet or revision that makes them, reads the credential: the roles view, edit and admin all may, in every namespace that they are bound in. It stands in git, in the output of kubectl describe, in old ReplicaSets long after it was changed, on the node, and in /proc of the container.',
  severity: 'high',
  maps: {
    cis: ['5.4.1'],
    nsa: ['Place all credentials in Secrets'],
    attack: ['T1552.001', 'T1552.007'],
    stride: ['information disclosure'],
    owasp: ['K03', 'K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    'https://kubernetes.io/docs/concepts/configuration/secret/#alternatives-to-secrets',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'Whoever may read the object reads it, without any right on secrets.',
      fix: 'Put the value into a Secret, mount it or refer to it by secretKeyRef, and change the credential: old revisions keep it.',
    }),
  examples: {
    exposed: [
      { name: 'a literal variable', manifests: deploymentManifest(env('DB_PASSWORD', LITERAL)) },
      {
        name: 'a header of a probe',
        manifests: podManifest(
          container(
            'livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: X-Api-Password, value: not-a-real-password }] } }',
          ),
        ),
      },
    ],
    safe: [
      {
        name: 'a reference to a Secret',
        manifests: deploymentManifest(env('DB_PASSWORD', 'valueFrom: { secretKeyRef: { name: db, key: password } }')),
      },
      { name: 'the path of a file', manifests: deploymentManifest(env('DB_PASSWORD_FILE', 'value: /run/password')) },
      { name: 'another variable', manifests: deploymentManifest(env('DB_PASSWORD', 'value: $(OTHER)')) },
      {
        name: 'a header that is no credential',
        manifests: podManifest(
          container(
            'livenessProbe: { httpGet: { port: 80, httpHeaders: [{ name: X-Request-Source, value: not-a-real-password }] } }',
          ),
        ),
      },
    ],
  },
};
