// `node packages/detect/src/testing/fuzz.ts [--runs N] [--seed S]`: draws texts, and prints the smallest of those for which something does not hold.
import { parseArgs } from 'node:util';
import { hostileText } from './hostile-text.ts';
import { streamFaults } from './stream-faults.ts';

const SHOWN_MAX = 10;

/** The text with as much taken away as the fault allows. */
function smallest(text: string, seed: number, fault: string): string {
  let best = text;
  for (let size = best.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at + size <= best.length;) {
      const shorter = best.slice(0, at) + best.slice(at + size);
      if (streamFaults(shorter, seed).includes(fault)) best = shorter;
      else at += size;
    }
  }
  return best;
}

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1000001' } },
});
const [runs, first] = [Number(values.runs), Number(values.seed)];
let found = 0;
for (let seed = first; seed < first + runs && found < SHOWN_MAX; seed++) {
  const text = hostileText(seed);
  for (const fault of streamFaults(text, seed)) {
    console.log(`${fault}, seed ${seed}: ${JSON.stringify(smallest(text, seed, fault))}`);
    found++;
  }
}
console.log(`${runs} texts from seed ${first}: ${found} faults`);
if (found > 0) process.exitCode = 1;
