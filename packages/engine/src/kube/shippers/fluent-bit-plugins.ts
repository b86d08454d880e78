// What is known of Fluent Bit's plugins: which outputs are plain unless told, and which filters leave a log as it is.
import type { Carried } from '../../facts/log-output.ts';

/** Outputs over the network with `tls` off unless it is switched on, and the port they have by default. */
export const NETWORK: Readonly<Record<string, number>> = {
  datadog: 443,
  es: 9200,
  forward: 24_224,
  gelf: 12_201,
  http: 80,
  influxdb: 8086,
  'kafka-rest': 8082,
  loki: 3100,
  opensearch: 9200,
  opentelemetry: 80,
  skywalking: 12_800,
  splunk: 8088,
  syslog: 514,
  tcp: 5170,
  websocket: 80,
};

/** Outputs to a service of their own, which is reached by HTTPS. */
export const SERVICES: ReadonlySet<string> = new Set([
  'azure',
  'azure_blob',
  'azure_kusto',
  'azure_logs_ingestion',
  'bigquery',
  'chronicle',
  'cloudwatch',
  'cloudwatch_logs',
  'kinesis_firehose',
  'kinesis_streams',
  's3',
  'stackdriver',
]);

/** Outputs that send nothing away. */
export const NOWHERE: ReadonlySet<string> = new Set([
  'counter',
  'exit',
  'file',
  'flowcounter',
  'null',
  'prometheus_exporter',
  'stdout',
]);

/** Filters that add to a record, join lines, tag, count or thin them out, whatever they say, and change no text of it. */
const KEEPING: ReadonlySet<string> = new Set([
  'aws',
  'ecs',
  'expect',
  'geoip2',
  'kubernetes',
  'multiline',
  'nest',
  'rewrite_tag',
  'stdout',
  'sysinfo',
  'throttle',
  'throttle_size',
  'type_converter',
]);
const CHANGING: ReadonlySet<string> = new Set([
  'checklist',
  'content_modifier',
  'grep',
  'log_to_metrics',
  'lua',
  'modify',
  'parser',
  'record_modifier',
  'sql',
  'wasm',
]);

/** What a filter may do to a record. `nightfall` is made to redact: https://docs.fluentbit.io/manual/pipeline/filters/nightfall */
export function effectOf(name: string): { readonly step?: string; readonly masks?: true } {
  if (KEEPING.has(name)) return {};
  if (name === 'nightfall') return { step: name, masks: true };
  return { step: CHANGING.has(name) ? name : 'another filter' };
}

/** Inputs that other programs send logs to. */
const RECEIVING: ReadonlySet<string> = new Set([
  'elasticsearch',
  'forward',
  'http',
  'kafka',
  'mqtt',
  'opentelemetry',
  'splunk',
  'syslog',
  'tcp',
  'udp',
]);
const READING: ReadonlySet<string> = new Set(['docker_events', 'head', 'kmsg', 'kubernetes_events', 'systemd']);

const NO_LOGS: ReadonlySet<string> = new Set([
  'blob',
  'collectd',
  'cpu',
  'disk',
  'dummy',
  'fluentbit_metrics',
  'gpu_metrics',
  'health',
  'mem',
  'netif',
  'nginx_metrics',
  'node_exporter_metrics',
  'podman_metrics',
  'proc',
  'process_exporter_metrics',
  'prometheus_remote_write',
  'prometheus_scrape',
  'random',
  'statsd',
  'thermal',
  'windows_exporter_metrics',
]);

/** Of an input that reads no files; undefined for one of metrics and the like. */
export function carriedByInput(name: string): Carried | undefined {
  if (NO_LOGS.has(name)) return undefined;
  return RECEIVING.has(name) || READING.has(name) ? 'logs' : 'unknown';
}
