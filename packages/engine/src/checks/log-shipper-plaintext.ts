// Programs that read the node's container logs and send them over a connection without TLS.
import type { Facts } from '../facts/facts.ts';
import type { LogOutput } from '../facts/log-output.ts';
import type { Container, PodSpec, WorkloadFact } from '../facts/workload.ts';
import type { Check, Failure } from './check.ts';
import { configMapManifest, deploymentManifest, documents } from './example-manifests.ts';
import { containerName, podFailures, type PodHit } from './pod-check.ts';
import { outputFailures, sentWords, settingWords, type OutputHit } from './shipper-outputs.ts';

/** The folders that hold containers' logs, or hold those folders. */
const LOGS = /^\/(?:var(?:\/log(?:\/(?:pods|containers)(?:\/.*)?)?)?)?\/?$|^\/var\/lib\/docker\/containers/;
/** `http://HOST`, `tcp://HOST`, `udp://HOST`, `syslog://HOST`, also inside of an argument. */
const PLAIN = /(?:^|[=\s"'])(?:http|tcp|udp|syslog):\/\/(\[[0-9a-f:.]+\]|[\w.-]+)/gi;
const LOCAL = /^(?:localhost|127\.|\[::1\]|unix)/i;
/** What the programs call their settings by default. */
const SETTINGS_FILE =
  /^(?:fluent(?:-bit|d)?\.(?:conf|ya?ml)|(?:vector|agent|aggregator)\.(?:ya?ml|toml|json)|promtail\.ya?ml|filebeat\.ya?ml|config\.(?:alloy|river))$/;

function readsLogs({ volumes }: PodSpec, { mounts }: Container): boolean {
  const folders = new Set(volumes.filter(({ hostPath = '-' }) => LOGS.test(hostPath)).map(({ name }) => name));
  return mounts.some(({ volume }) => folders.has(volume));
}

/** Hosts that the container is told to send to without TLS by its environment and arguments. */
function plainHosts({ env, args, command }: Container): { readonly host: string; readonly pointer: string }[] {
  const found = env.map(({ endpoint = '', pointer }) => ({ text: endpoint, pointer }));
  const words = [...command, ...args].map((text) => ({ text, pointer: args.length > 0 ? '/args' : '/command' }));
  return [...found, ...words].flatMap(({ text, pointer }) =>
    [...text.matchAll(PLAIN)].flatMap(([, host = '']) => (LOCAL.test(host) ? [] : [{ host, pointer }])),
  );
}

/** Secrets that show the container a file of settings: what they say is not looked into. */
function settingsInSecrets({ secrets }: Facts, { namespace }: WorkloadFact, spec: PodSpec, of: Container): PodHit[] {
  return of.mounts.flatMap(({ volume, pointer }): PodHit[] => {
    const { type, object } = spec.volumes.find(({ name }) => name === volume) ?? {};
    if (type !== 'secret' || object === undefined) return [];
    const held = secrets.find((secret) => secret.name === object && secret.namespace === namespace);
    if (held?.keys.some(({ name }) => SETTINGS_FILE.test(name)) !== true) return [];
    const what = `${containerName(of)} reads the node’s logs, and its settings stand in Secret ${object}, which is not looked into: whether it sends them with TLS is not known`;
    return [{ pointer, what, severity: 'info', unknown: true }];
  });
}

const judgeOf =
  (facts: Facts) =>
  (spec: PodSpec, workload: WorkloadFact): PodHit[] =>
    spec.containers
      .filter((container) => readsLogs(spec, container))
      .flatMap((container): PodHit[] => [
        ...plainHosts(container).map(({ host, pointer }): PodHit => ({
          pointer: pointer.startsWith(container.pointer) ? pointer : `${container.pointer}${pointer}`,
          what: `${containerName(container)} reads the node’s logs and sends to ${host} without TLS`,
          severity: 'medium',
        })),
        ...settingsInSecrets(facts, workload, spec, container),
      ]);

function judgeOutput(output: LogOutput): OutputHit | undefined {
  const { program, says, carries } = output;
  if (says !== 'plain' && says !== 'unknown') return undefined;
  const sent = `${program} sends ${sentWords(output)}`;
  const setting = settingWords(output);
  if (says === 'unknown')
    return { what: `whether ${sent} with TLS is not known ${setting}`, severity: 'info', unknown: true };
  if (carries === 'unknown') return { what: `${sent} without TLS ${setting}`, severity: 'info', unknown: true };
  return { what: `${sent} without TLS ${setting}`, severity: 'medium' };
}

/** Settings of which a part could not be read, where what was read says nothing. */
function* unread({ configMaps }: Facts, told: ReadonlySet<string>): Generator<Failure> {
  for (const object of configMaps) {
    for (const { program, reason, pointer } of object.shipper?.unread ?? []) {
      if (told.has(`${object.document} ${pointer}`)) continue;
      yield {
        result: 'unknown',
        object,
        pointer,
        message: `Settings of ${program} were not all read: ${reason}. Whether logs are sent without TLS is not known.`,
        severity: 'info',
        fix: { summary: 'Give the missing part with -f, or look at the settings as the program has them.' },
      };
    }
  }
}

const CONSEQUENCE = 'The output of every container on the node is readable on the way.';
const FIX =
  'Send to an https:// or TLS endpoint and verify its certificate; redact the stream before it leaves the node.';

const shipper = (setting: string, path = '/var/log'): string => `
containers:
- name: shipper
  image: registry.example/shipper:1
  ${setting}
  volumeMounts: [{ name: logs, mountPath: /logs, readOnly: true }]
volumes:
- name: logs
  hostPath: { path: ${path} }`;
const output = (url: string): string => `env: [{ name: OUTPUT, value: "${url}" }]`;
const fluentBit = (setting: string, plugin = 'es'): string =>
  configMapManifest('fluent-bit.conf', [
    '[INPUT]',
    '    Name tail',
    '    Tag  kube.*',
    '    Path /var/log/containers/*_shop_*.log',
    '[OUTPUT]',
    `    Name ${plugin}`,
    '    Match kube.*',
    '    Host search.logging.svc',
    setting,
  ]);

const inSecret = (key: string): string =>
  documents(
    deploymentManifest(`
containers:
- name: shipper
  image: registry.example/shipper:1
  volumeMounts:
  - { name: logs, mountPath: /logs, readOnly: true }
  - { name: settings, mountPath: /settings }
volumes:
- name: logs
  hostPath: { path: /var/log }
- name: settings
  secret: { secretName: shipper }`),
    `apiVersion: v1
kind: Secret
metadata: { name: shipper, namespace: shop }
stringData:
  ${key}: "{{ .Values.settings }}"
`,
  );
const fluentd = (transport: string): string =>
  configMapManifest('fluent.conf', [
    '<source>',
    '  @type tail',
    '  path /var/log/containers/*_shop_*.log',
    '  tag kubernetes.*',
    '</source>',
    '<match kubernetes.**>',
    '  @type forward',
    `  transport ${transport}`,
    '  <server>',
    '    host aggregator.logging.svc',
    '  </server>',
    '</match>',
  ]);
const collector = (insecure: string): string =>
  configMapManifest('relay.yaml', [
    'receivers: { filelog: { include: [/var/log/pods/shop_*/*/*.log] } }',
    `exporters: { otlp: { endpoint: "gateway:4317", tls: { insecure: ${insecure} } } }`,
    'service: { pipelines: { logs: { receivers: [filelog], exporters: [otlp] } } }',
  ]);

const alloy = (scheme: string): string =>
  configMapManifest('config.alloy', [
    'discovery.kubernetes "pods" {',
    '  role = "pod"',
    '  namespaces { names = ["shop"] }',
    '}',
    'loki.source.kubernetes "pods" {',
    '  targets    = discovery.kubernetes.pods.targets',
    '  forward_to = [loki.write.store.receiver]',
    '}',
    'loki.write "store" {',
    '  endpoint {',
    `    url = "${scheme}://loki.logging.svc:3100/loki/api/v1/push"`,
    '  }',
    '}',
  ]);

export const logShipperPlaintext: Check = {
  id: 'log-shipper-plaintext',
  title: 'A log shipper sends the node’s logs without TLS',
  why: 'The node’s /var/log/pods holds the output of every container on it, and with it whatever programs print: tokens, headers, stack traces with connection strings. Sent in plain text, all of it is read by whoever is on the path. Looked at are the environment and arguments of what mounts those folders, and settings in ConfigMaps of Fluent Bit, Fluentd, Vector, Promtail, Grafana Alloy, the OpenTelemetry Collector and Filebeat, followed from input to output; each of them has outputs that are without TLS unless it is switched on. Settings in Secrets are not looked into, and included files outside of the ConfigMap are not read: that is said as unknown.',
  severity: 'medium',
  maps: {
    nsa: ['Audit logging'],
    attack: ['T1040', 'T1552.001'],
    stride: ['information disclosure'],
    owasp: ['K05'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/cluster-administration/logging/#using-a-node-logging-agent',
    'https://docs.fluentbit.io/manual/administration/transport-security',
    'https://docs.fluentd.org/output/forward',
    'https://vector.dev/docs/reference/configuration/sinks/vector/',
    'https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configtls/README.md',
    'https://grafana.com/docs/loki/latest/send-data/promtail/configuration/',
    'https://grafana.com/docs/alloy/latest/reference/components/loki/loki.write/',
    'https://www.elastic.co/docs/reference/beats/filebeat/configuration-ssl',
  ],
  *find(facts) {
    yield* podFailures(facts, judgeOf(facts), { consequence: CONSEQUENCE, fix: FIX });
    const told = new Set<string>();
    const advice = { consequence: 'Whoever is on the way between the two reads it.', fix: FIX };
    for (const failure of outputFailures(facts, judgeOutput, advice)) {
      told.add(`${failure.object.document} ${failure.pointer ?? ''}`);
      yield failure;
    }
    yield* unread(facts, told);
  },
  examples: {
    exposed: [
      { name: 'by http', manifests: deploymentManifest(shipper(output('http://logs.example:3100/push'))) },
      {
        name: 'an argument',
        manifests: deploymentManifest(shipper('args: ["--output=tcp://logs.example:5170"]', '/var/log/pods')),
      },
      { name: 'settings of Fluent Bit', manifests: fluentBit('    tls Off') },
      { name: 'settings that say nothing of TLS', manifests: fluentBit('    Port 9200') },
      { name: 'settings of Fluentd', manifests: fluentd('tcp') },
      { name: 'settings of an OpenTelemetry Collector', manifests: collector('true') },
      { name: 'settings of Grafana Alloy', manifests: alloy('http') },
      { name: 'settings in a Secret, which are not looked into', manifests: inSecret('fluent-bit.conf') },
      { name: 'a variable that decides', manifests: fluentBit('    tls ${TLS}') },
    ],
    safe: [
      { name: 'by https', manifests: deploymentManifest(shipper(output('https://logs.example:3100/push'))) },
      { name: 'to the same pod', manifests: deploymentManifest(shipper(output('http://127.0.0.1:3100/push'))) },
      {
        name: 'another folder',
        manifests: deploymentManifest(shipper('args: ["--output=tcp://logs.example:5170"]', '/var/cache')),
      },
      { name: 'settings with TLS', manifests: fluentBit('    tls On') },
      { name: 'settings of Fluentd with TLS', manifests: fluentd('tls') },
      { name: 'settings of an OpenTelemetry Collector with TLS', manifests: collector('false') },
      { name: 'settings of Grafana Alloy with TLS', manifests: alloy('https') },
      { name: 'a Secret without settings', manifests: inSecret('ca.crt') },
      { name: 'settings that print', manifests: fluentBit('    tls Off', 'stdout') },
    ],
  },
};
