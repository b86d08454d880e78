// Reads one source: opens it, judges its first bytes, and gives it to the reader of its format.
import { SNAPSHOT_HEAD } from '@watertight/engine';
import type { Collection } from './collection.ts';
import { reasonOf } from './system/failure.ts';
import { FileCoverage } from './file-coverage.ts';
import { MAX_SNAPSHOT_BYTES, MAX_YAML_FILE_BYTES } from './limits.ts';
import { JsonSourceReader } from './read-json.ts';
import type { Target } from './read-json.ts';
import { readYamlFile } from './read-yaml.ts';
import type { Begin } from './read-yaml.ts';
import { SnapshotError } from './settings.ts';
import { loadSnapshot } from './snapshot.ts';
import { sniff, SNIFF_BYTES } from './sniff.ts';
import type { ByteSource, OpenSource } from './source.ts';
import type { SecondReading } from './waiting-items.ts';

/**
 * Reads everything it can; what it cannot is coverage. Throws `SnapshotError` for a snapshot that was named and cannot be read, else
 * only when the run was aborted, or for a bug of ours.
 */
export async function readSource(source: ByteSource, collection: Collection): Promise<void> {
  const target = { source, collection, coverage: new FileCoverage(source) };
  collection.inputs.set(source.shown, source.argument);
  if (source.path !== undefined) collection.paths.set(source.shown, source.path);
  const opened = await openOr(source, target);
  if (opened !== undefined) {
    try {
      await readOpened(opened, target);
    } finally {
      await opened.close();
    }
  }
  collection.cover(target.coverage.entries());
  collection.fileDone();
}

async function openOr(source: ByteSource, { coverage }: Target): Promise<OpenSource | undefined> {
  try {
    return await source.open();
  } catch (error) {
    coverage.end(reasonOf(error));
    return undefined;
  }
}

async function readOpened(opened: OpenSource, target: Target): Promise<void> {
  const { source, coverage } = target;
  const chunks = new ChunkReader(opened, target);
  try {
    const head = await chunks.head();
    const sniffed = sniff(head, source.shown);
    if ('refused' in sniffed) coverage.end(sniffed.refused, 1);
    else if (isSnapshot(head)) await readSnapshotFile(head, chunks, target);
    else if (sniffed.format === 'json' && source.unrendered === undefined) await readJson(head, chunks, target);
    else await readYaml(head, chunks, target);
  } finally {
    await chunks.stop();
  }
}

async function readJson(head: Uint8Array, chunks: ChunkReader, target: Target): Promise<void> {
  const second = await pushAll(new JsonSourceReader(target), head, chunks, target);
  if (second === undefined || target.source.path === undefined) return;
  const opened = await openOr(target.source, target);
  if (opened === undefined) return;
  try {
    const again = new ChunkReader(opened, target);
    await pushAll(new JsonSourceReader(target, second), await again.head(), again, target);
  } finally {
    await opened.close();
  }
}

/** Returns what only a second reading can bring. */
async function pushAll(
  reader: JsonSourceReader,
  head: Uint8Array,
  chunks: ChunkReader,
  target: Target,
): Promise<SecondReading | undefined> {
  for (let chunk: Uint8Array | undefined = head; chunk !== undefined; chunk = await chunks.next()) {
    const rest = reader.push(chunk);
    if (rest === undefined) continue;
    const second = reader.end();
    if (!reader.isSecond) await readYaml(rest.head, chunks, target, rest);
    return second;
  }
  return reader.end();
}

async function readYaml(head: Uint8Array, chunks: ChunkReader, target: Target, begin?: Begin): Promise<void> {
  const { coverage, source } = target;
  const bytes = await chunks.rest(head, MAX_YAML_FILE_BYTES);
  if (bytes === undefined) coverage.end(`a YAML file of more than ${MAX_YAML_FILE_BYTES} bytes`);
  else if (source.unrendered !== undefined && bytes.includes('{{')) skipTemplate(bytes, source.unrendered, target);
  else readYamlFile(bytes, target, begin);
}

function isSnapshot(head: Uint8Array): boolean {
  return SNAPSHOT_HEAD.test(Buffer.from(head.subarray(0, SNIFF_BYTES)).toString('latin1'));
}

/** A snapshot says itself what was read and what was not. One that was named and cannot be read ends the run. */
async function readSnapshotFile(head: Uint8Array, chunks: ChunkReader, target: Target): Promise<void> {
  const { coverage, source, collection } = target;
  const bytes = await chunks.rest(head, MAX_SNAPSHOT_BYTES);
  const refused =
    bytes === undefined
      ? `it has more than ${MAX_SNAPSHOT_BYTES} bytes`
      : loadSnapshot(bytes, source.shown, collection);
  if (refused === undefined) coverage.delegate();
  else if (source.shown === source.argument) throw new SnapshotError(source.shown, refused);
  else coverage.end(`a snapshot that cannot be read: ${refused}`);
}

/** A template is text that becomes YAML: as YAML it says something else, or nothing. */
function skipTemplate(bytes: Buffer, reason: string, { coverage }: Target): void {
  const line = bytes.subarray(0, bytes.indexOf('{{')).toString('latin1').split('\n').length;
  coverage.add({ reason: `template not rendered: ${reason}`, state: 'partial', line, what: 'template' });
}

/** Takes chunks one by one; an error of the system ends them and is coverage. */
class ChunkReader {
  readonly #iterator: AsyncIterator<Uint8Array>;
  readonly #target: Target;
  readonly #size: number;

  constructor({ chunks, size }: OpenSource, target: Target) {
    this.#iterator = chunks[Symbol.asyncIterator]();
    this.#target = target;
    this.#size = size;
  }

  async next(): Promise<Uint8Array | undefined> {
    const { collection, coverage } = this.#target;
    const result = await this.#read().catch((error: unknown) => {
      coverage.end(reasonOf(error));
      return undefined;
    });
    collection.advance(result?.length ?? 0);
    return result;
  }

  /** The first bytes, enough to judge the format. */
  async head(): Promise<Uint8Array> {
    let head: Uint8Array = new Uint8Array(0);
    while (head.length < SNIFF_BYTES) {
      const chunk = await this.next();
      if (chunk === undefined) break;
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
    }
    return head;
  }

  /** `head` and everything after it; undefined when that is more than `limit` bytes. */
  async rest(head: Uint8Array, limit: number): Promise<Buffer | undefined> {
    if (this.#size > limit) return undefined;
    const parts = [Buffer.from(head)];
    let length = head.length;
    for (let chunk = await this.next(); chunk !== undefined; chunk = await this.next()) {
      length += chunk.length;
      if (length > limit) return undefined;
      parts.push(Buffer.from(chunk));
    }
    return parts.length === 1 ? parts[0] : Buffer.concat(parts);
  }

  /** Lets go of what was not read: a program that writes into our standard input may end. */
  async stop(): Promise<void> {
    await this.#iterator.return?.();
  }

  async #read(): Promise<Uint8Array | undefined> {
    const result = await this.#iterator.next();
    return result.done === true ? undefined : result.value;
  }
}
