// Which sources and transforms feed a sink of Vector, and which of the sources come past no transform that changes an event.
import { listOf, objectOf, textOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { taken } from './tag-route.ts';

/** Sources and transforms, and inputs of one of them, that are looked at. */
const MOST = 500;

interface Component {
  readonly name: string;
  readonly isSource: boolean;
  readonly settings: JsonObject;
}

export interface Upstream {
  readonly sources: readonly JsonObject[];
  /** Types, once each. */
  readonly transforms: readonly string[];
}

function componentsOf(document: JsonObject): Component[] {
  const of = (part: unknown, isSource: boolean): Component[] =>
    Object.entries(objectOf(part)).map(([name, settings]) => ({ name, isSource, settings: objectOf(settings) }));
  return [...of(document.sources, true), ...of(document.transforms, false)].slice(0, MOST);
}

/** A name, `NAME.OUTPUT` of one with several outputs, or a wildcard. https://vector.dev/docs/reference/configuration/ */
function isInput(name: string, input: string): boolean {
  if (input.includes('*')) return taken(name, input) === 'all';
  return input === name || input.startsWith(`${name}.`);
}

/** Everything before `sink`, going on only through transforms whose type `passes`. */
export function upstreamOf(sink: JsonObject, document: JsonObject, passes: (type: string) => boolean): Upstream {
  const components = componentsOf(document);
  const seen = new Set<Component>();
  const waiting = [sink];
  for (const component of waiting) {
    const inputs = listOf(component.inputs)
      .filter((input) => typeof input === 'string')
      .slice(0, MOST);
    for (const candidate of components) {
      if (seen.has(candidate) || !inputs.some((input) => isInput(candidate.name, input))) continue;
      if (!candidate.isSource && !passes(textOf(candidate.settings.type))) continue;
      seen.add(candidate);
      waiting.push(candidate.settings);
    }
  }
  const all = [...seen];
  const transforms = all.filter(({ isSource }) => !isSource).map(({ settings }) => textOf(settings.type));
  return {
    sources: all.filter(({ isSource }) => isSource).map(({ settings }) => settings),
    transforms: [...new Set(transforms)],
  };
}
