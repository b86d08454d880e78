// kms serve: runs the KMS v2 plugin until it is told to stop.
import { once } from 'node:events';
import { startDaemon, WINDOW_SECONDS } from '@watertight/kms';
import { kmsBackend, type KmsOptions, mended } from '../kms/backend-of.ts';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { keepYoungHeapSmall } from '../shell/young-heap.ts';

export interface KmsServeOptions extends KmsOptions {
  readonly listen: string;
  /** Milliseconds. */
  readonly window: number;
  readonly metrics?: string;
}

const FILE_WARNING =
  'warning: backend file keeps its keys on this machine: for laboratories and single machines; whoever takes the disk takes the keys';

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function signalled(): Promise<NodeJS.Signals> {
  const ended = (['SIGTERM', 'SIGINT'] as const).map(async (signal) => {
    await once(process, signal);
    return signal;
  });
  return await Promise.race(ended);
}

export async function kmsServe(options: KmsServeOptions): Promise<number> {
  const windowSeconds = options.window / 1000;
  if (windowSeconds < WINDOW_SECONDS.min || windowSeconds > WINDOW_SECONDS.max) {
    throw new UserError(
      '--window is outside 30s to 24h',
      'A longer window outlives longer outages; a shorter one revokes sooner.',
    );
  }
  if (options.backend === 'file') say(FILE_WARNING);
  keepYoungHeapSmall();
  const ending = signalled();
  await mended(async () => {
    const { listen, metrics, state } = options;
    const backend = await kmsBackend(options);
    const daemon = await startDaemon({ listen, metrics, stateFolder: state, backend, windowSeconds, say });
    const reload = () => void daemon.reload();
    process.on('SIGHUP', reload);
    say(`listening on ${listen}`);
    await ending;
    process.off('SIGHUP', reload);
    await daemon.stop();
  });
  return (await ending) === 'SIGINT' ? ExitCode.interrupted : ExitCode.ok;
}
