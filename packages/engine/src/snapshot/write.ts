// Writes what was read as JSON, one fact a line, without any secret value.
import type { CoverageEntry } from '../facts/facts.ts';
import type { DocumentId } from '../facts/origin.ts';
import type { BuilderState } from '../kube/builder-state.ts';
import { SCHEMA } from '../results/contract.ts';
import { integer, refuse } from './codec.ts';
import type { Codec } from './codec.ts';
import { storeCodecs } from './fact-codecs.ts';
import { objectCodec } from './object-codec.ts';
import { documentCodec, entryCodec, SNAPSHOT_FORMAT, sourceCodec, textCodec } from './format.ts';
import type { SnapshotDocument, SnapshotSource } from './format.ts';
import { podSpec } from './workload-codecs.ts';

/** Where documents stood. */
export interface Origins {
  readonly originOf: (document: DocumentId) => DocumentOrigin;
  /** Places of the nodes of its text, as `textCodec` says; undefined where the text cannot be read again. */
  readonly placesOf: (document: DocumentId) => string | undefined;
}

export interface DocumentOrigin {
  readonly source: SnapshotSource;
  /** What tells the document's text from others; absent for an object of a cluster. */
  readonly text?: string;
  /** Pointer from the text's root to the object. */
  readonly base: string;
}

/** Yields the text piece by piece; each text is asked for its places once. */
export function* writeSnapshot(state: BuilderState, origins: Origins): Generator<string> {
  const documents = new Numbering<DocumentId>();
  const references = { document: documents.codec, podSpec: integer };
  yield `{"schema":"${SCHEMA}","kind":"snapshot","format":${SNAPSHOT_FORMAT},`;
  yield `"kubernetesVersion":${encoded(state.kubernetesVersion)},"facts":{`;
  for (const [name, codec] of Object.entries(storeCodecs(references))) {
    yield* section(name, state.facts[name as keyof BuilderState['facts']], codec as Codec<unknown>);
    yield ',\n';
  }
  yield* section('podSpecs', state.podSpecs, podSpec);
  yield '},\n';
  yield* section('unknown', state.unknown, objectCodec(references));
  yield ',\n';
  yield* section<CoverageEntry>('coverage', state.coverage, entryCodec(documents.codec));
  yield ',\n';
  yield* writeOrigins(documents.used, origins);
  yield '}\n';
}

function* writeOrigins(documents: readonly DocumentId[], { originOf, placesOf }: Origins): Generator<string> {
  const sources = new Numbering<string>();
  const texts = new Numbering<string>();
  const found: SnapshotSource[] = [];
  const first: DocumentId[] = [];
  const rows = documents.map((document): SnapshotDocument => {
    const { source, text, base } = originOf(document);
    const row = {
      source: sources.number(source.shown),
      ...(text !== undefined && { text: texts.number(text) }),
      ...(base !== '' && { base }),
    };
    found[row.source] ??= source;
    if (row.text !== undefined) first[row.text] ??= document;
    return row;
  });
  yield* section('documents', rows, documentCodec);
  yield ',\n';
  yield* section('sources', found, sourceCodec);
  yield ',\n';
  yield* section(
    'texts',
    first.values().map((document) => placesOf(document) ?? ''),
    textCodec,
  );
}

function* section<T>(name: string, items: Iterable<T>, codec: Codec<T>): Generator<string> {
  let before = `"${name}":[\n`;
  for (const item of items) {
    yield before + encoded(codec.encode(item));
    before = ',\n';
  }
  yield before === ',\n' ? '\n]' : `"${name}":[]`;
}

/** Characters that JSON leaves as they are and terminals act on. */
const ACTIVE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function encoded(value: unknown): string {
  return JSON.stringify(value).replace(ACTIVE, (sign) =>
    Array.from(sign, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}

/** Numbers things in the order in which they are first met. */
class Numbering<T> {
  readonly used: T[] = [];
  readonly #numbers = new Map<T, number>();
  readonly codec: Codec<T> = {
    encode: (item) => this.number(item),
    decode: (_, trail) => refuse(trail, 'read while writing'),
  };

  number(item: T): number {
    const known = this.#numbers.get(item);
    if (known !== undefined) return known;
    this.#numbers.set(item, this.used.length);
    return this.used.push(item) - 1;
  }
}
