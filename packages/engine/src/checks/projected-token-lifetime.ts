// Projected ServiceAccount tokens that live long, or that the API server takes without need.
import type { PodSpec, TokenProjection } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import { podFailures, type PodHit } from './pod-check.ts';

const SECONDS_PER_DAY = 86_400;
const HOUR = 3600;
/** Projected beside the token wherever a program is to talk to the API server. */
const API_CERTIFICATE = 'kube-root-ca.crt';

const volumeOf = (pointer: string): string => pointer.split('/').slice(0, 3).join('/');

/** True when the token is meant for the API server, as its certificate beside it shows. */
function isForApi({ configMaps }: PodSpec, token: TokenProjection): boolean {
  return configMaps.some(
    ({ name, way, pointer }) =>
      way === 'projected' && name === API_CERTIFICATE && volumeOf(pointer) === volumeOf(token.pointer),
  );
}

function judgeToken(spec: PodSpec, token: TokenProjection): PodHit[] {
  if (!token.mounted) return [];
  const hits: PodHit[] = [];
  if (token.expirationSeconds > SECONDS_PER_DAY) {
    const path = `${token.pointer}/expirationSeconds`;
    const days = Math.round((token.expirationSeconds / SECONDS_PER_DAY) * 10) / 10;
    hits.push({
      pointer: path,
      what: `a token lives ${days} days`,
      severity: 'low',
      change: [{ op: 'replace', path, value: HOUR }],
    });
  }
  if (token.audience === '' && !isForApi(spec, token)) {
    hits.push({
      pointer: token.pointer,
      what: 'a token names no audience, so the API server takes it as well',
      severity: 'low',
    });
  }
  return hits;
}

function judge(spec: PodSpec): PodHit[] {
  return spec.tokens.flatMap((token) => judgeToken(spec, token));
}

const token = (setting: string, more = ''): string => `
automountServiceAccountToken: false
containers:
- name: app
  image: registry.example/app:1
  volumeMounts:
  - {name: token, mountPath: /run/token, readOnly: true}
volumes:
- name: token
  projected:
    sources:
    - serviceAccountToken:
        path: token
        ${setting}${more}`;

export const projectedTokenLifetime: Check = {
  id: 'projected-token-lifetime',
  title: 'A projected token is worth more than it needs to be',
  why: "A pod's token is taken to prove who it is to some service. Whoever holds it, the service included, can use it until it expires, and where it names no audience also at the API server, as the ServiceAccount. One hour and the service's own audience make a leaked token worthless soon and elsewhere.",
  severity: 'low',
  maps: { nsa: ['Authentication and authorization'], attack: ['T1528'], stride: ['spoofing'], owasp: ['K06'] },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#serviceaccount-token-volume-projection',
    'https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'Whoever gets hold of it can use it for longer, or in more places, than its purpose asks.',
      fix: 'Set expirationSeconds to an hour and audience to the service that checks the token; the kubelet renews it in time.',
      show: '.volumes[*].projected.sources[*].serviceAccountToken',
    }),
  examples: {
    exposed: [
      {
        name: 'a week',
        manifests: deploymentManifest(token('audience: vault', '\n        expirationSeconds: 604800')),
      },
      { name: 'no audience', manifests: podManifest(token('expirationSeconds: 3600')) },
    ],
    safe: [
      { name: 'an hour', manifests: deploymentManifest(token('audience: vault', '\n        expirationSeconds: 3600')) },
      { name: 'a day', manifests: deploymentManifest(token('audience: vault', '\n        expirationSeconds: 86400')) },
      {
        name: 'for the API server',
        manifests: podManifest(token('expirationSeconds: 3600', '\n    - configMap: {name: kube-root-ca.crt}')),
      },
    ],
  },
};
