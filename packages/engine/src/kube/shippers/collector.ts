// What an OpenTelemetry Collector's settings send where: pipelines of logs, from their receivers through processors to exporters.
import type { Carried, LogOutput } from '../../facts/log-output.ts';
import { isObject, listOf, objectOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { logsOfPaths, widest } from './log-path.ts';
import { sentByScheme, sentBySwitch } from './network-sink.ts';
import type { Sent } from './network-sink.ts';
import type { SettingsKey } from './section.ts';
import { addressOf, isLocal, switchOf } from './setting-values.ts';

const PROGRAM = 'OpenTelemetry Collector';

/** Processors that add to a record, batch or hold it back, and change no text of it. */
const KEEPING: ReadonlySet<string> = new Set([
  'batch',
  'groupbyattrs',
  'k8sattributes',
  'memory_limiter',
  'probabilistic_sampler',
  'resourcedetection',
]);
/** `redaction` masks attributes; a log's text is its body. */
const CHANGING: ReadonlySet<string> = new Set([
  'attributes',
  'filter',
  'logstransform',
  'redaction',
  'resource',
  'transform',
]);
const NOWHERE: ReadonlySet<string> = new Set(['debug', 'file', 'logging', 'nop']);
/** Exporters whose endpoint is a URL: its scheme decides. */
const BY_URL: ReadonlySet<string> = new Set([
  'elasticsearch',
  'loki',
  'opensearch',
  'otlphttp',
  'otlp_http',
  'splunk_hec',
]);
/** Exporters by gRPC, with TLS unless `tls.insecure`. */
const BY_GRPC: ReadonlySet<string> = new Set(['otlp', 'otlp_grpc']);

/** `otlp/backend` is an `otlp`. https://opentelemetry.io/docs/collector/configuration/#basics */
const typeOf = (id: string): string => id.split('/', 1)[0] as string;

function carriedBy(id: string, { include }: JsonObject): Carried | undefined {
  if (typeOf(id) !== 'filelog' && typeOf(id) !== 'file_log') return 'logs';
  return logsOfPaths(listOf(include).filter((path) => typeof path === 'string'));
}

/** https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configtls/README.md: TLS unless `insecure`. */
function sentBy(id: string, exporter: JsonObject): Sent | undefined {
  const type = typeOf(id);
  if (NOWHERE.has(type)) return undefined;
  const tls = objectOf(exporter.tls ?? objectOf(exporter.http).tls);
  const unverified = switchOf(tls.insecure_skip_verify) === true ? 'insecure_skip_verify true' : undefined;
  const http = objectOf(exporter.http);
  const address = addressOf(exporter.endpoint ?? listOf(exporter.endpoints)[0] ?? http.endpoint);
  if (BY_URL.has(type)) return sentByScheme(address, unverified);
  if (!BY_GRPC.has(type)) return { says: 'unknown', setting: 'an exporter that this reader does not know' };
  // The scheme of a URL wins over the switch.
  if (address.scheme === 'http' || address.scheme === 'https') return sentByScheme(address, unverified);
  const insecure = switchOf(tls.insecure ?? exporter.insecure) ?? false;
  const isOn = insecure === 'unknown' ? insecure : !insecure;
  return sentBySwitch(address, isOn, unverified, { on: 'tls', off: 'tls.insecure true' });
}

interface Pipeline {
  readonly receivers: readonly string[];
  readonly processors: readonly string[];
  readonly exporters: readonly string[];
}

const textsOf = (value: unknown): string[] => listOf(value).filter((item) => typeof item === 'string');

function pipelinesOf(document: JsonObject): Pipeline[] {
  const all = Object.entries(objectOf(objectOf(document.service).pipelines));
  return all.flatMap(([id, pipeline]) =>
    typeOf(id) === 'logs' && isObject(pipeline)
      ? [
          {
            receivers: textsOf(pipeline.receivers),
            processors: textsOf(pipeline.processors),
            exporters: textsOf(pipeline.exporters),
          },
        ]
      : [],
  );
}

function stepOf(processor: string): string[] {
  const type = typeOf(processor);
  if (KEEPING.has(type)) return [];
  return [CHANGING.has(type) ? type : 'another processor'];
}

/** True for settings with pipelines of logs. */
export function isCollectorSettings(document: unknown): document is JsonObject {
  return isObject(document) && isObject(document.exporters) && pipelinesOf(document).length > 0;
}

export function collectorOutputs(document: JsonObject, at: SettingsKey): LogOutput[] {
  const receivers = objectOf(document.receivers);
  const exporters = objectOf(document.exporters);
  return pipelinesOf(document).flatMap((pipeline) => {
    const carries =
      widest(pipeline.receivers.flatMap((id) => carriedBy(id, objectOf(receivers[id])) ?? [])) ?? 'unknown';
    const steps = [...new Set(pipeline.processors.flatMap(stepOf))];
    return pipeline.exporters.flatMap((id): LogOutput[] => {
      // A connector stands among the exporters of one pipeline and the receivers of another.
      const exporter = Object.hasOwn(exporters, id) ? objectOf(exporters[id]) : undefined;
      const sent = exporter === undefined ? undefined : sentBy(id, exporter);
      if (sent === undefined || isLocal(sent)) return [];
      const isKnown = BY_URL.has(typeOf(id)) || BY_GRPC.has(typeOf(id));
      const plugin = isKnown ? typeOf(id) : 'another exporter';
      return [{ program: PROGRAM, plugin, ...sent, carries, steps, ...at }];
    });
  });
}
