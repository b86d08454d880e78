// Writes what was read as a snapshot, and reads one as if its sources were read again.
import { readSnapshot, writeSnapshot } from '@watertight/engine';
import type { CoverageEntry, DocumentId, DocumentOrigin, Snapshot } from '@watertight/engine';
import type { Collection } from './collection.ts';
import type { KeptRange } from './kept-positions.ts';
import type { FileLocator } from './locator.ts';

/** About a snapshot of a version that did not look for them. */
const NOT_LOOKED_FOR = {
  what: 'credentials in plain text',
  state: 'partial',
  reason: 'the snapshot was written by an older version, which did not look for them: write it again',
} as const;

/** Yields the text piece by piece. It holds no secret value: the facts have none. */
export function snapshotOf(collection: Collection, locator: FileLocator): Generator<string> {
  const { builder, origins, inputs } = collection;
  const originOf = (document: DocumentId): DocumentOrigin => {
    const { source, offset, base } = origins.place(document);
    const argument = inputs.get(source);
    if (argument === undefined) return { source: { shown: source }, base };
    return { source: { shown: source, argument }, text: `${offset} ${source}`, base };
  };
  const placesOf = (document: DocumentId): string | undefined => {
    const places = locator.placesOf(document);
    return places === undefined ? undefined : Buffer.from(places.buffer).toString('base64');
  };
  return writeSnapshot(builder.state(), { originOf, placesOf });
}

/** Adds what a snapshot holds. Undefined, or why it is refused. `file`: how the snapshot itself is called. */
export function loadSnapshot(bytes: Buffer, file: string, collection: Collection): string | undefined {
  const { builder, origins } = collection;
  const snapshot = readSnapshot(jsonOf(bytes), { document: origins.size, podSpec: builder.podSpecCount });
  if ('refused' in snapshot) return snapshot.refused;
  enterDocuments(snapshot, file, collection);
  const coverage = snapshot.state.coverage.map((entry) => renamed(entry, snapshot, file));
  builder.absorb({ ...snapshot.state, coverage });
  if (!snapshot.hasCredentials) builder.addCoverage({ source: file, ...NOT_LOOKED_FOR });
  return undefined;
}

/** What a source of a snapshot is called in coverage: the snapshot, and what was read then. */
function called(file: string, source: string): string {
  return `${file} (${source})`;
}

function enterDocuments({ sources, documents, texts }: Snapshot, file: string, collection: Collection): void {
  const ranges = texts.map((text): KeptRange => collection.kept.storePacked(Buffer.from(text, 'base64')));
  for (const { source: index, text, base = '' } of documents) {
    const { shown, argument } = sources[index] as (typeof sources)[number];
    // Files keep their name, so that a finding still says where it is; a cluster is known by the snapshot.
    const source = argument === undefined ? called(file, shown) : shown;
    if (argument !== undefined) collection.inputs.set(shown, called(file, argument));
    const range = text === undefined ? undefined : ranges[text];
    // The offset tells texts of one source apart, should this be written as a snapshot again.
    collection.enter({ source, offset: text ?? 0, length: 0, base, format: 'json' }, range);
  }
}

/** Entries about a document keep its file as their source until they are given a line. */
function renamed(entry: CoverageEntry, { sources }: Snapshot, file: string): CoverageEntry {
  const isFile = sources.some(({ shown, argument }) => argument !== undefined && shown === entry.source);
  return isFile && entry.file === undefined ? entry : { ...entry, source: called(file, entry.source) };
}

/** Undefined for what is not JSON. */
function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
