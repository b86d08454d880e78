// Takes the steps of a rotation one after the other, and observes everything anew before each: nothing is remembered from one to the next.
import { setTimeout as sleep } from 'node:timers/promises';
import { rotationStep } from '@watertight/encryption';
import type { RotationStep } from '@watertight/encryption';
import { rewriteObjects } from '@watertight/operate';
import { storedPlace } from '@watertight/encryption';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { observeRotation } from './rotation.ts';
import type { Observed, RotationPlace } from './rotation.ts';
import { writeStep } from './write-step.ts';

export interface Execution {
  /** Drops the old keys, too, once nothing needs them. */
  readonly finish: boolean;
  /** Milliseconds that a gate may stay closed. */
  readonly waitMs: number;
  readonly signal: AbortSignal;
  /** One line of what is done. */
  readonly say: (line: string) => void;
}

/** Milliseconds between two looks at a closed gate. Servers look at their file once a minute. */
const LOOK_MS = 2000;
/**
 * Milliseconds that a request may take (`--request-timeout` of the API server, one minute unless set): one that chose the old key before the
 * new one was first may still be on its way to etcd.
 */
const REQUEST_MS = 60_000;
const REFUSED_SHOWN = 10;

/** The last step that was derived: `done`, or `drop` where that was not asked for. Throws a `UserError` where it cannot go on. */
export async function executeRotation(
  place: RotationPlace,
  execution: Execution,
): Promise<{ readonly step: RotationStep; readonly observed: Observed }> {
  const { finish, signal, say } = execution;
  const waiting = new Waiting(execution);
  let writesNewSince: number | undefined;
  for (;;) {
    const askedAt = Date.now();
    const observed = await observeRotation(place);
    const step = rotationStep(observed.evidence);
    const { id } = step.state;
    const isSettledWriter = step.verdict === 'go' && (id === 'rewrite' || id === 'drop');
    // Since before the look that saw every server write with the new key.
    writesNewSince = isSettledWriter ? (writesNewSince ?? askedAt) : undefined;
    if (step.verdict === 'refuse') throw refusal(step);
    if (id === 'done' || (id === 'drop' && !finish && step.verdict === 'go')) return { step, observed };
    if (step.verdict === 'wait') await waiting.look(step);
    else if (id === 'rewrite') await rewrite(place, observed, say);
    else if (id === 'drop' && askedAt - (writesNewSince ?? askedAt) < REQUEST_MS) {
      waiting.mention(
        'drop: waits a minute, the longest that a request with the old key may still take, and reads etcd again',
      );
      await sleep(LOOK_MS, undefined, { signal });
    } else {
      const indexes = step.servers.map((name) => observed.evidence.servers.findIndex((server) => server.name === name));
      await writeStep(id, { files: observed.files, indexes, goal: place.goal }, say);
      waiting.restart();
    }
  }
}

class Waiting {
  readonly #execution: Execution;
  #since: number | undefined;
  #said = '';

  constructor(execution: Execution) {
    this.#execution = execution;
  }

  restart(): void {
    this.#since = undefined;
    this.#said = '';
  }

  mention(line: string): void {
    if (line !== this.#said) this.#execution.say(line);
    this.#said = line;
  }

  async look(step: RotationStep): Promise<void> {
    const { waitMs, signal } = this.#execution;
    const shut = step.gates.filter(({ state }) => state !== 'open');
    const now = Date.now();
    this.#since ??= now;
    if (now - this.#since > waitMs)
      throw new UserError(
        `${step.state.id}: still closed: ${shut.flatMap(({ observed }) => observed).join('; ')}`,
        'Restart an API server that does not reload by itself, or see its log; then run the same command again.',
        ExitCode.cannotRun,
      );
    this.mention(`${step.state.id}: waits for ${shut.map(({ id }) => id).join(', ')}`);
    await sleep(LOOK_MS, undefined, { signal });
  }
}

/** A round in which nothing could be written again would be the same the next time. */
async function rewrite(
  { servers, etcd }: RotationPlace,
  { old, evidence }: Observed,
  say: (line: string) => void,
): Promise<void> {
  const [connection] = servers;
  if (connection === undefined) return;
  say(`rewrite: ${old.length} of ${evidence.store?.old ?? old.length} objects`);
  const names = old.flatMap(({ key }) => storedPlace(key, etcd.prefix) ?? []);
  const { rewritten, unchanged, gone, refused } = await rewriteObjects(connection, names);
  say(`rewrite: ${rewritten} written again, ${unchanged} as they should be, ${gone} gone, ${refused.length} refused`);
  for (const { object, reason } of refused.slice(0, REFUSED_SHOWN))
    say(
      `  ${object.resource} ${object.namespace === undefined ? '' : `${object.namespace}/`}${object.name}: ${reason}`,
    );
  if (refused.length > 0 && rewritten === 0 && gone === 0)
    throw new UserError(
      `${refused.length} objects cannot be written again`,
      'See the reasons above; the old key stays. Then run the same command again.',
      ExitCode.cannotRun,
    );
}

function refusal({ state, gates }: RotationStep): UserError {
  const shut = gates.filter((gate) => gate.state !== 'open');
  const seen = shut.map((gate) => `${gate.id} ${gate.state}: ${gate.observed.join('; ')}`);
  return new UserError(
    `${state.id} is not done: ${seen.join('; ')}`,
    'Nothing more is changed. --dry-run shows every gate.',
    ExitCode.cannotRun,
  );
}
