// Takes objects out of a world for as long as a disagreement stays: what is left is its reason.
import type { Authorizers } from './authorizers.ts';
import { agrees, type Disagreement, verdictOf } from './compare.ts';
import { type Engine, factsOf, ourVerdicts, type Verdict } from './our-answers.ts';
import type { Ask } from './worlds/asks.ts';
import { objectsOf, type World } from './worlds/objects.ts';
import { trialOf } from './worlds/world.ts';

/** A disagreement with no more than it needs. */
export interface Reason {
  /** `trialOf(seed).asks[index]`. */
  readonly seed: number;
  readonly index: number;
  readonly ask: Ask;
  readonly ours: Verdict;
  readonly theirs: Verdict;
  readonly objects: readonly object[];
}

/** Both sides, of which one world at a time is asked. */
export interface Sides {
  readonly authorizers: Authorizers;
  readonly engine: Engine;
}

export async function reasonOf(sides: Sides, { seed, index, ask, ours, theirs }: Disagreement): Promise<Reason> {
  let world = trialOf(seed).world;
  let next: World | undefined = world;
  while (next !== undefined) {
    world = next;
    next = await firstThatDiffers(sides, ask, without(world));
  }
  return { seed, index, ask, ours, theirs, objects: objectsOf(world) };
}

/** The worlds with one object, or one rule of a role, less. */
function* without(world: World): Generator<World> {
  for (const binding of world.bindings) yield { ...world, bindings: world.bindings.filter((one) => one !== binding) };
  for (const other of world.others) yield { ...world, others: world.others.filter((one) => one !== other) };
  for (const role of world.roles) yield { ...world, roles: world.roles.filter((one) => one !== role) };
  for (const role of world.roles) {
    for (const rule of role.rules ?? []) {
      const less = { ...role, rules: role.rules?.filter((one) => one !== rule) ?? [] };
      yield { ...world, roles: world.roles.map((one) => (one === role ? less : one)) };
    }
  }
}

async function firstThatDiffers(sides: Sides, ask: Ask, worlds: Iterable<World>): Promise<World | undefined> {
  for (const world of worlds) {
    const [ours] = ourVerdicts(sides.engine, factsOf(sides.engine, world), [ask]);
    const { answers } = await sides.authorizers.ask(objectsOf(world), [ask.theirs]);
    if (!agrees(ask, ours, verdictOf(answers[0] ?? {}))) return world;
  }
  return undefined;
}
