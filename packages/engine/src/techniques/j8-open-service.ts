// J8: use a program that asks for no credentials.
import type { Technique } from '../graph/rule-types.ts';
import { labelledPod, policyManifest, serviceManifest } from './network-examples.ts';

const web = labelledPod('web', 'shop');
const redis = labelledPod('redis', 'data', 'image: redis:7.4');
const USES = { from: 'pod:shop/web', to: 'pod:data/redis' } as const;
const fromApp = (app: string): string =>
  policyManifest(
    'data',
    `ingress: [{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: ${app} } } }], ports: [{ port: 6379 }] }]`,
  );
/** It cannot connect to anything itself. */
const exposedOther =
  labelledPod('cache', 'other', 'image: memcached') +
  serviceManifest('cache', 'other', '11211') +
  policyManifest('other', 'policyTypes: [Egress]');
const FROM_INTERNET = { from: 'network:internet', to: 'pod:data/redis' } as const;

export const j8: Technique = {
  id: 'J8',
  title: 'Use a service that asks for no credentials',
  why: 'Redis, Memcached and MongoDB take commands from whoever reaches their port unless they are told to ask; the images of Redis switch its protected mode off. All data is read and changed, and modules, scripts and settings lead to files and code in the pod.',
  fix: 'Give the service a password from a Secret, or TLS with client certificates, and let in only its clients by a NetworkPolicy.',
  references: [
    'https://redis.io/docs/latest/operate/oss_and_stack/management/security/',
    'https://hub.docker.com/_/redis',
    'https://docs.memcached.org/features/authentication/',
    'https://www.mongodb.com/docs/manual/administration/security-checklist/',
  ],
  asks: {},
  rules: [
    { type: 'relation', relation: 'openServiceUsed', certainty: 'conditional' },
    { type: 'relation', relation: 'openServiceUsedIfLetThrough', certainty: 'assumed' },
  ],
  explain: ({ from, to, detail = `${from} reaches ${to}`, doubts = [] }) => ({
    because: detail,
    conditions: [
      { text: 'no file of settings lets it ask for credentials', settledBy: `the settings of ${to}` },
      { text: `its commands lead to what the pods of ${to} hold`, settledBy: `version and settings of ${to}` },
      ...doubts,
    ],
  }),
  examples: {
    exposed: [
      { name: 'no policy', manifests: web + redis, ...USES, certainty: 'conditional' },
      {
        name: 'a policy that lets the caller in',
        manifests: web + redis + fromApp('web'),
        ...USES,
        certainty: 'conditional',
      },
      {
        name: 'on another port',
        manifests: web + redis.replace('redis:7.4', 'redis:7.4, args: [--port, "7000"]'),
        ...USES,
        certainty: 'conditional',
      },
      {
        name: 'from the internet',
        manifests: redis + serviceManifest('redis', 'data', '6379'),
        ...FROM_INTERNET,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'it asks for a password',
        manifests: web + redis.replace('redis:7.4', 'redis:7.4, args: [--requirepass, $(PASSWORD)]'),
        ...USES,
      },
      {
        name: 'its image asks for a password',
        manifests:
          web +
          redis.replace(
            'redis:7.4',
            'bitnami/redis:7.4, env: [{ name: REDIS_PASSWORD, valueFrom: { secretKeyRef: { name: db, key: p } } }]',
          ),
        ...USES,
      },
      { name: 'a policy that lets others in', manifests: web + redis + fromApp('api'), ...USES },
      { name: 'another image', manifests: web + redis.replace('redis:7.4', 'redis-exporter:1'), ...USES },
      {
        name: 'a Service with another port',
        manifests: exposedOther + redis + serviceManifest('redis', 'data', '9121'),
        ...FROM_INTERNET,
      },
    ],
  },
};
