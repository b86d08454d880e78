// The two servers of the benchmark of the KMS plugin: the command `kms serve`, as a user starts it, and one that does nothing.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

export type Kind = 'empty' | 'ours';

const MAIN = path.join(import.meta.dirname, '../packages/cli/src/main.ts');
const EMPTY = path.join(import.meta.dirname, 'jobs/kms-empty.ts');
/** As `kms serve` does for itself, so that the collector's pauses of both compare. */
const YOUNG_HEAP = '--semi-space-growth-factor=1';

export function socketOf(kind: Kind, folder: string): string {
  return path.join(folder, `${kind}-run`, 'kms.sock');
}

function commandOf(kind: Kind, folder: string): string[] {
  const socket = socketOf(kind, folder);
  if (kind === 'empty') return [YOUNG_HEAP, EMPTY, socket];
  const where = ['--backend', 'file', '--state', path.join(folder, 'state')];
  execFileSync(process.execPath, [MAIN, 'kms', 'keys', 'init', ...where], { stdio: 'ignore' });
  return [MAIN, 'kms', 'serve', '--listen', `unix://${socket}`, ...where];
}

/** Resolves when the server listens; it ends with this process. */
export async function startServer(kind: Kind, folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, commandOf(kind, folder), { stdio: ['ignore', 'ignore', 'pipe'] });
  process.once('exit', () => child.kill('SIGKILL'));
  for await (const said of createInterface({ input: child.stderr })) {
    if (said.includes('listening on')) return child;
  }
  throw new Error(`the server of kind ${kind} ended`);
}
