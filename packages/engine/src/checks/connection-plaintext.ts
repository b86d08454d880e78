// Connections that programs are told to open in clear, with a login or a password in it.
import type { Facts } from '../facts/facts.ts';
import type { PodSpec } from '../facts/workload.ts';
import type { TransitSignal } from '../facts/transit.ts';
import { SEVERITIES } from '../graph/severity.ts';
import type { Severity } from '../results/contract.ts';
import type { Check, Failure } from './check.ts';
import { deploymentManifest } from './example-manifests.ts';
import { podFailures, type PodHit } from './pod-check.ts';

/** Places named in one message; more are counted. */
const SHOWN = 5;

interface Weakness {
  readonly what: string;
  readonly severity: Severity;
}

/** What is in clear anyhow, or if somebody between the two wishes so. Encryption that is not verified is another check's. */
function weaknessOf({ says, setting, host, port, credential, login, name }: TransitSignal): Weakness | undefined {
  if ((says !== 'plain' && says !== 'optional') || (credential !== true && login !== true)) return undefined;
  const end = host === undefined ? '' : ` to ${host}${port === undefined ? '' : `:${port}`}`;
  const how = says === 'plain' ? 'in clear' : 'encrypted only if nobody on the way says no';
  const carries = credential === true ? 'with a password' : 'with whatever login it makes';
  const severity = credential === true ? (says === 'plain' ? 'high' : 'medium') : says === 'plain' ? 'medium' : 'low';
  return { what: `${name} connects${end} ${how} (${setting}), ${carries}`, severity };
}

function judge({ signals = [] }: PodSpec): PodHit[] {
  return signals.flatMap((signal): PodHit[] => {
    const found = weaknessOf(signal);
    return found === undefined ? [] : [{ pointer: signal.pointer, ...found }];
  });
}

const FIX =
  'Use the encrypted form of the protocol (rediss://, amqps://, ldaps://, sslmode=verify-full, sslMode=VERIFY_IDENTITY, tls=true), give the client the CA to verify, and let the server refuse the other form.';
function* inConfigMaps({ configMaps }: Facts): Generator<Failure> {
  for (const object of configMaps) {
    const byKey = Map.groupBy(object.signals ?? [], ({ pointer }) => pointer);
    for (const [pointer, signals] of byKey) {
      const found = signals.map(weaknessOf).filter((one) => one !== undefined);
      if (found.length === 0) continue;
      const texts = found.slice(0, SHOWN).map(({ what }) => what);
      const more = found.length > SHOWN ? `; and ${found.length - SHOWN} more` : '';
      yield {
        result: 'fail',
        object,
        pointer,
        message: `Key ${texts.join('; ')}${more}.`,
        severity: SEVERITIES.find((severity) => found.some((one) => one.severity === severity)) ?? 'medium',
        fix: { summary: FIX },
      };
    }
  }
}

const app = (env: string): string =>
  deploymentManifest(`
containers:
- name: app
  image: registry.example/app:1
  env:
  - { name: STORE, value: "${env}" }`);
const configMap = (text: string): string => `apiVersion: v1
kind: ConfigMap
metadata: { name: app, namespace: shop }
data:
  store: "${text}"
`;

export const connectionPlaintext: Check = {
  id: 'connection-plaintext',
  title: 'A program logs in over a connection in clear',
  why: 'Databases, queues and directories begin with a login. Where the client is told to do without TLS, whoever sees the network between pods, nodes or sites reads the password and all data, and can answer in the server’s place. A client that is content with either form (sslmode=prefer, allow; ssl-mode=PREFERRED) is talked out of TLS by whoever stands between. What never leaves the pod is left alone; texts in Secrets are not looked into.',
  severity: 'medium',
  maps: {
    nsa: ['Encrypt data in transit'],
    attack: ['T1040', 'T1557'],
    stride: ['information disclosure', 'tampering', 'spoofing'],
    owasp: ['K07', 'K08'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/security-checklist/#network-security',
    'https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION',
    'https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/',
    'https://www.rabbitmq.com/docs/uri-spec',
  ],
  *find(facts) {
    yield* podFailures(facts, judge, {
      consequence: 'Whoever is on the way between the two reads it, and may answer instead of the server.',
      fix: FIX,
    });
    yield* inConfigMaps(facts);
  },
  examples: {
    exposed: [
      { name: 'TLS switched off', manifests: app('postgres://app:$(DB_PASSWORD)@db:5432/shop?sslmode=disable') },
      { name: 'a queue', manifests: app('amqp://app:$(PASSWORD)@queue:5672') },
      { name: 'a cache without a password', manifests: app('redis://cache:6379') },
      { name: 'TLS that the server may refuse', manifests: app('host=db user=app sslmode=prefer') },
      { name: 'a key of a ConfigMap', manifests: configMap('mongodb://db:27017/shop') },
    ],
    safe: [
      { name: 'TLS, verified', manifests: app('postgres://app:$(DB_PASSWORD)@db:5432/shop?sslmode=verify-full') },
      {
        name: 'a proxy in the same pod',
        manifests: app('postgres://app:$(DB_PASSWORD)@localhost:5432/shop?sslmode=disable'),
      },
      { name: 'the driver’s own default', manifests: app('postgres://app:$(DB_PASSWORD)@db:5432/shop') },
      { name: 'a cache with TLS', manifests: app('rediss://cache:6379') },
      { name: 'a key of a ConfigMap with TLS', manifests: configMap('mongodb://db:27017/shop?tls=true') },
      { name: 'an address that is no login', manifests: app('http://cache:6379') },
    ],
  },
};
