// Everything that reading fills: the table of documents, the facts, the checksums and positions that locations need.
import { FactsBuilder, OriginTable } from '@watertight/engine';
import type { CoverageEntry, DocumentId, DocumentPlace } from '@watertight/engine';
import { KeptPositions } from './kept-positions.ts';
import type { KeptRange, Span } from './kept-positions.ts';
import type { ReadSettings } from './settings.ts';

/** By what a document is found again. */
export interface Trace {
  /** Of the document's bytes. */
  readonly checksum: number;
  /** The positions of its nodes, where it cannot be read twice. */
  readonly range: KeptRange | undefined;
  /** The object as it would be if the first of repeated keys counted. */
  readonly earlier?: unknown;
}

const FIRST_CAPACITY = 1024;

/** What one run has read so far. */
export class Collection {
  readonly origins = new OriginTable();
  /** Positions in input that cannot be read twice. */
  readonly kept = new KeptPositions();
  readonly #ranges = new Map<DocumentId, KeptRange>();
  /** Source as shown → the `-f` argument. */
  readonly inputs = new Map<string, string>();
  /** Source as shown → the path to read it again; streams are not here. */
  readonly paths = new Map<string, string>();
  readonly builder: FactsBuilder;
  readonly #settings: ReadSettings;
  #judging: Promise<void> | undefined;
  #checksums = new Uint32Array(FIRST_CAPACITY);
  #files = 0;
  #bytes = 0;

  constructor(settings: ReadSettings) {
    const { defaultNamespace, kubernetesVersion } = settings;
    this.#settings = settings;
    this.builder = new FactsBuilder(this.origins, {
      defaultNamespace,
      ...(kubernetesVersion === undefined ? {} : { kubernetesVersion }),
      onLiterals: () => {
        this.#judging = this.#judgeLiterals();
      },
    });
  }

  /** Settled when every literal is judged; the facts are not whole before. */
  async settled(): Promise<void> {
    await this.#judging;
  }

  async #judgeLiterals(): Promise<void> {
    const { literalJudge } = await import('./texts/literal-judge.ts');
    this.builder.judgeLiterals(literalJudge());
  }

  /** Hands one object to the facts. */
  add(object: unknown, place: DocumentPlace, { checksum, range, earlier }: Trace): void {
    const document = this.origins.add(place);
    if (document >= this.#checksums.length) {
      const grown = new Uint32Array(this.#checksums.length * 2);
      grown.set(this.#checksums);
      this.#checksums = grown;
    }
    this.#checksums[document] = checksum;
    if (range !== undefined) this.#ranges.set(document, range);
    this.builder.add(object, document, earlier);
  }

  readChecksum(document: DocumentId): number {
    return this.#checksums[document] ?? 0;
  }

  /** The place of a node, or of the nearest one around it, in a document that cannot be read twice. */
  findKept(document: DocumentId, pointer: string): Span | undefined {
    const range = this.#ranges.get(document);
    return range === undefined ? undefined : this.kept.find(range, pointer);
  }

  /** Places of all nodes of a document that cannot be read twice, packed. */
  packKept(document: DocumentId): Uint8Array | undefined {
    const range = this.#ranges.get(document);
    return range === undefined ? undefined : this.kept.pack(range);
  }

  /** Enters a document of a snapshot, whose facts come from there. */
  enter(place: DocumentPlace, range: KeptRange | undefined): void {
    const document = this.origins.add(place);
    if (range !== undefined) this.#ranges.set(document, range);
  }

  cover(entries: Iterable<CoverageEntry>): void {
    for (const entry of entries) this.builder.addCoverage(entry);
  }

  /** Called for every chunk: says how far reading has come, and ends it when the caller has asked for that. */
  advance(bytes: number): void {
    this.#bytes += bytes;
    this.#settings.signal?.throwIfAborted();
    this.#settings.onProgress?.({ files: this.#files, objects: this.origins.size, bytes: this.#bytes });
  }

  /** Called when a file is done. */
  fileDone(): void {
    this.#files++;
    this.advance(0);
  }
}
