// Reads the YAML format of Fluent Bit into the same sections as the classic one.
import { isObject, listOf, objectOf } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { pushTo } from '../../facts/push-to.ts';
import { fileName } from './section.ts';
import type { Section, SectionsRead, SettingsKey } from './section.ts';

const TYPES: readonly (readonly [field: string, type: string])[] = [
  ['inputs', 'input'],
  ['filters', 'filter'],
  ['outputs', 'output'],
];

/** True for a document that has a pipeline, or includes one. */
export function isFluentBitYaml(document: unknown): boolean {
  if (!isObject(document)) return false;
  const pipeline = objectOf(document.pipeline);
  return TYPES.some(([field]) => Array.isArray(pipeline[field]));
}

function textsOf(value: unknown): string[] {
  const items = Array.isArray(value) ? (value as unknown[]) : [value];
  return items.filter((item) => ['string', 'number', 'boolean'].includes(typeof item)).map(String);
}

function sectionOf(type: string, value: JsonObject, at: SettingsKey): Section {
  const settings = new Map<string, string[]>();
  for (const [name, item] of Object.entries(value))
    for (const text of textsOf(item)) pushTo(settings, name.toLowerCase(), text);
  const processors = objectOf(value.processors);
  const parts = Object.values(processors).flatMap((list) =>
    listOf(list)
      .filter(isObject)
      .map((item) => sectionOf('processor', item, at)),
  );
  return { type, argument: '', settings, parts, at };
}

/** https://docs.fluentbit.io/manual/administration/configuring-fluent-bit/yaml */
export function readFluentBitYaml(document: unknown, at: SettingsKey): SectionsRead {
  const { pipeline, includes } = objectOf(document);
  const sections = TYPES.flatMap(([field, type]) =>
    listOf(objectOf(pipeline)[field])
      .filter(isObject)
      .map((item) => sectionOf(type, item, at)),
  );
  return { sections, includes: textsOf(includes).map(fileName) };
}
