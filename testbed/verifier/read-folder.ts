// Reads manifests as raw objects, a broken document costing only itself.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { flatten } from './cluster.ts';
import type { Raw } from './raw.ts';

/** All objects of a text of YAML documents; a repeated key counts as last written. */
export function readText(text: string): Raw[] {
  const documents = text.split(/^---.*$/m).flatMap((document) => {
    try {
      return [load(document, { json: true })];
    } catch {
      return [];
    }
  });
  return flatten(documents);
}

/** All objects under the folder's `*.yaml` and `*.json` files, in the order of file names. */
export function readFolder(folder: string): Raw[] {
  const files = readdirSync(folder)
    .toSorted()
    .filter((name) => /\.(?:yaml|json)$/.test(name));
  return files.flatMap((name) => readText(readFileSync(join(folder, name), 'utf8')));
}
