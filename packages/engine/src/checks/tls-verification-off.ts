// Programs that are told to take any certificate: TLS with whoever answers.
import type { Facts } from '../facts/facts.ts';
import type { ConfigMapFact } from '../facts/secret.ts';
import type { TransitSignal } from '../facts/transit.ts';
import type { PodSpec } from '../facts/workload.ts';
import type { Severity } from '../results/contract.ts';
import type { Check, Failure } from './check.ts';
import { configMapManifest, deploymentManifest } from './example-manifests.ts';
import { jsonPatch } from './patch.ts';
import { podFailures, type PodHit } from './pod-check.ts';

/** Places named in one message; more are counted. */
const SHOWN = 5;
/** The form of the protocol in which verification has to be asked for: nobody switched it off. */
const BY_DEFAULT = /^(?:PGSSLMODE|sslmode|ssl-mode)=|^useSSL=|^(?:no tls\.verify_hostname|tls\.verify_hostname off)$/i;

/** What a reader of a shipper's settings has said with the host. */
const OF_SHIPPERS = /^(?:insecure_skip_verify=|ssl_verify=)/;

const FIX = 'Remove the setting, and give the client the CA that signed the server’s certificate.';

type Unverified = Pick<TransitSignal, 'setting' | 'host' | 'name' | 'pointer'>;

function severityOf({ setting }: Unverified): Severity {
  return BY_DEFAULT.test(setting) ? 'low' : 'medium';
}

function wordsOf({ setting, host, name }: Unverified): string {
  const what = setting.includes('verify_hostname') ? 'a certificate for any name' : 'any certificate';
  return `${name} takes ${what}${host === undefined ? '' : ` of ${host}`} (${setting})`;
}

function judge({ signals = [] }: PodSpec): PodHit[] {
  return signals
    .filter(({ says }) => says === 'unverified')
    .map((signal) => ({ pointer: signal.pointer, what: wordsOf(signal), severity: severityOf(signal) }));
}

/** Settings of a log shipper tell the host, too: the word alone, in the same key, is not said again. */
function unverifiedIn({ signals = [], shipper }: ConfigMapFact): Unverified[] {
  const outputs = (shipper?.outputs ?? []).filter(({ says }) => says === 'unverified');
  const told = new Set(outputs.map(({ pointer }) => pointer));
  const words = signals.filter(
    ({ says, setting, pointer }) => says === 'unverified' && !(told.has(pointer) && OF_SHIPPERS.test(setting)),
  );
  return [...outputs, ...words];
}

function* inConfigMaps({ configMaps }: Facts): Generator<Failure> {
  for (const object of configMaps) {
    const unverified = unverifiedIn(object);
    for (const [pointer, found] of Map.groupBy(unverified, (signal) => signal.pointer)) {
      const more = found.length > SHOWN ? `; and ${found.length - SHOWN} more` : '';
      yield {
        result: 'fail',
        object,
        pointer,
        message: `Key ${found.slice(0, SHOWN).map(wordsOf).join('; ')}${more}.`,
        severity: found.some((one) => severityOf(one) === 'medium') ? 'medium' : 'low',
        fix: { summary: FIX },
      };
    }
  }
}

function* inApiServices({ apiServices }: Facts): Generator<Failure> {
  for (const object of apiServices) {
    if (!object.insecureSkipTLSVerify) continue;
    yield {
      result: 'fail',
      object,
      pointer: '/spec/insecureSkipTLSVerify',
      message: `The API server takes any certificate of the server for ${object.serves}: whoever answers in its place gets the requests, and the users’ names with them.`,
      severity: 'medium',
      fix: {
        summary:
          'Set caBundle to the CA of the serving certificate (cert-manager’s cainjector does), and remove insecureSkipTLSVerify.',
        ...jsonPatch(object, [{ op: 'remove', path: '/spec/insecureSkipTLSVerify' }]),
      },
    };
  }
}

const app = (setting: string): string =>
  deploymentManifest(`
containers:
- name: app
  image: registry.example/app:1
  ${setting}`);
const env = (name: string, value: string): string => app(`env: [{ name: ${name}, value: "${value}" }]`);
const configMap = (text: string): string => `apiVersion: v1
kind: ConfigMap
metadata: { name: app, namespace: shop }
data:
  prometheus.yaml: "${text}"
`;
const fluentBit = (verify: string, name = 'On'): string =>
  configMapManifest('fluent-bit.conf', [
    '[OUTPUT]',
    '    Name  es',
    '    Match kube.*',
    '    Host  search.logging.svc',
    '    tls   On',
    `    tls.verify ${verify}`,
    `    tls.verify_hostname ${name}`,
  ]);
const apiService = (setting: string): string => `apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: { name: v1beta1.metrics.k8s.io }
spec:
  group: metrics.k8s.io
  version: v1beta1
  groupPriorityMinimum: 100
  versionPriority: 100
  service: { name: metrics-server, namespace: kube-system }
  ${setting}
`;

export const tlsVerificationOff: Check = {
  id: 'tls-verification-off',
  title: 'A client takes any certificate',
  why: 'TLS without a look at the certificate keeps out who only listens. Whoever can answer in the server’s place, by a DNS answer, a Service, a route or an address of its own, is believed, and gets the passwords and tokens that the client sends. sslmode=require and its like encrypt without verifying, which is why only verify-ca and verify-full are enough. Fluent Bit compares the certificate’s name with the host only under tls.verify_hostname, which is off by default: whoever has a certificate of a trusted CA for another name is believed.',
  severity: 'medium',
  maps: {
    nsa: ['Encrypt data in transit'],
    attack: ['T1557'],
    stride: ['spoofing', 'information disclosure', 'tampering'],
    owasp: ['K07', 'K08'],
  },
  references: [
    'https://kubernetes.io/docs/tasks/extend-kubernetes/setup-extension-api-server/',
    'https://kubernetes.io/docs/concepts/security/security-checklist/#network-security',
    'https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue',
    'https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION',
  ],
  *find(facts) {
    yield* podFailures(facts, judge, {
      consequence: 'Whoever can answer in the server’s place is believed.',
      fix: FIX,
    });
    yield* inConfigMaps(facts);
    yield* inApiServices(facts);
  },
  examples: {
    exposed: [
      { name: 'a variable', manifests: env('NODE_TLS_REJECT_UNAUTHORIZED', '0') },
      { name: 'a flag', manifests: app('args: ["--kubelet-insecure-tls"]') },
      { name: 'a database', manifests: env('STORE', 'postgres://db/shop?sslmode=require') },
      { name: 'a ConfigMap', manifests: configMap('insecure_skip_verify: true') },
      { name: 'a log shipper', manifests: fluentBit('Off') },
      { name: 'a log shipper that compares no name', manifests: fluentBit('On', 'Off') },
      { name: 'the API server', manifests: apiService('insecureSkipTLSVerify: true') },
    ],
    safe: [
      { name: 'the variable’s other value', manifests: env('NODE_TLS_REJECT_UNAUTHORIZED', '1') },
      { name: 'a flag that names the CA', manifests: app('args: ["--kubelet-certificate-authority=/ca.crt"]') },
      { name: 'a database, verified', manifests: env('STORE', 'postgres://db/shop?sslmode=verify-full') },
      { name: 'a ConfigMap, verified', manifests: configMap('insecure_skip_verify: false') },
      { name: 'a log shipper that verifies', manifests: fluentBit('On') },
      { name: 'the API server, verified', manifests: apiService('caBundle: Zm9v') },
    ],
  },
};
