// What stands in a snapshot besides the facts: its version, where things came from, and what was not read.
import type { CoverageEntry } from '../facts/facts.ts';
import type { ListScope } from '../facts/list-scope.ts';
import type { DocumentId } from '../facts/origin.ts';
import { integer, listOf, oneOf, optional, record, text } from './codec.ts';
import type { Codec } from './codec.ts';

/** Counts up with every change that an older program would misread. */
export const SNAPSHOT_FORMAT = 2;
/** The first that holds credentials in plain text. */
export const CREDENTIALS_FORMAT = 2;

export interface SnapshotSource {
  /** As findings show it: a file, or `cluster:CONTEXT`. */
  readonly shown: string;
  /** The argument that a file was read for; absent for a cluster. */
  readonly argument?: string;
}

/** One object as it stood in a source. */
export interface SnapshotDocument {
  /** Index among the sources. */
  readonly source: number;
  /** Index among the texts; absent for an object of a cluster, and where the text could not be read again. */
  readonly text?: number;
  /** Pointer from the text's root to the object; absent where the object is all of the text. */
  readonly base?: string;
}

export const sourceCodec = record<SnapshotSource>({ shown: text, argument: optional(text) });
export const documentCodec = record<SnapshotDocument>({
  source: integer,
  text: optional(integer),
  base: optional(text),
});
/** Places of a text's nodes: base64 of five 32-bit numbers each, little-endian: hash of the pointer, line, column, end line, end column. */
export const textCodec = text;

const scope = record<ListScope>({ kind: text, namespaces: optional(listOf(text)), except: optional(text) });

export function entryCodec(document: Codec<DocumentId>): Codec<CoverageEntry> {
  return record<CoverageEntry>({
    source: text,
    what: text,
    state: oneOf('read', 'partial', 'not-read'),
    reason: optional(text),
    object: optional(text),
    file: optional(text),
    line: optional(integer),
    document: optional(document),
    pointer: optional(text),
    list: optional(scope),
  });
}
