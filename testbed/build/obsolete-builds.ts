// Decides which kept builds of one program nobody needs any more.
import { readdirSync, readlinkSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

const DAY_MS = 86_400_000;
/** Builds unused for longer are removed. */
export const UNUSED_MS_MAX = 14 * DAY_MS;
/** More builds than that are kept only while they are in use: other checkouts need others. */
export const BUILDS_KEPT = 4;
/** A build that was used so lately is in use. */
export const IN_USE_MS = DAY_MS;

export interface Build {
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly lastUsed: number;
  readonly isRunning: boolean;
}

/** Files of the builds to remove, at the time `now`. */
export function obsoleteBuilds(builds: readonly Build[], now: number): string[] {
  return builds
    .toSorted((a, b) => b.lastUsed - a.lastUsed)
    .filter(({ lastUsed, isRunning }, index) => {
      const unused = now - lastUsed;
      return !isRunning && (unused > UNUSED_MS_MAX || (index >= BUILDS_KEPT && unused > IN_USE_MS));
    })
    .map(({ file }) => file);
}

/** Removes the obsolete builds of the program that `target` is the newest of. */
export function removeObsolete(target: string, now: number): void {
  const folder = path.dirname(target);
  const name = path.basename(target).replace(/[\da-f]+$/, '');
  const files = readdirSync(folder)
    .filter((file) => file.startsWith(name) && /^[\da-f]+$/.test(file.slice(name.length)))
    .map((file) => path.join(folder, file));
  const running = runningPrograms();
  const builds = files.map((file) => ({
    file,
    // Another builder may remove it first.
    lastUsed: statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0,
    isRunning: file === target || running.has(file),
  }));
  for (const file of obsoleteBuilds(builds, now)) rmSync(file, { force: true });
}

/** What runs now, as far as the system tells: Linux does, of the processes that we may look at. */
function runningPrograms(): ReadonlySet<string> {
  try {
    const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    return new Set(processes.flatMap(programOf));
  } catch {
    return new Set();
  }
}

function programOf(pid: string): string[] {
  try {
    return [readlinkSync(`/proc/${pid}/exe`)];
  } catch {
    // It has ended, or is somebody else's.
    return [];
  }
}
