// Holds our engine's verdicts against Kubernetes' own, question by question.
import type { Answer, Authorizers } from './authorizers.ts';
import { type Engine, factsOf, ourVerdicts, type Verdict } from './our-answers.ts';
import type { Ask } from './worlds/asks.ts';
import { objectsOf } from './worlds/objects.ts';
import { type Trial, trialOf } from './worlds/world.ts';

/** A question on which the two differ. The seed and index name it: `trialOf(seed).asks[index]`. */
export interface Disagreement {
  readonly seed: number;
  readonly index: number;
  readonly ask: Ask;
  readonly ours: Verdict;
  readonly theirs: Verdict;
}

export interface Tally {
  asked: number;
  allowed: number;
  /** Questions that our engine leaves open because they depend on objects of kinds that it does not read. */
  open: number;
  readonly disagreements: Disagreement[];
}

/** Objects that only the Node authorizer relates to nodes, of kinds that the engine does not read. */
const NOT_READ = new Set(['resourceclaims', 'volumeattachments', 'resourceslices', 'podcertificaterequests']);

function isOpen({ ours }: Ask): boolean {
  return 'can' in ours && NOT_READ.has(ours.can.resource ?? '') && ours.can.user.startsWith('system:node:');
}

export function verdictOf({ decision, authorizer, error }: Answer): Verdict {
  if (decision === 'allow') return authorizer === undefined ? 'allow' : `allow ${authorizer}`;
  if (decision === 'no-opinion') return 'no';
  return decision === 'deny' ? `deny ${authorizer}` : `error: ${error}`;
}

/** Adds one trial to the tally. */
export function compare(tally: Tally, trial: Trial, ours: readonly Verdict[], theirs: readonly Answer[]): void {
  for (const [index, ask] of trial.asks.entries()) {
    const mine = ours[index] ?? 'error: not answered';
    const other = verdictOf(theirs[index] ?? { error: 'not answered' });
    tally.asked++;
    if (other.startsWith('allow')) tally.allowed++;
    if (mine === 'unknown' && isOpen(ask)) tally.open++;
    else if (mine !== other || other.startsWith('error'))
      tally.disagreements.push({ seed: trial.seed, index, ask, ours: mine, theirs: other });
  }
}

export function emptyTally(): Tally {
  return { asked: 0, allowed: 0, open: 0, disagreements: [] };
}

/** Trials that are asked before the first is awaited, so that both sides are busy. */
const AHEAD = 8;

/** Compares `count` worlds, from the first seed on. Stops early when nothing more can be learnt from the disagreements. */
export async function compareWorlds(
  authorizers: Authorizers,
  engine: Engine,
  seeds: { readonly first: number; readonly count: number },
): Promise<Tally> {
  const tally = emptyTally();
  const asked: { trial: Trial; reply: ReturnType<Authorizers['ask']> }[] = [];
  for (let at = 0; at < seeds.count + AHEAD; at++) {
    if (at < seeds.count) {
      const trial = trialOf(seeds.first + at);
      const questions = trial.asks.map(({ theirs }) => theirs);
      asked.push({ trial, reply: authorizers.ask(objectsOf(trial.world), questions) });
    }
    const next = at < AHEAD ? undefined : asked.shift();
    if (next === undefined) continue;
    const facts = factsOf(engine, next.trial.world);
    compare(tally, next.trial, ourVerdicts(engine, facts, next.trial.asks), (await next.reply).answers);
  }
  return tally;
}
