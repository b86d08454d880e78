// Times reading YAML against js-yaml 4 and 5, and prints the share of bytes that the block reader takes. `node bench/syntax-yaml.ts [MB …]`
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeUtf8, readYaml, splitYaml } from '@watertight/syntax';
import { bestOf } from './processes.ts';
import { yamlCorpus } from './syntax-corpus.ts';

const ROUNDS = 5;
const MEGABYTE = 1e6;
/** In MB. The compilers of V8 weigh on the first; the second holds about as many objects as the budgets speak of. */
const SIZES = ['20', '100'];

interface Reader {
  readonly job: string;
  readonly name: string;
  /** The most that ours may take of it (DESIGN section 6). */
  readonly budget?: number;
}

/** Ours first. */
const READERS: readonly Reader[] = [
  { job: 'ours', name: 'ours, as files are read' },
  { job: 'loadAll4', name: 'js-yaml 4 `loadAll`', budget: 1 / 3 },
  { job: 'parseEvents', name: 'js-yaml 5 `parseEvents`', budget: 1 / 2 },
  { job: 'loadAll5', name: 'js-yaml 5 `loadAll`' },
  { job: 'offsets', name: 'ours, as standard input is read' },
  { job: 'facts', name: 'ours, to facts' },
];

function printTimes(file: string, size: number): void {
  const best = bestOf(ROUNDS, ...READERS.map(({ job }) => ['jobs/read-yaml.ts', job, file] as const));
  const [ours] = best;
  if (ours === undefined) return;
  console.log('| reader | CPU s | s | MB/CPU s | ours takes of its CPU s | of its s | budget |');
  console.log('|---|---:|---:|---:|---:|---:|---:|');
  for (const [index, { cpu, seconds }] of best.entries()) {
    const { name = '', budget } = READERS[index] ?? {};
    const times = [cpu.toFixed(3), seconds.toFixed(3), (size / MEGABYTE / cpu).toFixed(0)];
    const ratios = [(ours.cpu / cpu).toFixed(2), (ours.seconds / seconds).toFixed(2), budget?.toFixed(2) ?? ''];
    console.log(`| ${[name, ...times, ...ratios].join(' | ')} |`);
  }
}

function printShare(name: string, bytes: Buffer): void {
  let taken = 0;
  for (const { offset, length } of splitYaml(bytes)) {
    const decoded = decodeUtf8(bytes.subarray(offset, offset + length));
    if ('text' in decoded && readYaml(decoded.text).reader === 'block') taken += length;
  }
  const share = ((taken / bytes.length) * 100).toFixed(2);
  console.log(`\n${name}: ${(bytes.length / MEGABYTE).toFixed(0)} MB, the block reader takes ${share} %\n`);
}

const sizes = process.argv.length > 2 ? process.argv.slice(2) : SIZES;
const folder = mkdtempSync(join(tmpdir(), 'watertight-bench-'));
try {
  for (const size of sizes) {
    for (const [name, text] of Object.entries(yamlCorpus(Number(size) * MEGABYTE))) {
      const file = join(folder, 'corpus.yaml');
      writeFileSync(file, text);
      const bytes = readFileSync(file);
      printShare(name, bytes);
      printTimes(file, bytes.length);
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
