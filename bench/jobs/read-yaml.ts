// Reads one YAML file, once, in this process: `node bench/jobs/read-yaml.ts READER FILE`.
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { decodeUtf8, readYaml, readYamlEvents, splitYaml } from '@watertight/syntax';
import { loadAll, parseEvents } from 'js-yaml';
import { loadAll as loadAll4 } from 'js-yaml-4';
import { report, stopwatch } from './report.ts';

/** Until V8's threads are done with what loading left to them, in milliseconds. */
const SETTLE = 200;
const DOCUMENT = 1;

/** Gives the number of documents or objects read, so that no work can be left out. */
type Read = (bytes: Buffer, file: string) => number | Promise<number>;

/** What each loads is loaded before the time is taken. */
const READERS: Readonly<Record<string, () => Read | Promise<Read>>> = {
  ours: () => readOurs,
  offsets: () => readOffsets,
  facts: loadFacts,
  loadAll4: () => (bytes) => loadAll4(bytes.toString('utf8')).length,
  loadAll5: () => (bytes) => loadAll(bytes.toString('utf8')).length,
  parseEvents: () => (bytes) => parseEvents(bytes.toString('utf8'), {}).filter(({ type }) => type === DOCUMENT).length,
};

/** What `sources` does with a file: a node's line and column come of its document's offset and length, when it is shown. */
function readOurs(bytes: Buffer): number {
  let count = 0;
  for (const { offset, length } of splitYaml(bytes)) {
    const decoded = decodeUtf8(bytes.subarray(offset, offset + length));
    if ('text' in decoded && readYaml(decoded.text).value !== undefined) count++;
  }
  return count;
}

/** What `sources` does with standard input, which cannot be read again: the offsets of all nodes too, keys among them. */
function readOffsets(bytes: Buffer): number {
  let count = 0;
  for (const { offset, length } of splitYaml(bytes)) {
    const decoded = decodeUtf8(bytes.subarray(offset, offset + length));
    if ('problem' in decoded || readYaml(decoded.text).value === undefined) continue;
    if (readYamlEvents(decoded.text).events.length > 0) count++;
  }
  return count;
}

async function loadFacts(): Promise<Read> {
  const { readSources } = await import('@watertight/sources');
  return async (_bytes, file) => (await readSources([file], { defaultNamespace: 'default' })).facts.origins.size;
}

const [, , reader = '', file = ''] = process.argv;
const read = await READERS[reader]?.();
if (read === undefined) throw new Error(`there is no reader ${reader}`);
const bytes = readFileSync(file);
await setTimeout(SETTLE);
const watch = stopwatch();
const objects = await read(bytes, file);
report({ ...watch(), objects });
