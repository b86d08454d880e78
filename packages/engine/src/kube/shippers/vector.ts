// What Vector's settings send where: sinks, and through their inputs the transforms and sources that feed them.
import type { Carried, LogOutput } from '../../facts/log-output.ts';
import { isObject, listOf, objectOf, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { logsOfPaths, widest } from './log-path.ts';
import { sentByScheme, sentBySwitch } from './network-sink.ts';
import type { Sent } from './network-sink.ts';
import type { SettingsKey } from './section.ts';
import { addressOf, isLocal, switchOf } from './setting-values.ts';
import { upstreamOf } from './vector-graph.ts';

const PROGRAM = 'Vector';

/** Sinks whose address is a URL, and the settings that hold it. */
const BY_URL: Readonly<Record<string, readonly string[]>> = {
  axiom: ['url'],
  clickhouse: ['endpoint'],
  datadog_logs: ['endpoint'],
  elasticsearch: ['endpoints', 'endpoint'],
  http: ['uri'],
  loki: ['endpoint'],
  opentelemetry: ['uri'],
  splunk_hec_logs: ['endpoint'],
};
/** Sinks of a connection of their own, with TLS where `tls.enabled`. */
const BY_SWITCH: Readonly<Record<string, string>> = {
  kafka: 'bootstrap_servers',
  papertrail: 'endpoint',
  socket: 'address',
  vector: 'address',
};
const SERVICES: ReadonlySet<string> = new Set([
  'aws_cloudwatch_logs',
  'aws_kinesis_firehose',
  'aws_kinesis_streams',
  'aws_s3',
  'gcp_cloud_storage',
  'gcp_stackdriver_logs',
]);
const NOWHERE: ReadonlySet<string> = new Set(['blackhole', 'console', 'file', 'prometheus_exporter']);
/** Transforms that join, count, route or thin out events, and change no text of them. */
const KEEPING: ReadonlySet<string> = new Set([
  'aws_ec2_metadata',
  'dedupe',
  'exclusive_route',
  'reduce',
  'route',
  'sample',
  'throttle',
]);
const CHANGING: ReadonlySet<string> = new Set(['filter', 'log_to_metric', 'lua', 'remap']);
/** Sources of no logs. */
const NO_LOGS = /^(?:\w+_metrics|prometheus_\w+|statsd|internal_metrics|static_metrics|demo_logs)$/;
const SELECTORS = [
  'extra_field_selector',
  'extra_label_selector',
  'extra_namespace_label_selector',
  'include_paths_glob_patterns',
];

function carriedBy(source: JsonObject): Carried | undefined {
  const type = textOf(source.type);
  if (NO_LOGS.test(type)) return undefined;
  if (type === 'kubernetes_logs')
    return SELECTORS.some((name) => source[name] !== undefined) ? 'some-pods' : 'every-pod';
  if (type !== 'file') return 'logs';
  return logsOfPaths(listOf(source.include).filter((path) => typeof path === 'string'));
}

const wordsOf = (setting: string | undefined): string | undefined =>
  setting === undefined ? undefined : `tls.${setting} false`;

/** https://github.com/confluentinc/librdkafka/blob/master/CONFIGURATION.md */
function switchedBy(protocol: string): boolean | 'unknown' {
  return /^(?:sasl_)?(?:ssl|plaintext)$/i.test(protocol) ? /ssl$/i.test(protocol) : 'unknown';
}

function sentBy(sink: JsonObject): Sent | undefined {
  const type = textOf(sink.type);
  if (NOWHERE.has(type)) return undefined;
  if (SERVICES.has(type)) return { says: 'tls', setting: 'the service’s own' };
  const tls = objectOf(sink.tls);
  const unverified = ['verify_certificate', 'verify_hostname'].find((name) => switchOf(tls[name]) === false);
  const fields = Object.hasOwn(BY_URL, type) ? BY_URL[type] : undefined;
  if (fields !== undefined) {
    const from = type === 'opentelemetry' ? objectOf(sink.protocol) : sink;
    const url = fields.map((field) => from[field]).find((value) => value !== undefined);
    // By default, it is the site's own, with https.
    if (url === undefined && type === 'datadog_logs') return { says: 'tls', setting: 'the service’s own' };
    return sentByScheme(addressOf(Array.isArray(url) ? url[0] : url), wordsOf(unverified));
  }
  const field = Object.hasOwn(BY_SWITCH, type) ? BY_SWITCH[type] : undefined;
  if (field === undefined) return { says: 'unknown', setting: 'a sink that this reader does not know' };
  if (type === 'socket' && textOf(sink.mode).startsWith('unix')) return undefined;
  const address = addressOf(textOf(sink[field]).split(',', 1)[0]);
  if (address.scheme === 'http' || address.scheme === 'https') return sentByScheme(address, wordsOf(unverified));
  // The client library's own options are set last.
  const { 'security.protocol': protocol } = objectOf(sink.librdkafka_options);
  if (type === 'kafka' && typeof protocol === 'string') {
    const isOn = switchedBy(protocol);
    const words = isOn === 'unknown' ? 'security.protocol' : `security.protocol ${protocol.toLowerCase()}`;
    return sentBySwitch(address, isOn, wordsOf(unverified), { on: words, off: words });
  }
  const isWritten = sink.tls !== undefined && sink.tls !== null;
  // Its own code switches TLS on where no block of it is written.
  const byDefault = type === 'papertrail' && !isWritten;
  return sentBySwitch(address, switchOf(tls.enabled) ?? byDefault, wordsOf(unverified), {
    on: byDefault ? 'the service’s own' : 'tls.enabled',
    off: 'no tls.enabled',
  });
}

interface Feed {
  /** Undefined where nothing comes. */
  readonly carries: Carried | undefined;
  readonly steps: readonly string[];
}

/** The widest of what comes to a sink, and the transforms on the way where none of it comes past them. */
function feedOf(sink: JsonObject, document: JsonObject): Feed {
  const carriedFrom = (sources: readonly JsonObject[]): Carried | undefined =>
    widest(sources.flatMap((source) => carriedBy(source) ?? []));
  const all = upstreamOf(sink, document, () => true);
  const carries = carriedFrom(all.sources);
  const asItIs = upstreamOf(sink, document, (type) => KEEPING.has(type));
  if (carriedFrom(asItIs.sources) === carries) return { carries, steps: [] };
  return { carries, steps: [...new Set(all.transforms.flatMap(stepOf))] };
}

function stepOf(type: string): string[] {
  if (KEEPING.has(type)) return [];
  return [CHANGING.has(type) ? type : 'another transform'];
}

/** True for settings with sinks. */
export function isVectorSettings(document: unknown): document is JsonObject {
  return isObject(document) && Object.values(objectOf(document.sinks)).some((sink) => isObject(sink) && 'type' in sink);
}

/** https://vector.dev/docs/reference/configuration/ */
export function vectorOutputs(document: JsonObject, at: SettingsKey): LogOutput[] {
  return Object.values(objectOf(document.sinks)).flatMap((value): LogOutput[] => {
    const sink = objectOf(value);
    const sent = sentBy(sink);
    if (sent === undefined || isLocal(sent)) return [];
    const { carries, steps } = feedOf(sink, document);
    if (carries === undefined && isObject(document.sources)) return [];
    const type = textOf(sink.type);
    const isKnown = Object.hasOwn(BY_URL, type) || Object.hasOwn(BY_SWITCH, type) || SERVICES.has(type);
    const plugin = isKnown ? type : 'another sink';
    return [{ program: PROGRAM, plugin, ...sent, carries: carries ?? 'unknown', steps, ...at }];
  });
}
