// Finds line and column of a fact when it is shown, by reading its document again.
import type { DocumentId, DocumentPlace, Location } from '@watertight/engine';
import { Sealed } from '@watertight/sealed';
import { locate } from '@watertight/syntax';
import { open } from 'node:fs/promises';
import { checksumOf } from './collection.ts';
import type { Collection } from './collection.ts';
import { LineIndex, read } from './line-index.ts';
import type { Position } from './position.ts';
import { within } from './spans.ts';

/** Turns a document and a pointer into a place that a person can open. */
export interface Locator {
  /**
   * The place of the node at `pointer` (RFC 6901, from the object's root), or of the nearest one around it.
   * Undefined when the document changed since it was read, or is gone.
   */
  locate(document: DocumentId, pointer: string): Promise<Location | undefined>;
}

/** Documents whose text is held: the steps of a path often cite the same ones. */
const HELD_DOCUMENTS = 8;
/** Characters of a text that is held; larger ones are read anew. */
const MAX_HELD_LENGTH = 4_000_000;

interface Held {
  /** May be a Secret's manifest. */
  readonly text: Sealed;
  readonly start: Position;
}

export class FileLocator implements Locator {
  readonly #collection: Collection;
  readonly #lines = new Map<string, { readonly version: string; readonly index: LineIndex }>();
  readonly #held = new Map<string, Held>();

  constructor(collection: Collection) {
    this.#collection = collection;
  }

  async locate(document: DocumentId, pointer: string): Promise<Location | undefined> {
    const { origins, kept, paths } = this.#collection;
    if (!Number.isInteger(document) || document < 0 || document >= origins.size) return undefined;
    const place = origins.place(document);
    const whole = place.base + pointer;
    const path = paths.get(place.source);
    if (path === undefined) {
      const span = kept.find(document, whole);
      return span === undefined ? undefined : { file: place.source, ...span };
    }
    const held = await this.#hold(document, place, path);
    const range = held?.text.use((text) => locate(text, place.format, whole));
    if (held === undefined || range === undefined) return undefined;
    const from = within(held.start, range);
    const to = within(held.start, { line: range.endLine, column: range.endColumn });
    return { file: place.source, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }

  async #hold(document: DocumentId, place: DocumentPlace, path: string): Promise<Held | undefined> {
    const key = `${place.offset} ${place.source}`;
    const known = this.#held.get(key);
    if (known !== undefined) return known;
    const held = await this.#readAgain(document, place, path).catch(() => undefined);
    if (held === undefined) return undefined;
    if (held.text.use((text) => text.length) <= MAX_HELD_LENGTH) this.#held.set(key, held);
    const [oldest] = this.#held.keys();
    if (this.#held.size > HELD_DOCUMENTS && oldest !== undefined) this.#held.delete(oldest);
    return held;
  }

  async #readAgain(
    document: DocumentId,
    { source, offset, length }: DocumentPlace,
    path: string,
  ): Promise<Held | undefined> {
    const file = await open(path);
    try {
      const bytes = await read(file, offset, length);
      if (bytes.length !== length || checksumOf(bytes) !== this.#collection.readChecksum(document)) return undefined;
      const { size, mtimeMs } = await file.stat();
      const start = await this.#indexOf(source, `${size} ${mtimeMs}`).at(file, offset);
      return start === undefined ? undefined : { text: new Sealed(bytes.toString('utf8')), start };
    } finally {
      await file.close();
    }
  }

  /** An index of lines holds for one version of a file. */
  #indexOf(source: string, version: string): LineIndex {
    const known = this.#lines.get(source);
    if (known?.version === version) return known.index;
    const index = new LineIndex();
    this.#lines.set(source, { version, index });
    return index;
  }
}
