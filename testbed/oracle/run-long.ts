// `npm run oracle -- REQUESTS [SEED]`: compares access with Kubernetes' own authorizers for as long as one likes.
import { buildGoProgram } from '../build/go-program.ts';
import { Authorizers, AUTHORIZERS_FOLDER } from './authorizers.ts';
import { compareWorlds } from './compare.ts';
import { ENGINE } from './engine.ts';
import { reasonOf } from './smallest.ts';
import { ASKS_PER_WORLD } from './worlds/world.ts';

const REQUESTS_DEFAULT = 10_000_000;
/** Beyond the seeds of the tests. */
const SEED_DEFAULT = 1_000_001;
const WORLDS_PER_STEP = 1000;
const SHOWN_MAX = 10;

async function main([requests = REQUESTS_DEFAULT, seed = SEED_DEFAULT]: readonly number[]): Promise<void> {
  const authorizers = new Authorizers(buildGoProgram(AUTHORIZERS_FOLDER));
  const worlds = Math.ceil(requests / ASKS_PER_WORLD);
  const total = { asked: 0, allowed: 0, open: 0, disagreements: 0 };
  for (let at = 0; at < worlds; at += WORLDS_PER_STEP) {
    const seeds = { first: seed + at, count: Math.min(WORLDS_PER_STEP, worlds - at) };
    const tally = await compareWorlds(authorizers, ENGINE, seeds);
    total.asked += tally.asked;
    total.allowed += tally.allowed;
    total.open += tally.open;
    const shown = tally.disagreements.slice(0, Math.max(0, SHOWN_MAX - total.disagreements));
    total.disagreements += tally.disagreements.length;
    for (const one of shown) console.log(JSON.stringify(await reasonOf({ authorizers, engine: ENGINE }, one)));
    console.log(`${JSON.stringify(total)} up to seed ${seeds.first + seeds.count - 1}`);
  }
  await authorizers.close();
  if (total.disagreements > 0) process.exitCode = 1;
}

const given = process.argv.slice(2).map(Number);
if (given.every((number) => Number.isSafeInteger(number) && number > 0)) await main(given);
else {
  console.error('usage: npm run oracle -- [REQUESTS [SEED]]\nGive whole numbers above zero');
  process.exitCode = 2;
}
