// Access says what Kubernetes' own authorizers say, and the comparison notices each broken point of its semantics.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtGoProgram } from '../build/go-program.ts';
import { Authorizers, AUTHORIZERS_FOLDER } from './authorizers.ts';
import { compare, compareWorlds, type Disagreement, emptyTally, judged, type Seeds, type Tally } from './compare.ts';
import { ENGINE } from './engine.ts';
import { huntAll } from './mutants/hunt-all.ts';
import { mutatedText } from './mutants/load.ts';
import { MUTANTS } from './mutants/list.ts';
import { type Point, POINTS } from './mutants/mutant.ts';
import { type Engine, factsOf, ourVerdicts, type Verdict } from './our-answers.ts';
import { FIXED, freshSeeds } from './seeds.ts';
import { type Reason, reasonOf } from './smallest.ts';

const HUNT_MILLISECONDS_MAX = 1_200_000;
const ASKED_MIN = 100_000;
const DECIDED_MIN = 1000;
const SHOWN_MAX = 5;

const program = builtGoProgram(AUTHORIZERS_FOLDER);
const fresh = freshSeeds();

describe('mutants', () => {
  it('break every point, each under a name of its own', () => {
    expect(MUTANTS.length).toBeGreaterThanOrEqual(25);
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
    expect(new Set(MUTANTS.map(({ point }) => point))).toEqual(new Set(Object.keys(POINTS)));
  });

  it.each(MUTANTS)('$name: its text stands in $file once', (mutant) => {
    expect(mutatedText(mutant)).toContain(mutant.to);
  });
});

describe.skipIf(program === undefined)('Kubernetes’ own authorizers (needs authorizers)', () => {
  let authorizers: Authorizers;
  const theirs: (readonly Verdict[])[] = [];
  const fixed = emptyTally();

  beforeAll(async () => {
    authorizers = new Authorizers(program ?? '');
    await tell(FIXED, fixed, theirs);
  }, HUNT_MILLISECONDS_MAX);
  afterAll(() => authorizers.close());

  async function tell(seeds: Seeds, tally: Tally, verdicts: (readonly Verdict[])[]): Promise<void> {
    for await (const judgement of judged(authorizers, seeds)) {
      const { trial } = judgement;
      compare(tally, trial, ourVerdicts(ENGINE, factsOf(ENGINE, trial.world), trial.asks), judgement.theirs);
      verdicts.push(judgement.theirs);
    }
  }

  /** The first few, each with no more objects than it needs. */
  async function reasons(disagreements: readonly Disagreement[]): Promise<Reason[]> {
    const found: Reason[] = [];
    for (const one of disagreements.slice(0, SHOWN_MAX))
      found.push(await reasonOf({ authorizers, engine: ENGINE }, one));
    return found;
  }

  it('are never contradicted', async () => {
    expect(await reasons(fixed.disagreements)).toEqual([]);
    expect(fixed.asked).toBeGreaterThanOrEqual(ASKED_MIN);
  });

  it('allow and refuse about as much, and leave little open', () => {
    expect(fixed.allowed / fixed.asked).toBeGreaterThan(0.3);
    expect(fixed.allowed / fixed.asked).toBeLessThan(0.7);
    expect(fixed.open / fixed.asked).toBeLessThan(0.01);
  });

  it('are not contradicted where nobody asked before', async () => {
    console.info(`to ask the same again: WATERTIGHT_ORACLE_SEED=${fresh.first}`);
    const tally = emptyTally();
    await tell(fresh, tally, []);
    expect(await reasons(tally.disagreements)).toEqual([]);
    expect(tally.asked).toBeGreaterThan(0);
  });

  it('are contradicted by an engine that refuses all, for the fewest objects that show it', async () => {
    const createCan: Engine['createCan'] = (...given) => ({
      ...ENGINE.createCan(...given),
      answer: (request) => ({ request, allowed: false }),
    });
    const engine = { ...ENGINE, createCan };
    const { disagreements } = await compareWorlds(authorizers, engine, { first: FIXED.first, count: 1 });
    const one = disagreements.find(
      ({ ask, theirs: verdict }) => 'attributes' in ask.theirs && verdict === 'allow RBAC',
    );
    expect(one).toBeDefined();
    const { objects } = await reasonOf({ authorizers, engine }, one as Disagreement);
    expect(objects.length).toBeGreaterThan(0);
    // A binding, its role, and the role that it may be made of.
    expect(objects.length).toBeLessThanOrEqual(3);
  });

  it(
    'contradict every mutant, and each point of the semantics decides a thousand of the questions',
    async () => {
      const caught = await huntAll({ first: FIXED.first, theirs });
      expect(caught.map(({ name }) => name).toSorted()).toEqual(MUTANTS.map(({ name }) => name).toSorted());
      expect(caught.filter(({ wrong }) => wrong.length === 0).map(({ name }) => name)).toEqual([]);
      const wrongByName = new Map(caught.map(({ name, wrong }) => [name, wrong]));
      const decided = (point: Point): number => {
        const mutants = MUTANTS.filter((mutant) => mutant.point === point);
        return new Set(mutants.flatMap(({ name }) => wrongByName.get(name) ?? [])).size;
      };
      const points = Object.keys(POINTS) as Point[];
      expect(
        points.map((point) => [point, decided(point)] as const).filter(([, count]) => count < DECIDED_MIN),
      ).toEqual([]);
    },
    HUNT_MILLISECONDS_MAX,
  );
});
