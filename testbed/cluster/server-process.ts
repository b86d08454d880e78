// Runs one server as a child that cannot outlive us: it ends when its standard input closes, as it does when we die.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';

const LOG_TAIL_LINES = 12;

/** Flags without their dashes; a list repeats the flag. */
export type Flags = Readonly<Record<string, string | readonly string[]>>;

/** What to run: a role of one of our Go programs, with its flags. */
export interface ServerCommand {
  readonly program: string;
  readonly role: 'etcd' | 'kube-apiserver' | 'kube-controller-manager';
  readonly flags: Flags;
  /** The cluster's folder, where the log goes as `NAME.log`. */
  readonly folder: string;
  readonly name: string;
  /** Variables of its environment, beside ours. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ServerProcess {
  readonly pid: number;
  readonly logFile: string;
  /** Throws when the server has ended, with the end of its log. */
  readonly check: () => void;
  /** Kills it, and waits for its end: its data is thrown away. */
  readonly stop: () => Promise<void>;
}

/** Another process took the port between our choice and the server's start: choose again. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

function flagArguments(flags: Flags): string[] {
  return Object.entries(flags).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((one) => `--${name}=${one}`),
  );
}

function endError(role: string, logFile: string): Error {
  const text = readFileSync(logFile, 'utf8').trimEnd();
  if (text.includes('address already in use')) return new PortTakenError(`${role} found its port taken`);
  return new Error(`${role} ended; its log ends so:\n${text.split('\n').slice(-LOG_TAIL_LINES).join('\n')}`);
}

export function startServer({ program, role, flags, folder, name, env: more }: ServerCommand): ServerProcess {
  const logFile = path.join(folder, `${name}.log`);
  const log = openSync(logFile, 'a', 0o600);
  // Where we die, nobody but etcd is left to remove the folder: its program does.
  const env = { PATH: process.env['PATH'], HOME: folder, TMPDIR: folder, TESTBED_FOLDER: folder, ...more };
  const child = spawn(program, [role, ...flagArguments(flags)], { cwd: folder, env, stdio: ['pipe', log, log] });
  closeSync(log);
  const ended = once(child, 'close').catch(() => undefined);
  const running = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  return {
    pid: child.pid ?? 0,
    logFile,
    check: () => {
      if (!running()) throw endError(role, logFile);
    },
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
