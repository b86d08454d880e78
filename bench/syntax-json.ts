// Times cutting a JSON list into items and parsing each, against bytes → string → JSON.parse in pages of 500. `node bench/syntax-json.ts [objects]`
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JsonItemScanner, readYaml, splitYaml } from '@watertight/syntax';
import { yamlCorpus } from './syntax-corpus.ts';

const ROUNDS = 5;
const MEGABYTE = 1e6;
const PAGE = 500;
const CHUNK = 1_048_576;

type Job = (bytes: Buffer, pages: readonly Buffer[]) => number;

/** Each gives the number of objects read. */
const JOBS: Readonly<Record<string, Job>> = {
  'pages of 500, JSON.parse': readPages,
  'ours: items, JSON.parse': (bytes) => readItems(bytes, (item) => JSON.parse(item.toString('utf8'))),
  'ours: items only': (bytes) => readItems(bytes, () => undefined),
};

function readPages(_bytes: Buffer, pages: readonly Buffer[]): number {
  let count = 0;
  for (const page of pages) count += (JSON.parse(page.toString('utf8')) as { items: unknown[] }).items.length;
  return count;
}

function readItems(bytes: Buffer, read: (item: Buffer) => unknown): number {
  const scanner = new JsonItemScanner();
  let count = 0;
  for (let at = 0; at < bytes.length; at += CHUNK) {
    for (const { held, from, length } of scanner.items(bytes.subarray(at, at + CHUNK))) {
      read(Buffer.from(held.buffer as ArrayBuffer, held.byteOffset + from, length));
      count++;
    }
  }
  scanner.end();
  if (scanner.problems.length > 0) throw new Error('the list was not read');
  return count;
}

/** The list as it stands in the file, and the same items in pages, as an API server gives them. */
function writeInputs(folder: string, objects: readonly unknown[], indent: number | undefined): number {
  const list = (items: readonly unknown[]): string =>
    JSON.stringify({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } }, null, indent);
  writeFileSync(join(folder, 'list.json'), list(objects));
  const pages = [];
  for (let at = 0; at < objects.length; at += PAGE) pages.push(Buffer.from(list(objects.slice(at, at + PAGE))));
  const lengths = Int32Array.from(pages, (page) => page.length);
  writeFileSync(join(folder, 'pages.index'), Buffer.from(lengths.buffer));
  writeFileSync(join(folder, 'pages.json'), Buffer.concat(pages));
  return readFileSync(join(folder, 'list.json')).length;
}

function readPagesOf(folder: string): Buffer[] {
  const index = readFileSync(join(folder, 'pages.index'));
  const all = readFileSync(join(folder, 'pages.json'));
  const pages: Buffer[] = [];
  let at = 0;
  for (let entry = 0; entry < index.length; entry += 4) {
    const length = index.readInt32LE(entry);
    pages.push(all.subarray(at, at + length));
    at += length;
  }
  return pages;
}

function timeOnce(job: string, folder: string): void {
  const bytes = readFileSync(join(folder, 'list.json'));
  const pages = readPagesOf(folder);
  const run = JOBS[job] as Job;
  const start = process.hrtime.bigint();
  const objects = run(bytes, pages);
  console.log(JSON.stringify({ seconds: Number(process.hrtime.bigint() - start) / 1e9, objects }));
}

/** Fresh alternating processes, the best of five. */
function timeAll(folder: string, size: number): void {
  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const job of Object.keys(JOBS)) {
      const out = execFileSync(process.execPath, [fileURLToPath(import.meta.url), '--once', job, folder], {
        encoding: 'utf8',
      });
      best.set(job, Math.min(best.get(job) ?? Infinity, (JSON.parse(out) as { seconds: number }).seconds));
    }
  }
  const baseline = best.get('pages of 500, JSON.parse') ?? 0;
  for (const [job, seconds] of best) {
    const rate = (size / MEGABYTE / seconds).toFixed(1);
    console.log(
      `${job.padEnd(26)} ${seconds.toFixed(3)} s ${rate.padStart(7)} MB/s  ${(seconds / baseline).toFixed(2)} × the baseline`,
    );
  }
}

function makeObjects(count: number): unknown[] {
  const bytes = Buffer.from(yamlCorpus(6 * MEGABYTE)['pods of kubectl get -o yaml'] ?? '');
  const kinds: unknown[] = [];
  for (const { offset, length } of splitYaml(bytes))
    kinds.push(readYaml(bytes.toString('utf8', offset, offset + length)).value);
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]);
}

function main(): void {
  const objects = makeObjects(Number(process.argv[2] ?? 20_000));
  const folder = mkdtempSync(join(tmpdir(), 'watertight-bench-'));
  try {
    for (const [name, indent] of [
      ['compact', undefined],
      ['indented by 4, as kubectl', 4],
    ] as const) {
      const size = writeInputs(folder, objects, indent);
      console.log(`\n${name}: ${objects.length} objects, ${(size / MEGABYTE).toFixed(1)} MB (Node ${process.version})`);
      timeAll(folder, size);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (process.argv[2] === '--once') timeOnce(process.argv[3] ?? '', process.argv[4] ?? '');
else main();
