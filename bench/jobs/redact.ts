// Copies one file to another, once, in this process: `node bench/jobs/redact.ts copy|ours|tables FILE [KNOWN_VALUES]`; `-` is stdin to stdout.
import { closeSync, openSync, readSync, rmSync, writevSync } from 'node:fs';
import { Finder, KnownValues, REDACTION_DETECTORS, Redactor } from '@watertight/detect';
import { Random } from '../random.ts';
import { report, stopwatch } from './report.ts';

const PART_BYTES = 1 << 20;
const SEED = 7;
/** Pieces of one write, as many as Linux takes. */
const VECTOR = 1024;

const [, , job = 'copy', file = '', values = '0'] = process.argv;

/** Known values are as random as tokens are; none of them is in the file. */
function finder(): Finder {
  const simd = job !== 'tables';
  if (values === '0') return new Finder(REDACTION_DETECTORS, undefined, { simd });
  const random = new Random(SEED);
  const known = new KnownValues(Buffer.from(random.hex(32)));
  for (let count = 0; count < Number(values); count++) known.add(Buffer.from(random.hex(40)));
  return new Finder(REDACTION_DETECTORS, known, { simd });
}

const searched = job === 'copy' ? undefined : finder();
const redactor = searched === undefined ? undefined : new Redactor({ finder: searched });
const watch = stopwatch();
const isPipe = file === '-';
const input = isPipe ? 0 : openSync(file, 'r');
const output = isPipe ? 1 : openSync(`${file}.${process.pid}.out`, 'w');
/** Read to where it is searched, it is not copied once more. */
const space = searched?.space;
const bytes =
  space === undefined ? Buffer.allocUnsafe(PART_BYTES) : Buffer.from(space.buffer, space.byteOffset, space.length);
/** Joining them first would copy all once more. */
function write(parts: readonly Uint8Array[]): void {
  for (let at = 0; at < parts.length; at += VECTOR) writevSync(output, parts.slice(at, at + VECTOR));
}

for (let count = readSync(input, bytes); count > 0; count = readSync(input, bytes)) {
  const part = bytes.subarray(0, count);
  write(redactor === undefined ? [part] : redactor.push(part));
}
if (redactor !== undefined) write(redactor.flush());
if (!isPipe) {
  closeSync(input);
  closeSync(output);
  const time = watch();
  rmSync(`${file}.${process.pid}.out`);
  report({ ...time, objects: redactor?.counts.candidates ?? 0 });
}
