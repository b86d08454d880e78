// Hunts all mutants in a few processes of Node: there, the module loader is Node's own, and both cores are used.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Caught, Corpus } from './hunt.ts';
import { MUTANTS } from './list.ts';

const PROCESSES = 2;
const PROGRAM = path.join(import.meta.dirname, 'run-hunt.ts');

/** @throws when a process fails: a mutant that cannot be loaded or asked. */
async function huntSome(corpus: Corpus, names: readonly string[]): Promise<Caught[]> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify({ corpus, names }));
  const [output, code] = await Promise.all([text(child.stdout), ended]);
  if (code !== 0) throw new Error(`the hunt for mutants ended with ${code}`);
  return output.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Caught]));
}

/** What each mutant answers otherwise than Kubernetes. */
export async function huntAll(corpus: Corpus): Promise<Caught[]> {
  const names = MUTANTS.map(({ name }) => name);
  const shares = Array.from({ length: PROCESSES }, (_, share) => names.filter((__, at) => at % PROCESSES === share));
  return (await Promise.all(shares.map((share) => huntSome(corpus, share)))).flat();
}
