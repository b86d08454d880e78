// Runs the command line as users do: a process of its own.
import { spawn } from 'node:child_process';
import type { ChildProcess, StdioOptions } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Ran } from './in-process.ts';

const MAIN = new URL('../main.ts', import.meta.url).pathname;

export interface RunOptions {
  readonly stdin?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Pipes unless given. */
  readonly stdio?: StdioOptions;
  /** A module that the process loads before ours. */
  readonly preload?: string;
}

/** Settings of the machine at hand do not reach the tests. */
function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:WATERTIGHT_|NO_COLOR|FORCE_COLOR)/.test(name));
  return { ...Object.fromEntries(inherited), ...more };
}

/** Without a terminal; standard input is empty unless given. */
export function start(args: readonly string[], { env, cwd, stdio = 'pipe', preload }: RunOptions = {}): ChildProcess {
  return spawn(process.execPath, [...(preload === undefined ? [] : ['--import', preload]), MAIN, ...args], {
    stdio,
    env: environment(env),
    ...(cwd !== undefined && { cwd }),
  });
}

/** Nothing from a stream that the test has closed. */
async function whole(stream: Readable | null): Promise<string> {
  return stream === null || stream.destroyed ? '' : await text(stream);
}

/** The code is -1, and `signal` said, for a process that a signal ended. */
export async function ended(child: ChildProcess): Promise<Ran & { readonly signal: NodeJS.Signals | null }> {
  const exit = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const [stdout, stderr, { code, signal }] = await Promise.all([whole(child.stdout), whole(child.stderr), exit]);
  return { code: code ?? -1, stdout, stderr, signal };
}

export async function run(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = start(args, options);
  child.stdin?.end(options.stdin ?? '');
  return await ended(child);
}
