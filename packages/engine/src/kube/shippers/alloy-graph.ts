// How logs run through Grafana Alloy's components: what each forwards to, and what a source reads.
import type { Carried } from '../../facts/log-output.ts';
import { pushTo } from '../../facts/push-to.ts';
import { named, textsIn, wordsIn } from './alloy-text.ts';
import type { AlloyBlock, AlloyWord } from './alloy-text.ts';
import { logsOfPaths, widest } from './log-path.ts';

const idOf = ({ type, label }: AlloyBlock): string => (label === '' ? type : `${type}.${label}`);

/** Components that an expression refers to, without the name of what they export. */
function referencesIn(words: readonly AlloyWord[]): string[] {
  return words.flatMap(({ kind, word }) =>
    kind === 'name' && word.includes('.') ? [word.slice(0, word.lastIndexOf('.'))] : [],
  );
}

/** What names the components that logs go on to. */
function receiversOf(component: AlloyBlock): AlloyWord[] {
  return [
    ...wordsIn(component, 'forward_to'),
    ...named(component, 'output').flatMap((output) => wordsIn(output, 'logs')),
  ];
}

export class AlloyGraph {
  readonly #components: ReadonlyMap<string, AlloyBlock>;
  readonly #next = new Map<AlloyBlock, AlloyBlock[]>();
  readonly #previous = new Map<AlloyBlock, AlloyBlock[]>();

  constructor(blocks: readonly AlloyBlock[]) {
    this.#components = new Map(blocks.map((block) => [idOf(block), block]));
    for (const block of blocks)
      for (const next of new Set(this.#named(receiversOf(block)))) {
        pushTo(this.#next, block, next);
        pushTo(this.#previous, next, block);
      }
  }

  /** All whose logs may come to the component, itself too; `without` what ends the way. */
  before(to: AlloyBlock, without = ''): ReadonlySet<AlloyBlock> {
    const before = new Set([to]);
    for (const component of before)
      for (const previous of this.#previous.get(component) ?? []) if (previous.type !== without) before.add(previous);
    return before;
  }

  /** Which of these logs of the sources pass, in their order; the sources are among them. */
  passed(sources: readonly AlloyBlock[], among: ReadonlySet<AlloyBlock>): ReadonlySet<AlloyBlock> {
    const passed = new Set<AlloyBlock>();
    for (const source of sources) {
      const waiting = passed.has(source) ? [] : [source];
      for (const component of waiting) {
        passed.add(component);
        for (const next of this.#next.get(component) ?? [])
          if (among.has(next) && !passed.has(next)) {
            passed.add(next);
            waiting.push(next);
          }
      }
    }
    return passed;
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
    return widest([...own, ...this.#named(words).flatMap((component) => this.#discovered(component, seen) ?? [])]);
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

  #named(words: readonly AlloyWord[]): AlloyBlock[] {
    return referencesIn(words).flatMap((id) => this.#components.get(id) ?? []);
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
