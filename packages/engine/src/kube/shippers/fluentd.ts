// What Fluentd's settings send where: each source is followed from top to bottom, through labels, to the first match that takes it.
import type { Carried, LogOutput } from '../../facts/log-output.ts';
import { OUTPUTS } from './fluentd-outputs.ts';
import { logsOfPaths, widest } from './log-path.ts';
import { settingOf } from './section.ts';
import type { Section } from './section.ts';
import { isLocal } from './setting-values.ts';
import { takenByParts } from './tag-route.ts';

const PROGRAM = 'Fluentd';
/** Labels that one record passes. */
const MOST_LABELS = 20;

const NOWHERE: ReadonlySet<string> = new Set(['file', 'null', 'secondary_file', 'stdout']);
/** Outputs that hand records on to those within them. */
const HANDING_ON: ReadonlySet<string> = new Set(['copy', 'roundrobin']);
/** Outputs that emit records again, under other tags. */
const RETAGGING: ReadonlySet<string> = new Set([
  'detect_exceptions',
  'exec_filter',
  'retag',
  'rewrite_tag_filter',
  'route',
]);
/** Filters that add to a record, join lines or look at them, and change no text of it. */
const KEEPING: ReadonlySet<string> = new Set(['concat', 'geoip', 'kubernetes_metadata', 'prometheus', 'stdout']);
const CHANGING: ReadonlySet<string> = new Set(['grep', 'parser', 'record_modifier', 'record_transformer']);
/** Sources of no logs. */
const NO_LOGS: ReadonlySet<string> = new Set([
  'dummy',
  'monitor_agent',
  'prometheus',
  'prometheus_monitor',
  'prometheus_output_monitor',
  'prometheus_tail_monitor',
  'sample',
]);

const typeOf = (section: Section): string => settingOf(section, '@type', 'type') ?? '';

interface Coming {
  readonly tag: string;
  readonly carries: Carried;
  readonly steps: readonly string[];
}

function comingFrom(source: Section): Coming | undefined {
  const type = typeOf(source);
  if (NO_LOGS.has(type)) return undefined;
  if (type !== 'tail') return { tag: settingOf(source, 'tag') ?? '**', carries: 'logs', steps: [] };
  const path = settingOf(source, 'path') ?? '';
  // `*` in the tag is the file's path with dots for slashes.
  const dotted = path.split(',', 1)[0]?.replaceAll('/', '.').replace(/^\./, '') ?? '';
  return { tag: (settingOf(source, 'tag') ?? '**').replace('*', dotted), carries: logsOfPaths([path]), steps: [] };
}

/** Outputs that were reached, with what came, and whether some of it was sent on under another tag. */
class Follower {
  readonly reached = new Map<Section, Coming[]>();
  isRetagged = false;
  readonly #labels: ReadonlyMap<string, readonly Section[]>;

  constructor(sections: readonly Section[]) {
    const labels = sections.filter(({ type }) => type === 'label');
    this.#labels = new Map(labels.map(({ argument, parts }) => [argument, parts]));
  }

  follow(from: Coming, sections: readonly Section[], depth = 0): void {
    let coming = from;
    for (const section of sections) {
      const how = ['filter', 'match'].includes(section.type) ? takenByParts(coming.tag, section.argument) : 'none';
      if (how === 'none') continue;
      if (section.type === 'filter') {
        coming = { ...coming, steps: [...coming.steps, ...effectOf(typeOf(section))] };
        continue;
      }
      const narrowed = how === 'some' && coming.carries === 'every-pod' ? 'some-pods' : coming.carries;
      this.#arrive({ ...coming, carries: narrowed }, section, depth);
      // The first match that takes all leaves nothing to those below.
      if (how === 'all') return;
    }
  }

  #arrive(coming: Coming, output: Section, depth: number): void {
    const type = typeOf(output);
    if (RETAGGING.has(type)) this.isRetagged = true;
    const label = settingOf(output, '@label');
    if (type === 'relabel' && label !== undefined) this.toLabel(coming, label, depth);
    else if (HANDING_ON.has(type)) {
      for (const store of output.parts) if (store.type === 'store') this.#arrive(coming, store, depth);
    } else this.reached.set(output, [...(this.reached.get(output) ?? []), coming]);
  }

  toLabel(coming: Coming, label: string, depth: number): void {
    const sections = this.#labels.get(label);
    if (sections === undefined || depth >= MOST_LABELS) this.isRetagged = true;
    else this.follow(coming, sections, depth + 1);
  }
}

function effectOf(type: string): string[] {
  if (KEEPING.has(type)) return [];
  return [CHANGING.has(type) ? type : 'another filter'];
}

/** Outputs of a part, those that others hold included. */
function outputsIn(sections: readonly Section[]): Section[] {
  return sections.flatMap((section) => {
    if (section.type === 'label') return outputsIn(section.parts);
    if (section.type !== 'match' && section.type !== 'store') return [];
    return HANDING_ON.has(typeOf(section)) ? outputsIn(section.parts) : [section];
  });
}

function sentFrom(output: Section, coming: readonly Coming[]): LogOutput[] {
  const type = typeOf(output);
  if (NOWHERE.has(type) || RETAGGING.has(type) || type === 'relabel') return [];
  const carries = widest(coming.map((each) => each.carries)) ?? 'unknown';
  const steps = [...new Set(coming.filter((each) => each.carries === carries).flatMap((each) => each.steps))];
  const of = { program: PROGRAM, carries, steps, ...output.at } as const;
  const reader = Object.hasOwn(OUTPUTS, type) ? OUTPUTS[type] : undefined;
  if (reader === undefined)
    return [{ ...of, plugin: 'another plugin', says: 'unknown', setting: 'a plugin that this reader does not know' }];
  return reader(output)
    .filter((sent) => !isLocal(sent))
    .map((sent) => ({ ...of, plugin: type, ...sent }));
}

/** https://docs.fluentd.org/configuration/routing-examples */
export function fluentdOutputs(sections: readonly Section[]): LogOutput[] {
  const follower = new Follower(sections);
  const sources = sections.filter(({ type }) => type === 'source');
  for (const source of sources) {
    const coming = comingFrom(source);
    const label = settingOf(source, '@label');
    if (coming !== undefined && label !== undefined) follower.toLabel(coming, label, 0);
    else if (coming !== undefined) follower.follow(coming, sections);
  }
  return outputsIn(sections).flatMap((output) => {
    const coming = follower.reached.get(output) ?? [];
    const isOpen = follower.isRetagged || sources.length === 0;
    return coming.length > 0 || isOpen ? sentFrom(output, coming) : [];
  });
}
