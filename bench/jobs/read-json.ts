// Reads one JSON list, once, in this process: `node bench/jobs/read-json.ts ours|baseline FILE`.
import { closeSync, openSync, readSync } from 'node:fs';
import { readSources } from '@watertight/sources';
import { readPages } from '../cluster-file.ts';
import { report, stopwatch } from './report.ts';

const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Bytes → string → `JSON.parse`, page by page; the pages' places are known beforehand, which no reader of a real file has. */
function readAsPages(file: string): number {
  const pages = readPages(file);
  const watch = stopwatch();
  const handle = openSync(file, 'r');
  let objects = 0;
  for (const [from, to] of pages) {
    const bytes = Buffer.allocUnsafe(to - from + 2);
    readSync(handle, bytes, 1, to - from, from);
    bytes[0] = OPEN_BRACKET;
    bytes[bytes.length - 1] = CLOSE_BRACKET;
    const items = JSON.parse(bytes.toString('utf8')) as unknown[];
    objects += items.length;
  }
  closeSync(handle);
  report({ ...watch(), objects });
  return objects;
}

async function readAsFacts(file: string): Promise<void> {
  const watch = stopwatch();
  const { facts } = await readSources([file], { defaultNamespace: 'default' });
  report({ ...watch(), objects: facts.origins.size });
}

const [, , job, file = ''] = process.argv;
if (job === 'ours') await readAsFacts(file);
else readAsPages(file);
