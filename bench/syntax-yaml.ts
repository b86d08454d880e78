// Times reading YAML to values against js-yaml, and prints the share of bytes that the block reader takes. `node bench/syntax-yaml.ts [MB]`
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeUtf8, readYaml, splitYaml } from '@watertight/syntax';
import { loadAll, parseEvents } from 'js-yaml';
import { yamlCorpus } from './syntax-corpus.ts';

const ROUNDS = 5;
const MEGABYTE = 1e6;

type Job = (bytes: Buffer) => number;

/** Each gives the number of documents read, so that no work can be left out. */
const JOBS: Readonly<Record<string, Job>> = {
  'ours: split, readYaml': readOurs,
  'js-yaml 5 parseEvents': (bytes) => parseEvents(bytes.toString('utf8'), {}).filter(({ type }) => type === 1).length,
  'js-yaml 5 loadAll': (bytes) => loadAll(bytes.toString('utf8')).length,
};

function readOurs(bytes: Buffer): number {
  let count = 0;
  for (const { offset, length } of splitYaml(bytes)) {
    const decoded = decodeUtf8(bytes.subarray(offset, offset + length));
    if ('text' in decoded && readYaml(decoded.text).value !== undefined) count++;
  }
  return count;
}

function timeOnce(job: string, file: string): void {
  const bytes = readFileSync(file);
  const run = JOBS[job] as Job;
  const start = process.hrtime.bigint();
  const documents = run(bytes);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  console.log(JSON.stringify({ seconds, documents }));
}

/** Fresh alternating processes, the best of five. */
function timeAll(file: string, size: number): void {
  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const job of Object.keys(JOBS)) {
      const out = execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--once', job, file], {
        encoding: 'utf8',
      });
      const { seconds } = JSON.parse(out) as { seconds: number };
      best.set(job, Math.min(best.get(job) ?? Infinity, seconds));
    }
  }
  const ours = best.get('ours: split, readYaml') ?? 0;
  for (const [job, seconds] of best) {
    const rate = (size / MEGABYTE / seconds).toFixed(1);
    console.log(
      `${job.padEnd(24)} ${seconds.toFixed(3)} s ${rate.padStart(7)} MB/s  ours takes ${(ours / seconds).toFixed(2)} of it`,
    );
  }
}

function printShare(bytes: Buffer): void {
  const taken = { block: 0, general: 0 };
  for (const { offset, length } of splitYaml(bytes)) {
    const decoded = decodeUtf8(bytes.subarray(offset, offset + length));
    if ('text' in decoded) taken[readYaml(decoded.text).reader] += length;
  }
  console.log(
    `block reader: ${((taken.block / bytes.length) * 100).toFixed(2)} % of ${(bytes.length / MEGABYTE).toFixed(1)} MB`,
  );
}

function main(): void {
  const size = Number(process.argv[2] ?? 20) * MEGABYTE;
  const folder = mkdtempSync(join(tmpdir(), 'watertight-bench-'));
  try {
    for (const [name, text] of Object.entries(yamlCorpus(size))) {
      const file = join(folder, 'corpus.yaml');
      writeFileSync(file, text);
      const bytes = readFileSync(file);
      console.log(`\n${name} (Node ${process.version}; js-yaml 5.5.0, js-yaml 4 is not installed)`);
      printShare(bytes);
      timeAll(file, bytes.length);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[2] === '--once') timeOnce(process.argv[3] ?? '', process.argv[4] ?? '');
else main();
