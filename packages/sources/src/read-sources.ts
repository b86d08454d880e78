// Reads everything that `-f` names into facts, and gives a locator for what will be shown of them.
import type { CoverageEntry, Facts } from '@watertight/engine';
import { Collection } from './collection.ts';
import { FileLocator } from './locator.ts';
import type { Locator } from './locator.ts';
import { readSource } from './read-source.ts';
import { planReading } from './render.ts';
import type { ReadSettings } from './settings.ts';
import { snapshotOf } from './snapshot.ts';
import { fileSource, renderedSource, stdinSource } from './source.ts';
import { walk } from './walk.ts';
import type { Tree } from './walk.ts';

export interface SourcesRead {
  readonly facts: Facts;
  readonly locator: Locator;
  /** The text of a snapshot of it, piece by piece. */
  readonly snapshot: () => Generator<string>;
}

const STDIN = '-';

/**
 * Reads files, folders and `-` in the order given; what one input gave, a later one does not give again.
 * Throws `MissingInputError` before anything is read when an input does not exist, `SnapshotError` for a snapshot that cannot be read, and the signal's reason when aborted.
 * Everything else that cannot be read is coverage.
 */
export async function readSources(inputs: readonly string[], settings: ReadSettings): Promise<SourcesRead> {
  const met = new Set<string>();
  const trees: (Tree | typeof STDIN)[] = [];
  for (const input of new Set(inputs)) trees.push(input === STDIN ? STDIN : await walk(input, met));
  const collection = new Collection(settings);
  for (const tree of trees) {
    if (tree === STDIN)
      await readSource(stdinSource(settings.stdin ?? (() => process.stdin), settings.signal), collection);
    else await readTree(tree, collection, settings);
  }
  await collection.settled();
  const locator = new FileLocator(collection);
  const facts = collection.builder.finish();
  return {
    facts: { ...facts, coverage: await placed(facts.coverage, collection, locator) },
    locator,
    snapshot: () => snapshotOf(collection, locator),
  };
}

async function readTree(tree: Tree, collection: Collection, settings: ReadSettings): Promise<void> {
  collection.cover(tree.coverage);
  const { rendered, files, coverage } = await planReading(tree, settings);
  collection.cover(coverage);
  for (const output of rendered) await readSource(renderedSource(output), collection);
  for (const file of files) await readSource(fileSource(file, settings.signal), collection);
}

/** Entries about objects get the file and line that a person can open. */
async function placed(
  entries: readonly CoverageEntry[],
  { inputs }: Collection,
  locator: Locator,
): Promise<CoverageEntry[]> {
  const done: CoverageEntry[] = [];
  for (const { document, pointer = '', ...entry } of entries) {
    const argument = inputs.get(entry.source);
    // Entries about files have said all; those of the facts name the file as their source.
    if (argument === undefined || entry.file !== undefined) {
      done.push(entry);
      continue;
    }
    const location = document === undefined ? undefined : await locator.locate(document, pointer);
    const line = location === undefined ? {} : { line: location.line };
    done.push({ ...entry, source: argument, file: entry.source, ...line });
  }
  return done;
}
