// Where the testbed's Go programs are: every folder with a go.mod, so that what is added is built too.
import { globSync } from 'node:fs';
import path from 'node:path';

const TESTBED = path.resolve(import.meta.dirname, '..');

/** What takes longest comes last, and of that the older versions: they are what one can do without. */
function compareNames(a: string, b: string): number {
  const servers = Number(a.startsWith('kubernetes-')) - Number(b.startsWith('kubernetes-'));
  return servers === 0 ? b.localeCompare(a, 'en', { numeric: true }) : servers;
}

/** Folders by name, in the order in which they are built. */
export function programFolders(): Map<string, string> {
  const folders = globSync('**/go.mod', { cwd: TESTBED }).map((file) => path.join(TESTBED, path.dirname(file)));
  const named = folders.map((folder) => [path.basename(folder), folder] as const);
  return new Map(named.toSorted(([a], [b]) => compareNames(a, b)));
}
