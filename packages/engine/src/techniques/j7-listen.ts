// J7: hear a credential on its way.
import type { Technique } from '../graph/rule-types.ts';
import { besideClient, ENV_FROM, SETTINGS } from './sent-examples.ts';
import { podManifest, secretManifest } from './example-manifests.ts';

const client = (url: string, node = 'n1'): string =>
  podManifest(
    `{ nodeName: ${node}, automountServiceAccountToken: false, containers: [{ name: web, image: web, env: [{ name: PASSWORD, valueFrom: { secretKeyRef: { name: db, key: password } } }, { name: STORE, value: "${url}" }] }] }`,
  );
const listener = (node: string, more = '', pod = 'hostNetwork: true, '): string =>
  podManifest(
    `{ ${pod}nodeName: ${node}, automountServiceAccountToken: false, containers: [{ name: tap, image: tap${more} }] }`,
    'tap',
    'lab',
  );
const cache = `
apiVersion: v1
kind: Service
metadata: { name: cache, namespace: shop }
spec: { selector: { app: cache }, ports: [{ port: 6379 }] }
---${podManifest('{ nodeName: n2, automountServiceAccountToken: false, containers: [{ name: redis, image: redis }] }', 'cache').replace('name: cache, namespace: shop', 'name: cache, namespace: shop, labels: { app: cache }')}`;
const db = secretManifest();
const clear = client('redis://:$(PASSWORD)@cache:6379') + cache;
const DROPS = ', securityContext: { capabilities: { drop: [ALL] } }';
const HEARS = { from: 'pod:lab/tap', to: 'secret:shop/db' } as const;
const ASSUMED = { ...HEARS, certainty: 'assumed' } as const;
const beside = (...of: Parameters<typeof besideClient>): string => besideClient(...of) + cache + listener('n1');
const REDIS = 'redis://cache:6379';
const CONDITIONAL = { ...HEARS, certainty: 'conditional' } as const;
const PREFIXED = ENV_FROM.replace('secretRef', 'prefix: DB_, secretRef');
const OPTIONAL = ENV_FROM.replace('name: db', 'name: db, optional: true');
const wireguard = `
apiVersion: v1
kind: ConfigMap
metadata: { name: cilium-config, namespace: kube-system }
data: { enable-wireguard: "true" }
---`;

export const j7: Technique = {
  id: 'J7',
  title: 'Hear a credential on its way',
  why: 'What a client sends in clear passes the interfaces of its node and of the server’s. A pod on the host’s network that kept NET_RAW, which container runtimes give unless it is dropped, hears all of it; encryption between nodes does not hide it there.',
  fix: 'Let the two speak TLS, or give both a mesh’s proxy; take hostNetwork or NET_RAW from the pod.',
  references: [
    'https://attack.mitre.org/techniques/T1040/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
    'https://man7.org/linux/man-pages/man7/packet.7.html',
  ],
  asks: {},
  rules: [
    { type: 'relation', relation: 'listenerHearsCredential', certainty: 'conditional' },
    { type: 'relation', relation: 'listenerHearsCredentialBeside', certainty: 'assumed' },
  ],
  explain: ({ from, to, detail = `${from} hears ${to}`, doubts = [] }) => ({
    because: detail,
    conditions: [
      ...doubts,
      {
        text: 'the login shows the credential itself, and does not only prove that the client knows it',
        settledBy: 'the protocol and its settings',
      },
      {
        text: 'the container runs as root, or its program has the capability',
        settledBy: 'the image and the pod spec',
      },
    ],
  }),
  examples: {
    exposed: [
      { name: 'on the client’s node', manifests: db + clear + listener('n1'), ...CONDITIONAL },
      { name: 'on the server’s node', manifests: db + clear + listener('n2'), ...CONDITIONAL },
      {
        name: 'a server outside',
        manifests: db + client('http://app:$(PASSWORD)@api.example.com/') + listener('n1'),
        ...CONDITIONAL,
      },
      {
        name: 'a variable of `envFrom` in the URL',
        manifests: SETTINGS.db + beside('redis://:$(DB_PASSWORD)@cache:6379'),
        ...CONDITIONAL,
      },
      { name: 'a password beside the URL of its server', manifests: SETTINGS.db + beside(REDIS), ...ASSUMED },
      { name: '`envFrom` with a prefix', manifests: SETTINGS.bare + beside(REDIS, PREFIXED), ...ASSUMED },
    ],
    safe: [
      { name: 'beside a URL with TLS', manifests: SETTINGS.db + beside('rediss://cache:6379'), ...HEARS },
      { name: 'no credential beside the URL', manifests: SETTINGS.user + beside(REDIS), ...HEARS },
      { name: 'another server’s password', manifests: SETTINGS.other + beside(REDIS), ...HEARS },
      { name: 'a name that says no server', manifests: SETTINGS.bare + beside(REDIS), ...HEARS },
      { name: 'an optional Secret that is not there', manifests: beside(REDIS, OPTIONAL), ...HEARS },
      { name: 'on another node', manifests: db + clear + listener('n3'), ...HEARS },
      { name: 'capabilities dropped', manifests: db + clear + listener('n1', DROPS), ...HEARS },
      { name: 'a network of its own', manifests: db + clear + listener('n1', '', ''), ...HEARS },
      { name: 'TLS', manifests: db + client('rediss://:$(PASSWORD)@cache:6379') + cache + listener('n1'), ...HEARS },
      {
        name: 'no credential in the URL',
        manifests: db + client('redis://cache:6379') + cache + listener('n1'),
        ...HEARS,
      },
      { name: 'between nodes it is encrypted', manifests: db + clear + wireguard + listener('n3'), ...HEARS },
    ],
  },
};
