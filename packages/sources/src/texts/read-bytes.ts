// Reads bytes of any kind: archives entry by entry, documents by their structure, other text line by line.
import type { ArchiveBudget } from './archive-budget.ts';
import { UnpackError } from './archive-budget.ts';
import { ByteReader } from './byte-reader.ts';
import type { Chunks } from './byte-reader.ts';
import type { Coverage } from './coverage.ts';
import type { FilesRead } from './files-read.ts';
import { MAX_ARCHIVE_DEPTH, MAX_ZIP_BYTES, SNIFF_BYTES } from './limits.ts';
import { readText } from './read-text.ts';
import type { Scanner } from './scan-text.ts';
import { isTar, tarEntries } from './tar.ts';
import { packingOf, unopenedPacking, unpacked } from './unpack.ts';
import { isZip, zipEntries } from './zip.ts';

/** Bytes, and what they are called. */
export interface NamedBytes {
  /** The argument and the path below it; behind `!`, the path inside an archive. */
  readonly shown: string;
  /** Before every structural place: where the bytes come from when no file on disk says it. */
  readonly place: string;
  readonly chunks: Chunks;
}

/** What the reading of one input shares. */
export interface ByteReading {
  readonly scanner: Scanner;
  readonly files: FilesRead;
  readonly coverage: Coverage;
  readonly budget: ArchiveBudget;
}

/** What cannot be read is coverage. Throws what the chunks throw, and `UnpackError` when the budget is spent. */
export async function readBytes(named: NamedBytes, reading: ByteReading, depth = 0): Promise<void> {
  const noted: Noted = {};
  const reader = new ByteReader(upToFailure(named.chunks, reading.budget, noted));
  try {
    await readKind(named, reader, { reading, depth });
  } catch (error) {
    // What broke the bytes is why their reader found an end.
    throw noted.failure ?? error;
  } finally {
    await reader.stop();
  }
  if (noted.failure !== undefined) throw noted.failure;
}

interface Noted {
  failure?: UnpackError;
}

/** Bytes that are broken end where they break, so that what comes before is read; the failure is for afterwards. */
async function* upToFailure(chunks: Chunks, budget: ArchiveBudget, noted: Noted): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    if (!(error instanceof UnpackError) || budget.isSpent) throw error;
    noted.failure = error;
  }
}

interface Depth {
  readonly reading: ByteReading;
  readonly depth: number;
}

async function readKind(named: NamedBytes, reader: ByteReader, { reading, depth }: Depth): Promise<void> {
  reading.files.layers.addFile(named.shown);
  const head = await reader.take(SNIFF_BYTES);
  const packing = packingOf(head);
  const isArchive = packing !== undefined || isTar(head) || isZip(head);
  if (!isArchive) await readPlain(named, { head, rest: reader }, reading);
  else if (depth >= MAX_ARCHIVE_DEPTH)
    skip(named, reading, `archives inside one another deeper than ${MAX_ARCHIVE_DEPTH}`);
  else if (packing !== undefined)
    await readBytes({ ...named, chunks: unpacked(reader.all(head), packing, reading.budget) }, reading, depth + 1);
  else
    await readArchive({ named, reader: new ByteReader(reader.all(head)), depth }, isTar(head) ? 'tar' : 'zip', reading);
}

/** What no reader here unpacks is read for the runs of text in it, and said to be no more than that. */
async function readPlain(
  named: NamedBytes,
  { head, rest }: { readonly head: Buffer; readonly rest: ByteReader },
  reading: ByteReading,
): Promise<void> {
  const packing = unopenedPacking(head);
  if (packing !== undefined) {
    const reason = `compressed by ${packing}, which is not unpacked`;
    reading.coverage.add({ what: named.shown, state: 'partial', reason });
  }
  await readText({ ...named, head, rest }, reading);
}

interface Archive {
  readonly named: NamedBytes;
  readonly reader: ByteReader;
  readonly depth: number;
}

async function readArchive(
  { named, reader, depth }: Archive,
  form: 'tar' | 'zip',
  reading: ByteReading,
): Promise<void> {
  const entries = form === 'tar' ? tarEntries(reader, reading.budget) : await zipped(reader, reading);
  for await (const entry of entries) {
    reading.files.layers.addEntry(named.shown, entry.path);
    const inner = { ...named, shown: `${named.shown}!/${entry.path}` };
    if ('reason' in entry) skip(inner, reading, entry.reason);
    else if (!('isBare' in entry)) await readEntry({ ...inner, chunks: entry.body }, reading, depth + 1);
  }
  reading.coverage.read();
}

/** A broken entry costs only itself; a spent budget ends the reading of the whole. */
async function readEntry(named: NamedBytes, reading: ByteReading, depth: number): Promise<void> {
  try {
    await readBytes(named, reading, depth);
  } catch (error) {
    if (!(error instanceof UnpackError) || reading.budget.isSpent) throw error;
    skip(named, reading, error.message);
  }
}

async function zipped(reader: ByteReader, { budget }: ByteReading): Promise<ReturnType<typeof zipEntries>> {
  const bytes = await reader.take(MAX_ZIP_BYTES);
  if ((await reader.some(1)) !== undefined) throw new UnpackError(`a zip archive of more than ${MAX_ZIP_BYTES} bytes`);
  return zipEntries(bytes, budget);
}

function skip({ shown }: NamedBytes, { coverage }: ByteReading, reason: string): void {
  coverage.add({ what: shown, state: 'not-read', reason });
}
