// What settings in YAML and JSON of Vector, the OpenTelemetry Collector and Promtail send where, beside twins.
import { describe, expect, test } from 'vitest';
import { shipperSettings } from '../log-outputs.ts';
import { StringPool } from '../string-pool.ts';
import { outputsOf, shownWithProgram } from './test-outputs.ts';

const read = (text: string): string[] => outputsOf({ key: text }).map(shownWithProgram);

describe('Vector', () => {
  const vector = (sink: string, sources = 'pods: { type: kubernetes_logs }', transforms = ''): string[] =>
    read(`sources:\n  ${sources}\ntransforms: {${transforms}}\nsinks:\n  out: { ${sink} }\n`);
  test.each([
    ['type: loki, inputs: [pods], endpoint: "http://loki:3100"', 'loki | plain | http:// | loki:3100 | every-pod'],
    ['type: loki, inputs: [pods], endpoint: "https://loki:3100"', 'loki | tls | https:// | loki:3100 | every-pod'],
    [
      'type: loki, inputs: [pods], endpoint: "https://loki", tls: { verify_certificate: false }',
      'loki | unverified | tls.verify_certificate false | loki:? | every-pod',
    ],
    [
      'type: loki, inputs: [pods], endpoint: "https://loki", tls: { verify_hostname: false }',
      'loki | unverified | tls.verify_hostname false | loki:? | every-pod',
    ],
    [
      'type: kafka, inputs: [pods], bootstrap_servers: "k:9092,l:9092"',
      'kafka | plain | no tls.enabled | k:9092 | every-pod',
    ],
    [
      'type: kafka, inputs: [pods], bootstrap_servers: "k:9093", librdkafka_options: { security.protocol: SASL_SSL }',
      'kafka | tls | security.protocol sasl_ssl | k:9093 | every-pod',
    ],
    [
      'type: kafka, inputs: [pods], bootstrap_servers: "k:1", tls: { enabled: true }, librdkafka_options: { security.protocol: plaintext }',
      'kafka | plain | security.protocol plaintext | k:1 | every-pod',
    ],
    [
      'type: kafka, inputs: [pods], bootstrap_servers: "k:1", librdkafka_options: { security.protocol: "${P}" }',
      'kafka | unknown | security.protocol by a variable | k:1 | every-pod',
    ],
    ['type: loki, inputs: [pods], endpoint: "${LOKI}"', 'loki | unknown | an address by a variable | ?:? | every-pod'],
    [
      'type: elasticsearch, inputs: ["*"], endpoints: ["http://es:9200"]',
      'elasticsearch | plain | http:// | es:9200 | every-pod',
    ],
    ['type: http, inputs: ["po*"], uri: "http://user:word@h/x"', 'http | plain | http:// | h:? | every-pod'],
    ['type: vector, inputs: [pods], address: "agg:6000"', 'vector | plain | no tls.enabled | agg:6000 | every-pod'],
    [
      'type: vector, inputs: [pods], address: "agg:6000", tls: { enabled: true }',
      'vector | tls | tls.enabled | agg:6000 | every-pod',
    ],
    [
      'type: socket, mode: udp, inputs: [pods], address: "agg:514"',
      'socket | plain | no tls.enabled | agg:514 | every-pod',
    ],
    ['type: aws_s3, inputs: [pods], bucket: b', 'aws_s3 | tls | the service’s own | ?:? | every-pod'],
    [
      'type: papertrail, inputs: [pods], endpoint: "logs.example:1234"',
      'papertrail | tls | the service’s own | logs.example:1234 | every-pod',
    ],
    [
      'type: papertrail, inputs: [pods], endpoint: "logs.example:1234", tls: { enabled: false }',
      'papertrail | plain | no tls.enabled | logs.example:1234 | every-pod',
    ],
    ['type: datadog_logs, inputs: [pods]', 'datadog_logs | tls | the service’s own | ?:? | every-pod'],
    [
      'type: datadog_logs, inputs: [pods], endpoint: "http://proxy:80"',
      'datadog_logs | plain | http:// | proxy:80 | every-pod',
    ],
    [
      'type: constructor, inputs: [pods]',
      'another sink | unknown | a sink that this reader does not know | ?:? | every-pod',
    ],
  ])('%s', (sink, expected) => {
    expect(vector(sink)).toEqual([`Vector | ${expected}`]);
  });
  test.each([
    'type: console, inputs: [pods]',
    'type: socket, mode: unix_stream, inputs: [pods], path: /run/s',
    'type: loki, inputs: [pods], endpoint: "http://localhost:3100"',
    'type: loki, inputs: [metrics], endpoint: "http://loki:3100"',
  ])('nothing leaves: %s', (sink) => {
    expect(vector(sink)).toEqual([]);
  });
  test.each([
    ['pods: { type: kubernetes_logs, extra_label_selector: "app=web" }', 'some-pods'],
    ['pods: { type: file, include: [/var/log/pods/*/*/*.log] }', 'every-pod'],
    ['pods: { type: file, include: [/var/log/pods/shop_*/*/*.log] }', 'some-pods'],
    ['pods: { type: file, include: [/var/log/auth.log] }', 'logs'],
    ['pods: { type: fluent }', 'logs'],
  ])('source %s: %s', (source, expected) => {
    expect(vector('type: http, inputs: [pods], uri: "http://h"', source)[0]?.split(' | ')[5]).toBe(expected);
  });
  test('TOML says the same; what is none is told, without a word of it', () => {
    const text =
      '[sources.pods]\ntype = "kubernetes_logs"\n[sinks.out]\ntype = "loki"\ninputs = ["pods"]\nendpoint = "http://loki:3100"\n';
    expect(read(text)).toEqual(['Vector | loki | plain | http:// | loki:3100 | every-pod']);
    expect(read(text.replace('http:', 'https:'))[0]).toContain('| tls |');
    const settings = shipperSettings({ key: `${text}MARKED-fake = = x` }, new StringPool());
    expect(settings?.unread).toEqual([
      { program: 'Vector', reason: 'they are no TOML that can be read', pointer: '/data/key' },
    ]);
  });
  test('metrics are no logs', () => {
    expect(vector('type: http, inputs: [pods], uri: "http://h"', 'pods: { type: host_metrics }')).toEqual([]);
  });
  test.each([
    ['one', 'inputs: [clean]', 'clean: { type: remap, inputs: [pods] }', 'remap'],
    ['one that keeps', 'inputs: [clean]', 'clean: { type: reduce, inputs: [pods] }', ''],
    ['past it', 'inputs: [clean, pods]', 'clean: { type: remap, inputs: [pods] }', ''],
    [
      'past it through another',
      'inputs: [clean, joined]',
      'clean: { type: remap, inputs: [pods] }, joined: { type: reduce, inputs: [pods] }',
      '',
    ],
    ['two', 'inputs: [b]', 'a: { type: lua, inputs: [pods] }, b: { type: remap, inputs: [a] }', 'remap lua'],
    ['a route of one', 'inputs: [r.x]', 'r: { type: route, inputs: [pods] }', ''],
    ['a circle', 'inputs: [a]', 'a: { type: remap, inputs: [b, pods] }, b: { type: remap, inputs: [a] }', 'remap'],
  ])('transforms: %s', (_name, inputs, transforms, expected) => {
    const [line = ''] = vector(`type: loki, ${inputs}, endpoint: "http://l"`, undefined, transforms);
    expect(line.split(' | ').slice(6).join(' ')).toBe(expected);
  });
});

describe('OpenTelemetry Collector', () => {
  const collector = (
    exporter: string,
    id = 'otlp',
    processors = '',
    receiver = 'filelog: { include: [/var/log/pods/*/*/*.log] }',
  ): string[] =>
    read(`
receivers: { ${receiver} }
processors: {}
exporters: { ${id}: { ${exporter} }, debug: {} }
service:
  pipelines:
    metrics: { receivers: [prometheus], exporters: [otlp/metrics] }
    logs: { receivers: [${receiver.split(':', 1)[0] ?? ''}], processors: [${processors}], exporters: [${id}, debug] }
`);
  test.each([
    ['otlp', 'endpoint: "tempo:4317"', 'otlp | tls | tls | tempo:4317'],
    ['otlp', 'endpoint: "tempo:4317", tls: { insecure: true }', 'otlp | plain | tls.insecure true | tempo:4317'],
    ['otlp/b', 'endpoint: "tempo:4317", tls: { insecure: false }', 'otlp | tls | tls | tempo:4317'],
    [
      'otlp',
      'endpoint: "tempo:4317", tls: { insecure_skip_verify: true }',
      'otlp | unverified | insecure_skip_verify true | tempo:4317',
    ],
    [
      'otlp',
      'endpoint: "tempo:4317", tls: { insecure: "${env:INSECURE}" }',
      'otlp | unknown | tls by a variable | tempo:4317',
    ],
    ['otlp', 'endpoint: "http://tempo:4317"', 'otlp | plain | http:// | tempo:4317'],
    ['otlphttp', 'endpoint: "http://loki:3100/otlp"', 'otlphttp | plain | http:// | loki:3100'],
    ['otlphttp', 'endpoint: "https://loki/otlp"', 'otlphttp | tls | https:// | loki:?'],
    [
      'elasticsearch',
      'endpoints: ["https://es:9200"], tls: { insecure_skip_verify: true }',
      'elasticsearch | unverified | insecure_skip_verify true | es:9200',
    ],
    ['opensearch', 'http: { endpoint: "http://os:9200" }', 'opensearch | plain | http:// | os:9200'],
    ['awsthing', 'region: x', 'another exporter | unknown | an exporter that this reader does not know | ?:?'],
  ])('%s: %s', (id, exporter, expected) => {
    expect(collector(exporter, id)).toEqual([`OpenTelemetry Collector | ${expected} | every-pod`]);
  });
  test('the pod’s own host, and pipelines of no logs', () => {
    expect(collector('endpoint: "localhost:4317", tls: { insecure: true }')).toEqual([]);
    expect(
      read(
        'exporters: { otlp: { endpoint: "t:1", tls: { insecure: true } } }\nservice: { pipelines: { traces: { exporters: [otlp] } } }',
      ),
    ).toEqual([]);
  });
  test.each([
    ['batch, memory_limiter, k8sattributes', ''],
    ['batch, transform/x', 'transform'],
    ['redaction', 'redaction'],
    ['mine', 'another processor'],
  ])('processors %s: %s', (processors, expected) => {
    const [line = ''] = collector('endpoint: "t:4317"', 'otlp', processors);
    expect(line.split(' | ').slice(6).join(' ')).toBe(expected);
  });
  test.each([
    ['filelog: { include: [/var/log/pods/shop_*/*/*.log] }', 'some-pods'],
    ['otlp: { protocols: {} }', 'logs'],
  ])('receiver %s: %s', (receiver, expected) => {
    expect(collector('endpoint: "t:4317"', 'otlp', '', receiver)[0]?.split(' | ')[5]).toBe(expected);
  });
});

describe('Promtail', () => {
  const PODS = '{ job_name: pods, kubernetes_sd_configs: [{ role: pod }], pipeline_stages: [{ cri: {} }] }';
  const promtail = (client: string, scrape = PODS): string[] =>
    read(`clients: [{ ${client} }]\nscrape_configs: [${scrape}]\n`);
  test.each([
    ['url: "http://loki:3100/loki/api/v1/push"', 'plain | http:// | loki:3100'],
    ['url: "https://loki/loki/api/v1/push"', 'tls | https:// | loki:?'],
    [
      'url: "https://loki/x", tls_config: { insecure_skip_verify: true }',
      'unverified | insecure_skip_verify true | loki:?',
    ],
    ['url: "https://loki/x", tls_config: { insecure_skip_verify: false }', 'tls | https:// | loki:?'],
    ['url: "${LOKI}"', 'unknown | an address by a variable | ?:?'],
  ])('%s', (client, expected) => {
    expect(promtail(client)).toEqual([`Promtail | loki | ${expected} | every-pod`]);
  });
  test('the pod’s own host', () => {
    expect(promtail('url: "http://127.0.0.1:3100/x"')).toEqual([]);
  });
  test.each([
    [PODS.replace('role: pod', 'role: pod, namespaces: { names: [shop] }'), 'some-pods'],
    [PODS.replace('job_name', 'relabel_configs: [{ action: keep, regex: shop }], job_name'), 'some-pods'],
    [PODS.replace('job_name', 'relabel_configs: [{ action: replace }], job_name'), 'every-pod'],
    ['{ static_configs: [{ labels: { __path__: /var/log/pods/*/*/*.log } }] }', 'every-pod'],
    ['{ static_configs: [{ labels: { __path__: /var/log/syslog } }] }', 'logs'],
    ['{ journal: {} }', 'logs'],
    [PODS.replace('cri: {}', 'replace: { expression: x }'), 'every-pod replace'],
    [PODS.replace('cri: {}', 'labels: { a: b }'), 'every-pod'],
  ])('scrape %s: %s', (scrape, expected) => {
    expect(promtail('url: "http://loki"', scrape)[0]?.split(' | ').slice(5).join(' ')).toBe(expected);
  });
});

test('other documents are left alone', () => {
  for (const text of [
    'clients: [{ name: a }]',
    'output: text',
    'exporters: [a]',
    'sinks: { a: b }',
    'pipeline: {',
    'output.elasticsearch: { hosts: [a] }',
  ])
    expect(shipperSettings({ key: text }, new StringPool())).toBeUndefined();
});
