// Finds or makes the folder for compiled code, which nobody but us may write: whoever writes there runs code as us.
import { lstatSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const PRIVATE = 0o700;
const OTHERS = 0o077;

/** Where the XDG base directory specification puts caches; a relative `XDG_CACHE_HOME` is to be ignored. */
function cacheHome() {
  const given = process.env.XDG_CACHE_HOME;
  return given !== undefined && path.isAbsolute(given) ? given : path.join(homedir(), '.cache');
}

/** Ours: a real folder, no link, of our own user. `sudo` with the caller's HOME must not leave root's files there. */
function isOurs(folder) {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat !== undefined && stat.isDirectory() && stat.uid === process.getuid();
}

function isPrivate(folder) {
  return isOurs(folder) && (lstatSync(folder).mode & OTHERS) === 0;
}

/** Makes the folder unless it is there; its parent must be ours, so that nobody can swap it. */
function makePrivate(folder) {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) mkdirSync(folder, { mode: PRIVATE });
  return isPrivate(folder);
}

/** The folder, or undefined where it cannot be had safely: starting a little slower is the better end. */
export function compileCacheFolder() {
  if (process.getuid === undefined) return undefined;
  try {
    const home = cacheHome();
    if (!isOurs(home)) {
      if (!isOurs(path.dirname(home))) return undefined;
      mkdirSync(home, { mode: PRIVATE });
    }
    const own = path.join(home, 'watertight');
    const folder = path.join(own, 'compile');
    return makePrivate(own) && makePrivate(folder) ? folder : undefined;
  } catch {
    return undefined;
  }
}
