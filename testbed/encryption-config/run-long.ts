// `npm run oracle:encryption -- FILES [SEED]`: compares with the API servers' own code for as long as one likes.
import { buildGoProgram } from '../build/go-program.ts';
import { compareFiles } from './compare.ts';
import { Loader, loaderFolder, MINORS } from './loader.ts';

const FILES_DEFAULT = 100_000;
/** Beyond the seeds of the tests. */
const SEED_DEFAULT = 1_000_001;
const SHOWN_MAX = 10;

async function main([files = FILES_DEFAULT, seed = SEED_DEFAULT]: readonly number[]): Promise<void> {
  for (const minor of MINORS) {
    for (const kmsV1 of [false, true]) {
      const loader = new Loader(buildGoProgram(loaderFolder(minor)), `KMSv1=${kmsV1}`);
      const { asked, accepted, disagreements } = await compareFiles(loader, { minor, kmsV1 }, seed, files);
      await loader.close();
      for (const one of disagreements.slice(0, SHOWN_MAX)) console.log(JSON.stringify(one));
      console.log(JSON.stringify({ minor, kmsV1, asked, accepted, disagreements: disagreements.length }));
      if (disagreements.length > 0) process.exitCode = 1;
    }
  }
}

const given = process.argv.slice(2).map(Number);
if (given.every((number) => Number.isSafeInteger(number) && number > 0)) await main(given);
else {
  console.error('usage: npm run oracle:encryption -- [FILES [SEED]]\nGive whole numbers above zero');
  process.exitCode = 2;
}
