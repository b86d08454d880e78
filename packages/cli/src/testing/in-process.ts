// Runs the command line in the test's own process with what it writes captured: hundreds of runs cost no processes.
import { runProgram } from '../run.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Written = (error?: Error | null) => void;

function captured(parts: string[]): NodeJS.WriteStream['write'] {
  return ((chunk: string | Uint8Array, encoding?: BufferEncoding | Written, done?: Written): boolean => {
    parts.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    (typeof encoding === 'function' ? encoding : done)?.(null);
    return true;
  }) as NodeJS.WriteStream['write'];
}

export async function runInProcess(args: readonly string[]): Promise<Ran> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const { stdout: out, stderr: err } = process;
  const [writeOut, writeErr] = [out.write, err.write];
  out.write = captured(stdout);
  err.write = captured(stderr);
  try {
    const code = await runProgram(args);
    return { code, stdout: stdout.join(''), stderr: stderr.join('') };
  } finally {
    out.write = writeOut;
    err.write = writeErr;
  }
}
