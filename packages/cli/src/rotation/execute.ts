// Takes the steps of a rotation one after the other, and observes everything anew before each: nothing is remembered from one to the next.
import { rotationStep } from '@watertight/encryption';
import type { RotationStep } from '@watertight/encryption';
import type { Rewritten } from '@watertight/operate';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { Migrating } from './migrating.ts';
import { rewrite } from './rewrite.ts';
import { observeRotation } from './rotation.ts';
import type { Observed, RotationPlace } from './rotation.ts';
import type { Execution } from './execution.ts';
import { Waiting } from './waiting.ts';
import { writeStep } from './write-step.ts';
import { Writers } from './writers.ts';

/** How far a run came. */
export interface Outcome {
  /** The last step that was derived. */
  readonly step: RotationStep;
  readonly observed: Observed;
  /** All that was stored again in this run. */
  readonly rewritten: Rewritten;
  /** Why it did not go on. */
  readonly trouble?: UserError;
}

/** Ends at `done`, at `drop` where that was not asked for, or where it cannot go on. Throws a `UserError` where it could not even begin. */
export async function executeRotation(place: RotationPlace, execution: Execution): Promise<Outcome> {
  const run = new Run(place, execution);
  try {
    await run.toItsEnd();
  } catch (error) {
    if (error instanceof UserError && run.isBegun) return { ...run.outcome, trouble: error };
    throw error;
  }
  return run.outcome;
}

class Run {
  readonly #place: RotationPlace;
  readonly #execution: Execution;
  readonly #waiting: Waiting;
  readonly #writers = new Writers();
  readonly #migrating: Migrating;
  #rewritten: Rewritten = { rewritten: 0, unchanged: 0, gone: 0, refused: [] };
  #reached: Pick<Outcome, 'step' | 'observed'> | undefined;

  constructor(place: RotationPlace, execution: Execution) {
    this.#place = place;
    this.#execution = execution;
    this.#waiting = new Waiting(execution);
    this.#migrating = new Migrating(place, execution);
  }

  get isBegun(): boolean {
    return this.#reached !== undefined;
  }

  get outcome(): Outcome {
    if (this.#reached === undefined) throw new Error('nothing was observed');
    return { ...this.#reached, rewritten: this.#rewritten };
  }

  async toItsEnd(): Promise<void> {
    while (!(await this.#look()));
  }

  /** Looks at everything, and does what comes next; true at the end. */
  async #look(): Promise<boolean> {
    const askedAt = Date.now();
    const observed = await observeRotation(this.#place);
    const step = rotationStep(observed.evidence);
    this.#reached = { step, observed };
    if (step.verdict === 'refuse' && !this.#waiting.isForSilent(observed.evidence)) throw refusal(step);
    this.#waiting.reached(step);
    const writtenNewMs = this.#writers.seen(askedAt, step, observed.evidence);
    const { id } = step.state;
    if (step.verdict !== 'go') await this.#waiting.look(step);
    else if (id === 'drop' && !this.#execution.finish) return true;
    else if (mayComeLate(step, observed) && writtenNewMs < this.#execution.longestRequestMs)
      await this.#waiting.forRequests(step);
    else if (id === 'done') return true;
    else await this.#act(step, observed);
    return false;
  }

  async #act({ state, servers }: RotationStep, observed: Observed): Promise<void> {
    const { stillHeld, say } = this.#execution;
    await stillHeld();
    if (state.changes === 'objects') {
      if (await this.#migrating.round(observed)) return this.#waiting.restart();
      const round = await rewrite(this.#place, observed, say);
      this.#rewritten = summed(this.#rewritten, round);
      if (round.rewritten + round.gone === 0) return await this.#waiting.forObjects(round);
    } else {
      const indexes = servers.map((name) => observed.evidence.servers.findIndex((server) => server.name === name));
      await writeStep(state.id, { files: observed.files, indexes, place: this.#place }, say);
    }
    this.#waiting.restart();
  }
}

/** With the new key alone in every file nothing else can be written, but with an older key_id of a plugin. */
function mayComeLate({ state }: RotationStep, { evidence }: Observed): boolean {
  return state.id === 'drop' || (state.id === 'done' && evidence.plugin !== undefined);
}

/** What is refused in the end is what was refused last. */
function summed(before: Rewritten, round: Rewritten): Rewritten {
  return {
    rewritten: before.rewritten + round.rewritten,
    unchanged: before.unchanged + round.unchanged,
    gone: before.gone + round.gone,
    refused: round.refused,
  };
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
