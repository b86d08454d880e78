// A process that hunts some of the mutants: a corpus and their names on standard input, a line for each on standard output.
import { text } from 'node:stream/consumers';
import { ENGINE } from '../engine.ts';
import { type Corpus, hunt } from './hunt.ts';
import { MUTANTS } from './list.ts';

const { corpus, names } = JSON.parse(await text(process.stdin)) as { corpus: Corpus; names: readonly string[] };
const chosen = MUTANTS.filter(({ name }) => names.includes(name));
for await (const caught of hunt(ENGINE, corpus, chosen)) process.stdout.write(`${JSON.stringify(caught)}\n`);
