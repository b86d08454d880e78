// Reads the manifests of one folder as raw objects, a broken document costing only itself.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { flatten } from './cluster.ts';
import type { Raw } from './raw.ts';

/** All objects under the folder's `*.yaml` files, in the order of file names; a repeated key counts as last written. */
export function readFolder(folder: string): Raw[] {
  const documents = readdirSync(folder)
    .toSorted()
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split(/^---.*$/m));
  return flatten(
    documents.flatMap((text) => {
      try {
        return [load(text, { json: true })];
      } catch {
        return [];
      }
    }),
  );
}
