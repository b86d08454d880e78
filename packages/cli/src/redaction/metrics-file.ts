// Keeps a file of metrics up to date while a stream runs: for node_exporter's textfile collector, or any reader of files.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { ExitCode, UserError } from '../shell/exit-code.ts';

/** As often as Prometheus asks in its own examples. */
const PERIOD_MILLISECONDS = 15_000;
/** The collector runs as another user; there is no value in it. */
const MODE = 0o644;

/**
 * Writes once before `work`, every 15 seconds, and once after it. A file that cannot be written at first ends the run; later, the run
 * is more important. Whole at every moment: written beside its place, then renamed.
 */
export async function withMetricsFile<T>(
  file: string | undefined,
  text: () => string,
  work: () => Promise<T>,
): Promise<T> {
  if (file === undefined) return await work();
  const problem = write(file, text());
  if (problem !== undefined)
    throw new UserError(
      `cannot write ${file} (${problem})`,
      'Check the folder and its permissions.',
      ExitCode.cannotRun,
    );
  let isTold = false;
  const refresh = (): void => {
    const failed = write(file, text());
    if (failed !== undefined && !isTold) process.stderr.write(`the metrics are no longer written (${failed})\n`);
    isTold = failed !== undefined;
  };
  const timer = setInterval(refresh, PERIOD_MILLISECONDS).unref();
  try {
    return await work();
  } finally {
    clearInterval(timer);
    refresh();
  }
}

/** The code of what went wrong. Synchronous: a signal cannot come between the two steps. */
function write(file: string, text: string): string | undefined {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, text, { mode: MODE });
    renameSync(unfinished, file);
    return undefined;
  } catch (error) {
    rmSync(unfinished, { force: true });
    return (error as NodeJS.ErrnoException).code ?? 'error';
  }
}
