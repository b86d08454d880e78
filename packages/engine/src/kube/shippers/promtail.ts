// What Promtail's settings send where: every client gets what every scrape config reads.
import type { Carried, LogOutput } from '../../facts/log-output.ts';
import { isObject, listOf, objectOf, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { logsOfPaths, widest } from './log-path.ts';
import { sentByScheme } from './network-sink.ts';
import type { SettingsKey } from './section.ts';
import { addressOf, isLocal, switchOf } from './setting-values.ts';

const PROGRAM = 'Promtail';

/** Stages that read a line, label it or give it a time, and leave its text. https://grafana.com/docs/loki/latest/send-data/promtail/stages/ */
const KEEPING: ReadonlySet<string> = new Set([
  'cri',
  'docker',
  'eventlogmessage',
  'geoip',
  'json',
  'labelallow',
  'labeldrop',
  'labels',
  'limit',
  'logfmt',
  'metrics',
  'multiline',
  'regex',
  'sampling',
  'static_labels',
  'structured_metadata',
  'tenant',
  'timestamp',
]);
const CHANGING: ReadonlySet<string> = new Set(['decolorize', 'drop', 'match', 'output', 'pack', 'replace', 'template']);

function stepsOf(stages: unknown): string[] {
  return listOf(stages)
    .flatMap((stage) => Object.keys(objectOf(stage)))
    .filter((name) => !KEEPING.has(name))
    .map((name) => (CHANGING.has(name) ? name : 'another stage'));
}

/** Relabelling that keeps or drops targets narrows what is read. */
function isNarrowed(scrape: JsonObject): boolean {
  return listOf(scrape.relabel_configs).some((rule) => ['keep', 'drop'].includes(textOf(objectOf(rule).action)));
}

function carriedBy(scrape: JsonObject): Carried {
  const discovered = listOf(scrape.kubernetes_sd_configs).map(objectOf);
  if (discovered.some(({ role }) => role === 'pod')) {
    const isScoped = discovered.some(
      ({ namespaces, selectors }) => namespaces !== undefined || selectors !== undefined,
    );
    return isScoped || isNarrowed(scrape) ? 'some-pods' : 'every-pod';
  }
  const labels = listOf(scrape.static_configs).map((config) => objectOf(objectOf(config).labels));
  const paths = labels.map(({ __path__: path }) => textOf(path)).filter((path) => path !== '');
  return paths.length === 0 ? 'logs' : logsOfPaths(paths);
}

/** True for settings with clients of Loki. https://grafana.com/docs/loki/latest/send-data/promtail/configuration/ */
export function isPromtailSettings(document: unknown): document is JsonObject {
  return isObject(document) && listOf(document.clients).some((client) => 'url' in objectOf(client));
}

export function promtailOutputs(document: JsonObject, at: SettingsKey): LogOutput[] {
  const scrapes = listOf(document.scrape_configs).map(objectOf);
  const carries = widest(scrapes.map(carriedBy)) ?? 'unknown';
  const of = scrapes.filter((scrape) => carriedBy(scrape) === carries);
  const steps = [...new Set(of.flatMap(({ pipeline_stages: stages }) => stepsOf(stages)))];
  return listOf(document.clients).flatMap((client): LogOutput[] => {
    const { url, tls_config: tls } = objectOf(client);
    const isSkipped = switchOf(objectOf(tls).insecure_skip_verify) === true;
    const sent = sentByScheme(addressOf(url), isSkipped ? 'insecure_skip_verify true' : undefined);
    return isLocal(sent) ? [] : [{ program: PROGRAM, plugin: 'loki', ...sent, carries, steps, ...at }];
  });
}
