// `npm run testbed:build -- NAME…`: builds the named Go programs of the testbed, or all, and says how long each took.
import { globSync } from 'node:fs';
import path from 'node:path';
import { buildGoProgram, builtGoProgram, GoProgramError } from './go-program.ts';

const TESTBED = path.resolve(import.meta.dirname, '..');

/** What takes longest comes last, and of that the older versions: they are what one can do without. */
function compareNames(a: string, b: string): number {
  const servers = Number(a.startsWith('kubernetes-')) - Number(b.startsWith('kubernetes-'));
  return servers === 0 ? b.localeCompare(a, 'en', { numeric: true }) : servers;
}

/** The folders with a go.mod, by name: what is added is built too. */
function programFolders(): Map<string, string> {
  const folders = globSync('**/go.mod', { cwd: TESTBED }).map((file) => path.join(TESTBED, path.dirname(file)));
  const named = folders.map((folder) => [path.basename(folder), folder] as const);
  return new Map(named.toSorted(([a], [b]) => compareNames(a, b)));
}

function build(name: string, folder: string): void {
  if (builtGoProgram(folder) !== undefined) return console.log(`${name}: built before`);
  console.log(`${name}: building`);
  const start = performance.now();
  buildGoProgram(folder);
  return console.log(`${name}: built in ${Math.round((performance.now() - start) / 1000)} s`);
}

/** Returns the exit code: 1 when a build fails, 2 for a name that is no program. */
function main(names: readonly string[]): number {
  const folders = programFolders();
  const unknown = names.find((name) => !folders.has(name));
  if (unknown !== undefined) {
    console.error(`${unknown} is no Go program of the testbed\nName some of ${[...folders.keys()].join(', ')}`);
    return 2;
  }
  try {
    for (const [name, folder] of folders) if (names.length === 0 || names.includes(name)) build(name, folder);
    return 0;
  } catch (error) {
    if (!(error instanceof GoProgramError)) throw error;
    console.error(error.message);
    return 1;
  }
}

process.exitCode = main(process.argv.slice(2));
