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

export interface Seeds {
  readonly first: number;
  readonly count: number;
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

/** True where the verdicts are one, or ours is left open because it depends on what the engine does not read. */
export function agrees(ask: Ask, ours: Verdict | undefined, theirs: Verdict | undefined): boolean {
  return (ours === theirs && ours !== undefined) || (ours === 'unknown' && isOpen(ask));
}

/** Adds one trial to the tally. */
export function compare(tally: Tally, trial: Trial, ours: readonly Verdict[], theirs: readonly Verdict[]): void {
  for (const [index, ask] of trial.asks.entries()) {
    const mine = ours[index] ?? 'error: not answered';
    const other = theirs[index] ?? 'error: not answered';
    tally.asked++;
    if (other.startsWith('allow')) tally.allowed++;
    if (mine === 'unknown') tally.open++;
    if (!agrees(ask, mine, other) || other.startsWith('error'))
      tally.disagreements.push({ seed: trial.seed, index, ask, ours: mine, theirs: other });
  }
}

export function emptyTally(): Tally {
  return { asked: 0, allowed: 0, open: 0, disagreements: [] };
}

/** Trials that are asked before the first is awaited, so that both sides are busy. */
const AHEAD = 8;

/** The trials of `count` seeds from the first on, each with Kubernetes' verdicts. */
export async function* judged(
  authorizers: Authorizers,
  { first, count }: Seeds,
): AsyncGenerator<{ readonly trial: Trial; readonly theirs: readonly Verdict[] }> {
  const asked: { trial: Trial; reply: ReturnType<Authorizers['ask']> }[] = [];
  for (let at = 0; at < count + AHEAD; at++) {
    if (at < count) {
      const trial = trialOf(first + at);
      const questions = trial.asks.map(({ theirs }) => theirs);
      asked.push({ trial, reply: authorizers.ask(objectsOf(trial.world), questions) });
    }
    const next = at < AHEAD ? undefined : asked.shift();
    if (next !== undefined) yield { trial: next.trial, theirs: (await next.reply).answers.map(verdictOf) };
  }
}

/** Compares `count` worlds, from the first seed on. */
export async function compareWorlds(authorizers: Authorizers, engine: Engine, seeds: Seeds): Promise<Tally> {
  const tally = emptyTally();
  for await (const { trial, theirs } of judged(authorizers, seeds))
    compare(tally, trial, ourVerdicts(engine, factsOf(engine, trial.world), trial.asks), theirs);
  return tally;
}
