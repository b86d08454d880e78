// Test input: objects to facts, one document each.
import { OriginTable } from '../facts/origin.ts';
import type { Facts } from '../facts/facts.ts';
import { FactsBuilder } from './facts-builder.ts';
import type { KubeSettings } from './facts-builder.ts';

/** The facts of these objects in this order, read as one file. */
export function readAllWith(settings: KubeSettings, objects: readonly unknown[]): Facts {
  const origins = new OriginTable();
  const builder = new FactsBuilder(origins, settings);
  for (const object of objects) {
    builder.add(object, origins.add({ source: 'input.yaml', offset: 0, length: 0, base: '', format: 'yaml' }));
  }
  return builder.finish();
}

export function readAll(...objects: readonly unknown[]): Facts {
  return readAllWith({ defaultNamespace: 'default' }, objects);
}

/** Every text in the facts: maps and typed tables too, which JSON alone would not show. */
export function everyText(facts: Facts): string {
  return JSON.stringify(facts, (_key, value: unknown) =>
    value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>)] : value,
  );
}
