// Where facts come from: a table of documents in typed arrays, so that an origin costs a number.

/** Index of a document in an `OriginTable`; one Kubernetes object as it stood in a source. */
export type DocumentId = number;

/** One object's place in a source: byte range of its document, and where inside it the object starts. */
export interface DocumentPlace {
  /** The source's name as shown: the `-f` argument plus the `/` path below it; `-` for stdin. */
  readonly source: string;
  /** Byte offset of the document in the source. */
  readonly offset: number;
  /** Length of the document in bytes. */
  readonly length: number;
  /** RFC 6901 pointer from the document's root to the object (`/items/3` inside a YAML List, else empty). */
  readonly base: string;
  /** How the document is written. */
  readonly format: 'yaml' | 'json';
}

const GROWTH = 2;
const FIRST_CAPACITY = 1024;

/** Packs document places; a place is unpacked only when a location is shown. */
export class OriginTable {
  readonly #sources: string[] = [];
  readonly #sourceIds = new Map<string, number>();
  readonly #bases: Map<DocumentId, string> = new Map();
  #source = new Uint32Array(FIRST_CAPACITY);
  #offset = new Float64Array(FIRST_CAPACITY);
  #length = new Float64Array(FIRST_CAPACITY);
  #json = new Uint8Array(FIRST_CAPACITY);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(place: DocumentPlace): DocumentId {
    if (this.#size === this.#source.length) this.#grow();
    const id = this.#size++;
    this.#source[id] = this.#sourceId(place.source);
    this.#offset[id] = place.offset;
    this.#length[id] = place.length;
    this.#json[id] = place.format === 'json' ? 1 : 0;
    if (place.base !== '') this.#bases.set(id, place.base);
    return id;
  }

  /** The place of a document; throws on an id that this table did not give. */
  place(id: DocumentId): DocumentPlace {
    if (id < 0 || id >= this.#size) throw new RangeError(`no document ${id}`);
    return {
      source: this.#sources[this.#source[id] as number] as string,
      offset: this.#offset[id] as number,
      length: this.#length[id] as number,
      base: this.#bases.get(id) ?? '',
      format: this.#json[id] === 1 ? 'json' : 'yaml',
    };
  }

  #sourceId(source: string): number {
    const last = this.#sources.length - 1;
    if (this.#sources[last] === source) return last;
    let id = this.#sourceIds.get(source);
    if (id === undefined) {
      id = this.#sources.push(source) - 1;
      this.#sourceIds.set(source, id);
    }
    return id;
  }

  #grow(): void {
    const capacity = this.#source.length * GROWTH;
    const source = new Uint32Array(capacity);
    source.set(this.#source);
    this.#source = source;
    const offset = new Float64Array(capacity);
    offset.set(this.#offset);
    this.#offset = offset;
    const length = new Float64Array(capacity);
    length.set(this.#length);
    this.#length = length;
    const json = new Uint8Array(capacity);
    json.set(this.#json);
    this.#json = json;
  }
}
