// Runs the command in this process: from the bundle when it is this very tree's, else from the sources.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileCacheFolder } from './compile-cache.js';

const ROOT = new URL('../', import.meta.url);
const SOURCE = 'packages/cli/src/main.ts';

/**
 * True when every file that went into the bundle is still as it was. Size and time of change suffice: the stamp is
 * written by `npm run bundle` on this machine, and a copy or checkout changes the times.
 */
function isCurrent(root) {
  try {
    const folder = fileURLToPath(root);
    const { files } = JSON.parse(readFileSync(`${folder}dist/bundled-from.json`, 'utf8'));
    return files.every(([file, size, modified]) => {
      const stat = statSync(folder + file);
      return stat.size === size && stat.mtimeMs === modified;
    });
  } catch {
    return false;
  }
}

/** The bundle's first part, where there is a bundle that may be run: of a published package, which has nothing else, or current. */
export function bundleIn(root = ROOT) {
  const dist = new URL('dist/', root);
  const manifest = new URL('package.json', dist);
  if (!existsSync(manifest) || (existsSync(new URL(SOURCE, root)) && !isCurrent(root))) return undefined;
  return fileURLToPath(new URL(JSON.parse(readFileSync(manifest, 'utf8')).main, dist));
}

/** `root` is the tree's folder, with a slash at its end. */
export async function start(root = ROOT) {
  const bundle = bundleIn(root);
  const cache = compileCacheFolder();
  if (bundle !== undefined) {
    const { runBundle } = await import('./run-bundle.js');
    runBundle(bundle, cache);
    return;
  }
  if (cache !== undefined) enableCompileCache(cache);
  await import(new URL(SOURCE, root).href);
}
