// Whether a process still runs: its number may be another's by now, so it is told by when it started, too.
import { readFile } from 'node:fs/promises';

/** Boot and clock ticks since then; empty where the system does not say (no Linux), and then the number alone counts. */
export async function processStart(pid: number): Promise<string> {
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The command's name, in brackets, may hold anything; `starttime` is the 22nd field, the 20th behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${boot.trim()}/${fields[19] ?? ''}`;
  } catch {
    return '';
  }
}

/** In doubt yes. */
export async function isAlive({ pid, start }: { readonly pid: number; readonly start: string }): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and another user's.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const now = await processStart(pid);
  return start === '' || now === '' || now === start;
}
