// Puts the questions of many worlds to mutants, and says which answers differ from Kubernetes' own.
import type { Facts } from '../../../packages/engine/src/facts/facts.ts';
import { agrees } from '../compare.ts';
import { type Engine, factsOf, ourVerdicts, type Verdict } from '../our-answers.ts';
import { type Trial, trialOf } from '../worlds/world.ts';
import { loadMutant } from './load.ts';
import type { Mutant } from './mutant.ts';

/** Worlds by seed, and what Kubernetes says to each of their questions. */
export interface Corpus {
  readonly first: number;
  readonly theirs: readonly (readonly Verdict[])[];
}

/** One mutant's wrong answers: the places of the questions, counted through all worlds. */
export interface Caught {
  readonly name: string;
  readonly wrong: readonly number[];
}

interface Prepared {
  readonly trial: Trial;
  readonly facts: Facts;
  readonly theirs: readonly Verdict[];
}

/** Facts are read once, and again by a mutant that reads them in its own way. */
export async function* hunt(engine: Engine, corpus: Corpus, mutants: readonly Mutant[]): AsyncGenerator<Caught> {
  const worlds = corpus.theirs.map((theirs, index): Prepared => {
    const trial = trialOf(corpus.first + index);
    return { trial, facts: factsOf(engine, trial.world), theirs };
  });
  for (const mutant of mutants) {
    const mutated = await loadMutant(mutant);
    const readsItself = mutant.file.startsWith('kube/');
    yield { name: mutant.name, wrong: wrongAnswers(mutated, worlds, readsItself) };
  }
}

function wrongAnswers(engine: Engine, worlds: readonly Prepared[], readsItself: boolean): number[] {
  const wrong: number[] = [];
  let place = 0;
  for (const { trial, facts, theirs } of worlds) {
    const ours = ourVerdicts(engine, readsItself ? factsOf(engine, trial.world) : facts, trial.asks);
    for (const [index, ask] of trial.asks.entries()) {
      if (!agrees(ask, ours[index], theirs[index])) wrong.push(place);
      place++;
    }
  }
  return wrong;
}
