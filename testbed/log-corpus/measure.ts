// `node testbed/log-corpus/measure.ts --lines N --seed S`: recall, and masked places in benign lines, of the redact command.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { benignLines, type Line, sensitiveLines } from './corpus.ts';
import { judged, maskedPlaces, type Verdicts } from './judge.ts';

const COMMAND = path.join(import.meta.dirname, '../../bin/watertight.js');
const SHOWN_MAX = 40;

/** The lines that the command gives for the lines. */
async function redacted(lines: readonly Line[]): Promise<string[]> {
  const child = spawn(process.execPath, [COMMAND, 'redact'], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(lines.map(({ risky }) => `${risky}\n`).join(''));
  const parts: Buffer[] = [];
  for await (const part of child.stdout) parts.push(part as Buffer);
  return Buffer.concat(parts).toString().split('\n').slice(0, -1);
}

function show({ places }: Verdicts): void {
  for (const { place, lines: all, wrong, example } of places.filter((found) => found.wrong > 0).slice(0, SHOWN_MAX)) {
    console.log(`\n${place}: ${wrong} of ${all}`);
    console.log(`  logged   ${example.risky}\n  expected ${example.expected}\n  got      ${example.got}`);
  }
}

async function recall(count: number, seed: number): Promise<void> {
  const lines = sensitiveLines(count, seed);
  const verdicts = judged(lines, await redacted(lines));
  show(verdicts);
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(3)} %`;
  const { values, shown, otherwise, wrong } = verdicts;
  console.log(
    `\nsensitive: ${count} lines, ${values} values, ${shown} shown, ${otherwise} lines otherwise than specified`,
  );
  console.log(`recall ${percent(values - shown, values)} of values; exact ${percent(count - wrong, count)} of lines`);
}

async function alarms(count: number, seed: number): Promise<void> {
  const lines = benignLines(count, seed);
  const out = await redacted(lines);
  show(judged(lines, out));
  const places = lines.reduce((sum, { risky }, index) => sum + maskedPlaces(risky, out[index] ?? ''), 0);
  console.log(`\nbenign: ${count} lines, ${places} places masked: ${((1e5 * places) / count).toFixed(2)} in 100,000`);
}

const { values } = parseArgs({
  options: { lines: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' } },
});
const [lines, seed] = [Number(values.lines), Number(values.seed)];
if (Number.isSafeInteger(lines) && lines > 0 && Number.isSafeInteger(seed)) {
  await recall(lines, seed);
  await alarms(lines, seed + 1);
} else {
  console.error('usage: node testbed/log-corpus/measure.ts [--lines N] [--seed S]\nGive whole numbers');
  process.exitCode = 2;
}
