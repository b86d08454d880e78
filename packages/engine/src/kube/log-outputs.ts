// What settings of log shippers in a ConfigMap send where: each key is read as what it says it is, keys of one program together.
import { pointerSegment, readYaml } from '@watertight/syntax';
import { parse } from 'smol-toml';
import type { LogOutput, ShipperProgram, ShipperSettings, UnreadSettings } from '../facts/log-output.ts';
import { pushTo } from '../facts/push-to.ts';
import { isObject } from './json.ts';
import { alloyOutputs, unreadInAlloy } from './shippers/alloy.ts';
import { isAlloyText, readAlloyText } from './shippers/alloy-text.ts';
import type { AlloyBlock } from './shippers/alloy-text.ts';
import { collectorOutputs, isCollectorSettings } from './shippers/collector.ts';
import { filebeatOutputs, isFilebeatSettings } from './shippers/filebeat.ts';
import { fluentBitOutputs } from './shippers/fluent-bit.ts';
import { isFluentBitText, readFluentBitText } from './shippers/fluent-bit-text.ts';
import { isFluentBitYaml, readFluentBitYaml } from './shippers/fluent-bit-yaml.ts';
import { fluentdOutputs } from './shippers/fluentd.ts';
import { isFluentdText, readFluentdText } from './shippers/fluentd-text.ts';
import { isPromtailSettings, promtailOutputs } from './shippers/promtail.ts';
import type { Section, SectionsRead, SettingsKey } from './shippers/section.ts';
import { isVectorSettings, vectorOutputs } from './shippers/vector.ts';
import type { StringPool } from './string-pool.ts';

/** Characters of one key: an API server stores no ConfigMap that holds more. https://kubernetes.io/docs/concepts/configuration/configmap/ */
const TEXT_MAX = 1_048_576;
/** Outputs kept of one ConfigMap. */
const MOST_OUTPUTS = 100;

/** Programs whose settings are one pipeline over several files. */
type SectionProgram = 'Fluent Bit' | 'Fluentd';

const OUTPUTS_OF: Readonly<Record<SectionProgram, (sections: readonly Section[]) => LogOutput[]>> = {
  'Fluent Bit': fluentBitOutputs,
  Fluentd: fluentdOutputs,
};

/** Settings in YAML or JSON begin a line with one of these; nothing else is read as such. */
const DOCUMENT = /(?:^|[{,])\s{0,8}["']?(?:pipeline|sinks|exporters|clients|output)(?:\.[a-z]{1,20})?["']?\s?:/m;

/** Vector's settings in TOML have a table for each sink. */
const SINKS_IN_TOML = /^\s{0,8}\[{1,2}sinks\./m;

interface Found {
  readonly sections: Map<SectionProgram, SectionsRead[]>;
  /** Alloy reads the files of a folder as one. */
  readonly alloy: AlloyBlock[];
  readonly outputs: LogOutput[];
  readonly unread: UnreadSettings[];
}

function readDocument(text: string, at: SettingsKey, found: Found): void {
  const { value } = readYaml(text);
  if (isFluentBitYaml(value)) pushTo(found.sections, 'Fluent Bit', readFluentBitYaml(value, at));
  else if (isVectorSettings(value)) found.outputs.push(...vectorOutputs(value, at));
  else if (isCollectorSettings(value)) found.outputs.push(...collectorOutputs(value, at));
  else if (isPromtailSettings(value)) found.outputs.push(...promtailOutputs(value, at));
  else if (isFilebeatSettings(value)) found.outputs.push(...filebeatOutputs(value, at));
}

/** The reader's own message may quote the text: it is dropped. */
function readSinks(text: string, at: SettingsKey, found: Found): void {
  try {
    const value: unknown = parse(text);
    if (isVectorSettings(value)) found.outputs.push(...vectorOutputs(value, at));
  } catch {
    found.unread.push({ program: 'Vector', reason: 'they are no TOML that can be read', pointer: at.pointer });
  }
}

function readKey(text: string, at: SettingsKey, found: Found): void {
  if (text.length > TEXT_MAX) return;
  if (isAlloyText(text)) found.alloy.push(...readAlloyText(text, at));
  else if (isFluentBitText(text)) pushTo(found.sections, 'Fluent Bit', readFluentBitText(text, at));
  else if (isFluentdText(text)) pushTo(found.sections, 'Fluentd', readFluentdText(text, at));
  else if (SINKS_IN_TOML.test(text)) readSinks(text, at, found);
  else if (DOCUMENT.test(text)) readDocument(text, at, found);
}

function isPresent(include: string, keys: readonly string[]): boolean {
  if (!include.includes('*')) return keys.includes(include);
  const [head = '', ...rest] = include.split('*');
  const tail = rest.at(-1) ?? '';
  return keys.some((key) => key.startsWith(head) && key.endsWith(tail) && key.length >= head.length + tail.length);
}

/** A pipeline of which a part stands elsewhere is told, once. */
function missing(program: ShipperProgram, reads: readonly SectionsRead[], keys: readonly string[]): UnreadSettings[] {
  const lacks = reads.find(({ includes }) => includes.some((include) => !isPresent(include, keys)));
  const pointer = lacks?.sections[0]?.at.pointer;
  return pointer === undefined
    ? []
    : [{ program, reason: 'they include files that are no keys of this ConfigMap', pointer }];
}

function kept(output: LogOutput, strings: StringPool): LogOutput {
  const { host, name, pointer, plugin, setting } = output;
  return {
    ...output,
    plugin: strings.keep(plugin),
    setting: strings.keep(setting),
    ...(host !== undefined && { host: strings.keep(host) }),
    name: strings.keep(name),
    pointer: strings.keep(pointer),
  };
}

/** Of the texts in `data`; undefined where none are settings of a shipper. */
export function shipperSettings(data: unknown, strings: StringPool): ShipperSettings | undefined {
  if (!isObject(data)) return undefined;
  const found: Found = { sections: new Map(), alloy: [], outputs: [], unread: [] };
  for (const [name, text] of Object.entries(data))
    if (typeof text === 'string') readKey(text, { name, pointer: `/data/${pointerSegment(name)}` }, found);
  const { outputs } = found;
  for (const [program, reads] of found.sections) {
    outputs.push(...OUTPUTS_OF[program](reads.flatMap(({ sections }) => sections)));
    found.unread.push(...missing(program, reads, Object.keys(data)));
  }
  outputs.push(...alloyOutputs(found.alloy));
  const [alloy] = found.alloy;
  if (alloy !== undefined)
    for (const reason of unreadInAlloy(found.alloy))
      found.unread.push({ program: 'Grafana Alloy', reason, pointer: alloy.at.pointer });
  if (outputs.length === 0 && found.unread.length === 0) return undefined;
  return { outputs: outputs.slice(0, MOST_OUTPUTS).map((output) => kept(output, strings)), unread: found.unread };
}
