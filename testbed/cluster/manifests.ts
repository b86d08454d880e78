// Reads the manifests of a folder, in an order in which a server takes them.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadAll } from 'js-yaml';
import type { ApiObject } from './client.ts';

/** Every object of the folder's own `.yaml` files: namespaces first, then by file and place. */
export function manifestsIn(folder: string): ApiObject[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted();
  const objects = files
    .flatMap((name) => loadAll(readFileSync(path.join(folder, name), 'utf8')) as (ApiObject | null)[])
    .filter((object) => object !== null);
  const isNamespace = ({ kind }: ApiObject): boolean => kind === 'Namespace';
  return [...objects.filter(isNamespace), ...objects.filter((object) => !isNamespace(object))];
}
