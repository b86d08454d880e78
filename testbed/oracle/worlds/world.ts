// One random world and the questions to ask in it, the same for the same seed.
import { Random } from '../../../bench/random.ts';
import { aimed } from './aim.ts';
import type { Ask } from './asks.ts';
import { bindings } from './bindings.ts';
import { settled } from './settled.ts';
import { nodeAsk } from './node-asks.ts';
import type { World } from './objects.ts';
import { coversAsk, impersonated, inWords, shippedAsk } from './other-asks.ts';
import { placed, type Reference } from './pods.ts';
import { roles } from './roles.ts';

/** A world and its questions. */
export interface Trial {
  readonly seed: number;
  readonly world: World;
  readonly asks: readonly Ask[];
}

export const ASKS_PER_WORLD = 200;

/** The trial of a seed. */
export function trialOf(seed: number): Trial {
  const random = new Random(seed);
  // Neighbouring seeds start alike.
  for (let at = 0; at < 4; at++) random.next();
  const { objects, references } = placed(random);
  const made = settled(random, roles(random));
  const world: World = { roles: made, bindings: bindings(random, made), others: objects };
  const asks = Array.from({ length: ASKS_PER_WORLD }, () => ask(random, world, references));
  return { seed, world, asks };
}

function ask(random: Random, world: World, references: readonly Reference[]): Ask {
  const kind = random.below(100);
  if (kind < 25) return nodeAsk(random, references);
  if (kind < 30) return coversAsk(random);
  if (kind < 32) return shippedAsk(random);
  const made = aimed(random, world);
  const words = kind < 54 ? undefined : inWords(random, made);
  if (words === undefined || kind < 68) return words ?? made;
  return impersonated(random, words) ?? words;
}
