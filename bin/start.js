// Runs the command in this process: from the bundle when it is this very tree's, else from the sources.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileCacheFolder } from './compile-cache.js';

const ROOT = new URL('../', import.meta.url);

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

/** The module that runs the command when imported; `root` ends with a slash. A published package has the bundle only. */
export function entry(root = ROOT) {
  const bundle = new URL('dist/watertight.js', root);
  const source = new URL('packages/cli/src/main.ts', root);
  if (!existsSync(source)) return bundle;
  return isCurrent(root) ? bundle : source;
}

export async function start() {
  const folder = compileCacheFolder();
  if (folder !== undefined) enableCompileCache(folder);
  await import(entry().href);
}
