// What Grafana Alloy's settings send where: from the components that read logs, by what they forward to, to those that send.
import type { LogOutput } from '../../facts/log-output.ts';
import { AlloyGraph } from './alloy-graph.ts';
import { named, wordsIn } from './alloy-text.ts';
import type { AlloyBlock } from './alloy-text.ts';
import { widest } from './log-path.ts';
import { sentByScheme, sentBySwitch } from './network-sink.ts';
import type { Sent } from './network-sink.ts';
import { addressOf, isLocal } from './setting-values.ts';
import type { Address } from './setting-values.ts';

const PROGRAM = 'Grafana Alloy';
/** Components that are looked at: each is followed to each. */
const MOST = 500;

/** Stages that read a line, label it, give it a time or hold it back, and leave its text. https://grafana.com/docs/alloy/latest/reference/components/loki/loki.process/ */
const KEEPING_STAGES: ReadonlySet<string> = new Set([
  'cri',
  'docker',
  'eventlogmessage',
  'geoip',
  'json',
  'label_drop',
  'label_keep',
  'labels',
  'limit',
  'logfmt',
  'metrics',
  'multiline',
  'regex',
  'sampling',
  'static_labels',
  'structured_metadata',
  'structured_metadata_drop',
  'tenant',
  'timestamp',
]);
const CHANGING_STAGES: ReadonlySet<string> = new Set([
  'decolorize',
  'drop',
  'luhn',
  'match',
  'output',
  'pack',
  'replace',
  'template',
  'truncate',
]);
/** Components on the way that leave the text. */
const KEEPING: ReadonlySet<string> = new Set([
  'loki.relabel',
  'otelcol.exporter.loki',
  'otelcol.processor.batch',
  'otelcol.processor.k8sattributes',
  'otelcol.processor.memory_limiter',
  'otelcol.processor.resourcedetection',
  'otelcol.receiver.loki',
]);
/** https://grafana.com/docs/alloy/latest/reference/components/loki/loki.secretfilter/ */
const MASKING = 'loki.secretfilter';
const SOURCE = /^(?:loki\.source|otelcol\.receiver|faro\.receiver)\b(?!\.loki$)/;
const NOWHERE: ReadonlySet<string> = new Set([
  'otelcol.exporter.debug',
  'otelcol.exporter.file',
  'otelcol.exporter.loki',
]);

/** True, false, `unknown` for what an expression gives; undefined where nothing is written. */
function switchIn(block: AlloyBlock | undefined, name: string): boolean | 'unknown' | undefined {
  const words = wordsIn(block, name);
  const [only] = words;
  if (only === undefined) return undefined;
  return words.length === 1 && /^(?:true|false)$/.test(only.word) ? only.word === 'true' : 'unknown';
}

/** Of an expression, no more than its scheme is told, and that only where it begins with it. */
function addressIn(block: AlloyBlock | undefined, name: string): Address {
  const words = wordsIn(block, name);
  const [first] = words;
  if (first?.kind !== 'text') return {};
  const address = addressOf(first.word);
  return words.length === 1 ? address : { ...(address.scheme !== undefined && { scheme: address.scheme }) };
}

function unverifiedIn(tls: AlloyBlock | undefined): string | undefined {
  return switchIn(tls, 'insecure_skip_verify') === true ? 'insecure_skip_verify true' : undefined;
}

/** gRPC is with TLS unless `tls.insecure`. https://grafana.com/docs/alloy/latest/reference/components/otelcol/otelcol.exporter.otlp/ */
function sentByGrpc(client: AlloyBlock | undefined): Sent {
  const [tls] = client === undefined ? [] : named(client, 'tls');
  const address = addressIn(client, 'endpoint');
  if (address.scheme === 'http' || address.scheme === 'https') return sentByScheme(address, unverifiedIn(tls));
  const insecure = switchIn(tls, 'insecure') ?? false;
  const isOn = insecure === 'unknown' ? insecure : !insecure;
  return sentBySwitch(address, isOn, unverifiedIn(tls), { on: 'tls', off: 'tls.insecure true' });
}

function sentFrom(component: AlloyBlock): { readonly plugin: string; readonly sent: Sent }[] {
  const { type } = component;
  const [client] = named(component, 'client');
  if (type === 'loki.write')
    return named(component, 'endpoint').map((endpoint) => ({
      plugin: type,
      sent: sentByScheme(addressIn(endpoint, 'url'), unverifiedIn(named(endpoint, 'tls_config')[0])),
    }));
  if (type === 'otelcol.exporter.otlp') return [{ plugin: type, sent: sentByGrpc(client) }];
  if (type === 'otelcol.exporter.otlphttp')
    return [
      {
        plugin: type,
        sent: sentByScheme(addressIn(client, 'endpoint'), unverifiedIn(client && named(client, 'tls')[0])),
      },
    ];
  if (!type.startsWith('otelcol.exporter.') || NOWHERE.has(type)) return [];
  return [
    { plugin: 'another exporter', sent: { says: 'unknown', setting: 'an exporter that this reader does not know' } },
  ];
}

function stepsOf(component: AlloyBlock): string[] {
  const { type, blocks } = component;
  if (type === 'loki.process') {
    const stages = blocks.flatMap((block) =>
      block.type.startsWith('stage.') ? [block.type.slice('stage.'.length)] : [],
    );
    return stages
      .filter((name) => !KEEPING_STAGES.has(name))
      .map((name) => (CHANGING_STAGES.has(name) ? name : 'another stage'));
  }
  if (KEEPING.has(type) || SOURCE.test(type)) return [];
  return [/^(?:loki|otelcol)\.[\w.]{1,64}$/.test(type) ? type : 'another component'];
}

/** Of all keys together: Alloy reads the files of a folder as one. */
export function alloyOutputs(all: readonly AlloyBlock[]): LogOutput[] {
  const blocks = all.slice(0, MOST);
  const graph = new AlloyGraph(blocks);
  const sources = blocks
    .filter(({ type }) => SOURCE.test(type))
    .map((source) => ({ source, carries: graph.carriedBy(source) }));
  const isPartial = all.length > MOST || blocks.some(({ type }) => /^(?:import\.|declare$)/.test(type));
  return blocks.flatMap((sink) =>
    sentFrom(sink).flatMap(({ plugin, sent }): LogOutput[] => {
      const before = graph.before(sink);
      const feeding = sources.filter(({ source }) => before.has(source));
      const carries = widest(feeding.map((source) => source.carries)) ?? (isPartial ? 'unknown' : undefined);
      if (carries === undefined || isLocal(sent)) return [];
      const of = feeding.filter((source) => source.carries === carries).map(({ source }) => source);
      const between = [...graph.passed(of, before)].filter((one) => one !== sink && one.type !== MASKING);
      const steps = [...new Set(between.flatMap(stepsOf))];
      const unmasked = graph.before(sink, MASKING);
      const masks = of.length > 0 && !of.some((source) => unmasked.has(source));
      return [{ program: PROGRAM, plugin, ...sent, carries, steps, ...(masks && { masks }), ...sink.at }];
    }),
  );
}

/** Why a part of the settings was not looked at. */
export function unreadInAlloy(blocks: readonly AlloyBlock[]): string[] {
  return [
    ...(blocks.some(({ type }) => type.startsWith('import.')) ? ['they import modules, which are not followed'] : []),
    ...(blocks.length > MOST ? [`they have more than ${MOST} components, and the rest was not looked at`] : []),
  ];
}
