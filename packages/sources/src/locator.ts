// Finds line and column of a fact when it is shown, by reading its document again.
import type { DocumentId, DocumentPlace, Location } from '@watertight/engine';
import { Sealed } from '@watertight/sealed';
import { locate } from '@watertight/syntax';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { checksumOf } from './checksum.ts';
import type { Collection } from './collection.ts';
import { jsonNodes } from './json-nodes.ts';
import { KeptPositions } from './kept-positions.ts';
import type { KeptRange, Span } from './kept-positions.ts';
import { MAX_KEPT_POSITIONS } from './limits.ts';
import { LineIndex, readAt } from './line-index.ts';
import type { Position } from './position.ts';
import { spansOf, within } from './spans.ts';
import { yamlNodes } from './yaml-nodes.ts';

/** Turns a document and a pointer into a place that a person can open. */
export interface Locator {
  /**
   * The place of the node at `pointer` (RFC 6901, from the object's root), or of the nearest one around it.
   * Undefined when the document changed since it was read, or is gone.
   */
  locate(document: DocumentId, pointer: string): Promise<Location | undefined>;
}

/** Small documents whose text is held: the steps of a path often cite the same ones. */
const HELD_TEXTS = 8;
/** UTF-16 units; a longer document (a whole cluster in one YAML List) is read once for the positions of all its nodes. */
const SMALL_TEXT = 65_536;

/** A document that was read again: its text, or the positions of its nodes. */
type Held =
  | { readonly text: Sealed; readonly start: Position }
  | { readonly positions: KeptPositions; readonly range: KeptRange };

export class FileLocator implements Locator {
  readonly #collection: Collection;
  readonly #lines = new Map<string, { readonly version: string; readonly index: LineIndex }>();
  readonly #texts = new Map<string, Held>();
  readonly #large = new Map<string, Held>();
  #positions = new KeptPositions(Infinity);

  constructor(collection: Collection) {
    this.#collection = collection;
  }

  locate(document: DocumentId, pointer: string): Promise<Location | undefined> {
    return Promise.resolve(this.#locate(document, pointer));
  }

  /** Places of all nodes of a document's text, packed; undefined where the text changed since it was read, or is gone. */
  placesOf(document: DocumentId): Uint8Array | undefined {
    const place = this.#collection.origins.place(document);
    const path = this.#collection.paths.get(place.source);
    if (path === undefined) return this.#collection.packKept(document);
    const text = this.#textOf(document, place, path);
    if (text === undefined) return undefined;
    const positions = new KeptPositions(Infinity);
    return positions.pack(positions.store(nodesOf(text, place)));
  }

  #locate(document: DocumentId, pointer: string): Location | undefined {
    const { origins, paths } = this.#collection;
    if (!Number.isInteger(document) || document < 0 || document >= origins.size) return undefined;
    const place = origins.place(document);
    const path = paths.get(place.source);
    const whole = place.base + pointer;
    const span = path === undefined ? this.#collection.findKept(document, whole) : this.#find(document, whole, path);
    if (span === undefined) return undefined;
    const { line, column, endLine, endColumn } = span;
    return { file: place.source, line, column, endLine, endColumn };
  }

  #find(document: DocumentId, pointer: string, path: string): Span | undefined {
    const place = this.#collection.origins.place(document);
    const held = this.#hold(document, place, path);
    if (held === undefined) return undefined;
    if ('positions' in held) return held.positions.find(held.range, pointer);
    const range = held.text.use((text) => locate(text, place.format, pointer));
    if (range === undefined) return undefined;
    const end = within(held.start, { line: range.endLine, column: range.endColumn });
    return { ...within(held.start, range), endLine: end.line, endColumn: end.column };
  }

  #hold(document: DocumentId, place: DocumentPlace, path: string): Held | undefined {
    const key = `${place.offset} ${place.source}`;
    const known = this.#texts.get(key) ?? this.#large.get(key);
    if (known !== undefined) return known;
    const held = this.#readAgain(document, place, path);
    if (held === undefined) return undefined;
    const [oldest] = this.#texts.keys();
    if ('positions' in held) this.#large.set(key, held);
    else this.#texts.set(key, held);
    if (this.#texts.size > HELD_TEXTS && oldest !== undefined) this.#texts.delete(oldest);
    return held;
  }

  #readAgain(document: DocumentId, place: DocumentPlace, path: string): Held | undefined {
    const read = this.#textOf(document, place, path);
    if (read === undefined) return undefined;
    return read.text.length <= SMALL_TEXT
      ? { text: new Sealed(read.text), start: read.start }
      : this.#store(read, place);
  }

  /** Reads in one go without waiting: a report asks for thousands of small documents. Undefined when the file is gone or changed. */
  #textOf(document: DocumentId, place: DocumentPlace, path: string): ReadText | undefined {
    let file: number | undefined;
    try {
      file = openSync(path, 'r');
      const bytes = readAt(file, place.offset, place.length);
      if (bytes.length !== place.length || checksumOf(bytes) !== this.#collection.readChecksum(document))
        return undefined;
      const { size, mtimeMs } = fstatSync(file);
      const start = this.#indexOf(place.source, `${size} ${mtimeMs}`).at(file, place.offset);
      return start === undefined ? undefined : { text: bytes.toString('utf8'), start };
    } catch {
      return undefined;
    } finally {
      if (file !== undefined) closeSync(file);
    }
  }

  #store(read: ReadText, place: DocumentPlace): Held {
    if (this.#positions.size > MAX_KEPT_POSITIONS) {
      this.#positions = new KeptPositions(Infinity);
      this.#large.clear();
    }
    const positions = this.#positions;
    return { positions, range: positions.store(nodesOf(read, place)) };
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

/** A document's text, and where it begins in its source. */
interface ReadText {
  readonly text: string;
  readonly start: Position;
}

function nodesOf({ text, start }: ReadText, { format }: DocumentPlace): Generator<readonly [string, Span]> {
  return spansOf(text, format === 'json' ? jsonNodes(text) : yamlNodes(text), start);
}
