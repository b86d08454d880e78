// Runs the command line in the test's own process with what it writes captured: hundreds of runs cost no processes.
import { runProgram } from '../run.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

type Written = (error?: Error | null) => void;

/** Puts what is written to the stream into `parts` until the returned function is called. */
function capture(stream: NodeJS.WriteStream, parts: string[]): () => void {
  const own = Object.getOwnPropertyDescriptor(stream, 'write');
  stream.write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Written, done?: Written): boolean => {
    parts.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    (typeof encoding === 'function' ? encoding : done)?.(null);
    return true;
  };
  return () => {
    Reflect.deleteProperty(stream, 'write');
    if (own !== undefined) Object.defineProperty(stream, 'write', own);
  };
}

export async function runInProcess(args: readonly string[]): Promise<Ran> {
  const stdout: string[] = [];
  const stderr: string[] = [];
  const restore = [capture(process.stdout, stdout), capture(process.stderr, stderr)];
  try {
    const code = await runProgram(args);
    return { code, stdout: stdout.join(''), stderr: stderr.join('') };
  } finally {
    for (const done of restore) done();
  }
}
