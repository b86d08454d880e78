// Replays paths against a live API server without changing anything, and says of each step what the server said.
import type { Path, ProveOutcome, ReplayedPath, ReplayedStep } from '@watertight/engine';
import { atOnce } from '@watertight/sources';
import type { ClusterConnection } from '@watertight/sources';
import { StepReplayer } from './replay-step.ts';
import { Server } from './server.ts';

export interface Replayed {
  readonly paths: readonly ReplayedPath[];
  readonly steps: readonly ReplayedStep[];
  /** Why the replay ended before all was asked: what was not asked is not testable, with this reason. */
  readonly ended?: string;
}

/**
 * Steps are judged one by one, whether or not those that they need hold. Sends access reviews, GETs of roles and of discovery, and dry runs of requests
 * whose answer carries no secret; throws `ClusterError` where credentials cannot be had.
 */
export async function replayPaths(
  paths: readonly Path[],
  connection: ClusterConnection,
  signal?: AbortSignal,
): Promise<Replayed> {
  const server = new Server(connection, signal);
  const replayer = new StepReplayer(server);
  const steps = await atOnce(
    paths.flatMap((path) => path.steps.map((step) => ({ path, step }))),
    async ({ path, step }) => await replayer.replay(path, step),
  );
  const { ended } = server;
  return { paths: paths.map((path) => outcomeOf(path, steps)), steps, ...(ended !== undefined && { ended }) };
}

function outcomeOf({ id, from, to, certainty, severity }: Path, steps: readonly ReplayedStep[]): ReplayedPath {
  const own = new Set(steps.filter(({ path }) => path === id).map(({ result }) => result));
  const result: ProveOutcome =
    (['refuted', 'not-testable'] as const).find((outcome) => own.has(outcome)) ?? 'confirmed';
  return { id, from, to, certainty, severity, result };
}
