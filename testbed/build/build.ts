// `npm run testbed:build -- NAME…`: builds the named Go programs of the testbed, or all, and says how long each took.
import { buildGoProgram, builtGoProgram, GoProgramError } from './go-program.ts';
import { programFolders } from './program-folders.ts';

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
