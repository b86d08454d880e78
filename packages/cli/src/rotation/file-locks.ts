// One rotation of a file at a time: beside each file stands a lock that names who holds it, and goes over to the next when that process is dead.
import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { isAlive, processStart } from './process-start.ts';

interface Holder {
  readonly host: string;
  readonly pid: number;
  /** Tells processes of one number apart. */
  readonly start: string;
  readonly id: string;
}

const MODE = 0o600;
const ATTEMPTS_MAX = 3;

export class FileLocks {
  readonly #holder: Holder;
  readonly #locks: readonly string[];
  /** What runs that were killed left beside the files; each held keys, and is gone. */
  readonly removed: readonly string[];

  private constructor(holder: Holder, locks: readonly string[], removed: readonly string[]) {
    this.#holder = holder;
    this.#locks = locks;
    this.removed = removed;
  }

  /** Throws a `UserError` that names the holder, where another rotation has one of the files; then none is held. */
  static async take(files: readonly string[]): Promise<FileLocks> {
    const holder = { host: hostname(), pid: process.pid, start: await processStart(process.pid), id: randomUUID() };
    const held: string[] = [];
    try {
      const targets = [...new Set(await Promise.all(files.map(async (file) => await realpath(file))))].sort();
      for (const target of targets) {
        await takeOne(lockOf(target), holder);
        held.push(lockOf(target));
      }
      const removed: string[] = [];
      for (const target of targets) removed.push(...(await withoutUnfinished(target)));
      return new FileLocks(holder, held, removed);
    } catch (error) {
      await Promise.all(held.map(async (lock) => await rm(lock, { force: true })));
      throw withAdvice(error);
    }
  }

  /** To be asked before each change: a lock that somebody removed by hand may be another's now. */
  async check(): Promise<void> {
    for (const lock of this.#locks) {
      const now = await holderOf(lock);
      if (now === 'none' || now === 'unclear' || now.id !== this.#holder.id) throw taken(lock, now);
    }
  }

  async release(): Promise<void> {
    for (const lock of this.#locks) {
      const now = await holderOf(lock);
      if (typeof now !== 'string' && now.id === this.#holder.id) await rm(lock, { force: true });
    }
  }
}

function lockOf(target: string): string {
  return `${target}.rotating`;
}

/** A link appears whole or not at all, and never in the place of another. */
async function takeOne(lock: string, holder: Holder): Promise<void> {
  const own = `${lock}.${holder.id}`;
  await writeFile(own, `${JSON.stringify(holder)}\n`, { mode: MODE, flag: 'wx' });
  try {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      if (await linked(own, lock)) return;
      const other = await holderOf(lock);
      if (other === 'none') continue;
      if (other === 'unclear' || other.host !== holder.host || (await isAlive(other))) throw taken(lock, other);
      await removeDead(lock, other, holder.id);
    }
    throw taken(lock, await holderOf(lock));
  } finally {
    await rm(own, { force: true });
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Of two that find it dead, one may move the other's new lock away: it is put back. */
async function removeDead(lock: string, dead: Holder, id: string): Promise<void> {
  const aside = `${lock}.${id}.dead`;
  try {
    await rename(lock, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const moved = await holderOf(aside);
  if (typeof moved === 'string' || moved.id !== dead.id) await linked(aside, lock);
  await rm(aside, { force: true });
}

/** `unclear` for what is no lock of ours. */
async function holderOf(lock: string): Promise<Holder | 'none' | 'unclear'> {
  let text: string;
  try {
    text = await readFile(lock, 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : 'unclear';
  }
  try {
    const { host, pid, start, id } = JSON.parse(text) as Partial<Record<keyof Holder, unknown>>;
    const isOurs =
      typeof host === 'string' && Number.isInteger(pid) && typeof start === 'string' && typeof id === 'string';
    return isOurs ? { host, pid: pid as number, start, id } : 'unclear';
  } catch {
    return 'unclear';
  }
}

/** A file that was to replace `target`, by a run that was killed before it did. */
async function withoutUnfinished(target: string): Promise<readonly string[]> {
  const folder = path.dirname(target);
  const start = `${path.basename(target)}.`;
  const left = (await readdir(folder)).filter(
    (name) => name.startsWith(start) && UNFINISHED.test(name.slice(start.length)),
  );
  for (const name of left) await rm(path.join(folder, name), { force: true });
  return left.map((name) => path.join(folder, name));
}

/** As `writeText` names it, and as a lock is written before it is one. */
const UNFINISHED = /^(?:[0-9a-f-]{36}\.tmp|rotating\.[0-9a-f-]{36}(?:\.dead)?)$/;

function taken(lock: string, holder: Holder | 'none' | 'unclear'): UserError {
  const file = lock.slice(0, -'.rotating'.length);
  const by = typeof holder === 'string' ? 'somebody else' : `process ${holder.pid} on ${holder.host}`;
  return new UserError(
    `${file} is being rotated by ${by}`,
    `Wait for it to end. Where it has ended, remove ${lock} and run again.`,
    ExitCode.cannotRun,
  );
}

function withAdvice(error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof UserError || code === undefined) return error;
  return new UserError(
    `the files of the rotation cannot be locked (${code})`,
    'A rotation writes beside each --config FILE: check that the files are there, and the permissions of their folders.',
    code === 'ENOENT' ? ExitCode.usage : ExitCode.cannotRun,
  );
}
