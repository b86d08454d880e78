// What Grafana Alloy's settings send where: from the components that read logs, by what they forward to, to those that send.
import type { Carried, LogOutput } from '../../facts/log-output.ts';
import type { AlloyBlock, AlloyWord } from './alloy-text.ts';
import { logsOfPaths, widest } from './log-path.ts';
import { sentByScheme, sentBySwitch } from './network-sink.ts';
import type { Sent } from './network-sink.ts';
import { addressOf, isLocal } from './setting-values.ts';
import type { Address } from './setting-values.ts';

const PROGRAM = 'Grafana Alloy';

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

const idOf = ({ type, label }: AlloyBlock): string => (label === '' ? type : `${type}.${label}`);
const wordsIn = (block: AlloyBlock | undefined, name: string): readonly AlloyWord[] =>
  block?.attributes.get(name) ?? [];
const named = ({ blocks }: AlloyBlock, type: string): AlloyBlock[] => blocks.filter((block) => block.type === type);

function textsIn(words: readonly AlloyWord[]): string[] {
  return words.flatMap(({ kind, word }) => (kind === 'text' ? [word] : []));
}

/** Components that an expression refers to, without the name of what they export. */
function referencesIn(words: readonly AlloyWord[]): string[] {
  return words.flatMap(({ kind, word }) =>
    kind === 'name' && word.includes('.') ? [word.slice(0, word.lastIndexOf('.'))] : [],
  );
}

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

class AlloyGraph {
  readonly #components: ReadonlyMap<string, AlloyBlock>;

  constructor(components: ReadonlyMap<string, AlloyBlock>) {
    this.#components = components;
  }

  next(component: AlloyBlock): AlloyBlock[] {
    const words = [
      ...wordsIn(component, 'forward_to'),
      ...named(component, 'output').flatMap((output) => wordsIn(output, 'logs')),
    ];
    return referencesIn(words).flatMap((id) => this.#components.get(id) ?? []);
  }

  /** All that logs of the component may pass, itself too; `without` what ends the way. */
  reached(from: AlloyBlock, without = ''): ReadonlySet<AlloyBlock> {
    const reached = new Set<AlloyBlock>([from]);
    for (const component of reached)
      for (const next of this.next(component)) if (next.type !== without) reached.add(next);
    return reached;
  }

  carriedBy(source: AlloyBlock): Carried {
    if (source.type === 'otelcol.receiver.filelog') return logsOfPaths(textsIn(wordsIn(source, 'include')));
    if (source.type === 'loki.source.podlogs') return 'some-pods';
    if (!/^loki\.source\.(?:file|kubernetes|docker)$/.test(source.type)) return 'logs';
    return this.#targets(wordsIn(source, 'targets'), new Set()) ?? 'unknown';
  }

  /** What a list of targets names: paths, or pods that are discovered. */
  #targets(words: readonly AlloyWord[], seen: Set<AlloyBlock>): Carried | undefined {
    const paths = words.flatMap(({ word }, at) => (word === '__path__' ? (words[at + 2]?.word ?? []) : []));
    const own = paths.length > 0 ? [logsOfPaths(paths)] : [];
    const from = referencesIn(words).flatMap((id) => this.#components.get(id) ?? []);
    return widest([...own, ...from.flatMap((component) => this.#discovered(component, seen) ?? [])]);
  }

  #discovered(component: AlloyBlock, seen: Set<AlloyBlock>): Carried | undefined {
    if (seen.has(component)) return undefined;
    seen.add(component);
    const { type } = component;
    if (type === 'discovery.kubernetes') return discoveredPods(component);
    if (type === 'local.file_match') return this.#targets(wordsIn(component, 'path_targets'), seen);
    if (type !== 'discovery.relabel') return 'unknown';
    const isNarrowed = named(component, 'rule').some((rule) =>
      ['keep', 'drop'].includes(textsIn(wordsIn(rule, 'action'))[0] ?? ''),
    );
    const carried = this.#targets(wordsIn(component, 'targets'), seen);
    return isNarrowed && carried === 'every-pod' ? 'some-pods' : carried;
  }
}

/** A field that names the node keeps every pod of it. */
function discoveredPods(component: AlloyBlock): Carried {
  if (textsIn(wordsIn(component, 'role'))[0] !== 'pod') return 'logs';
  const isNarrow = named(component, 'selectors').some(
    (selector) =>
      wordsIn(selector, 'label').length > 0 ||
      textsIn(wordsIn(selector, 'field'))[0]?.startsWith('spec.nodeName=') !== true,
  );
  const names = named(component, 'namespaces').flatMap((namespaces) => wordsIn(namespaces, 'names'));
  return isNarrow || names.length > 2 ? 'some-pods' : 'every-pod';
}

/** Of all keys together: Alloy reads the files of a folder as one. */
export function alloyOutputs(blocks: readonly AlloyBlock[]): LogOutput[] {
  const components = new Map(blocks.map((block) => [idOf(block), block]));
  const graph = new AlloyGraph(components);
  const sources = blocks
    .filter(({ type }) => SOURCE.test(type))
    .map((source) => ({ source, carries: graph.carriedBy(source), reached: graph.reached(source) }));
  const isPartial = blocks.some(({ type }) => /^(?:import\.|declare$)/.test(type));
  return blocks.flatMap((sink) =>
    sentFrom(sink).flatMap(({ plugin, sent }): LogOutput[] => {
      const feeding = sources.filter(({ reached }) => reached.has(sink));
      const carries = widest(feeding.map((source) => source.carries)) ?? (isPartial ? 'unknown' : undefined);
      if (carries === undefined || isLocal(sent)) return [];
      const of = feeding.filter((source) => source.carries === carries);
      const between = new Set(
        of.flatMap(({ reached }) => [...reached].filter((one) => one !== sink && graph.reached(one).has(sink))),
      );
      const steps = [...new Set([...between].filter(({ type }) => type !== MASKING).flatMap(stepsOf))];
      const masks = of.length > 0 && of.every(({ source }) => !graph.reached(source, MASKING).has(sink));
      return [{ program: PROGRAM, plugin, ...sent, carries, steps, ...(masks && { masks }), ...sink.at }];
    }),
  );
}

/** True where a part of the settings stands in modules that are read from elsewhere. */
export function importsModules(blocks: readonly AlloyBlock[]): boolean {
  return blocks.some(({ type }) => type.startsWith('import.'));
}
