// Searches a file's bytes for objects in plain text and for a canary, in pieces, whatever the file is.
import { JSON_START, MARKER_BYTES_MAX, plaintextMarker, PROTOBUF_START } from '@watertight/encryption';
import type { Sealed } from '@watertight/sealed';
import { readFully } from './bbolt/page-file.ts';
import type { CanaryHit, Residue, ResidueCount, ResidueHit, ResiduePlace } from './residue.ts';

/** Bytes of a file in memory at once. */
const PIECE = 4 * 1024 * 1024;
/** Bytes before an object in which its etcd key is looked for. */
const KEY_BYTES = 1024;
const HITS_OF_A_KIND = 20;
const KINDS_MAX = 1000;
const CANARY_HITS = 100;

export interface ScannedFile {
  readonly descriptor: number;
  /** As shown. */
  readonly name: string;
  readonly size: number;
  /** What lies at a byte; undefined where objects were read from and judged before. */
  readonly placeOf: (offset: number) => ResiduePlace | undefined;
}

/** What begins at `from` or behind it, and before `end`, is looked at. */
interface Piece {
  readonly bytes: Buffer;
  /** Of the first byte in the file. */
  readonly base: number;
  readonly from: number;
  readonly end: number;
}

export class ResidueScan {
  readonly #prefix: Buffer;
  readonly #canary: Sealed<Buffer> | undefined;
  readonly #hits: ResidueHit[] = [];
  readonly #counts = new Map<string, { -readonly [K in keyof ResidueCount]: ResidueCount[K] }>();
  readonly #canaryHits: CanaryHit[] = [];
  #canaryCount = 0;

  /** `prefix`: what etcd keys begin with. */
  constructor(prefix: string, canary?: Sealed<Buffer>) {
    this.#prefix = Buffer.from(prefix.endsWith('/') ? prefix : `${prefix}/`);
    this.#canary = canary;
  }

  /** Yields after each piece, so that the caller may let others run; `onPiece` sees every byte once, in order. Throws the system's error. */
  *scan(file: ScannedFile, onPiece?: (bytes: Uint8Array) => void): Generator<void> {
    const before = KEY_BYTES;
    const after = Math.max(MARKER_BYTES_MAX, this.#canary?.use(({ length }) => length) ?? 0);
    const buffer = Buffer.allocUnsafe(before + PIECE + after);
    // `kept` bytes at the start of the buffer were there before; starts up to `done` of the file were looked at.
    let kept = 0;
    let done = 0;
    for (let position = 0; position < file.size;) {
      const read = readFully(file.descriptor, buffer.subarray(kept), position, Math.min(PIECE, file.size - position));
      if (read === 0) return;
      onPiece?.(buffer.subarray(kept, kept + read));
      const bytes = buffer.subarray(0, kept + read);
      const base = position - kept;
      position += read;
      const end = position >= file.size ? bytes.length : Math.max(bytes.length - after, 0);
      this.#search(file, { bytes, base, from: done - base, end });
      done = base + end;
      kept = Math.min(bytes.length, bytes.length - end + before);
      bytes.copyWithin(0, bytes.length - kept);
      yield;
    }
  }

  get residue(): Residue {
    const counts = [...this.#counts.values()];
    const canary = this.#canary === undefined ? {} : { canary: this.#canaryHits, canaryCount: this.#canaryCount };
    return { hits: this.#hits, counts, ...canary };
  }

  #search(file: ScannedFile, { bytes, base, from, end }: Piece): void {
    for (const start of [PROTOBUF_START, JSON_START]) {
      for (
        let at = bytes.indexOf(start, from, 'latin1');
        at >= 0 && at < end;
        at = bytes.indexOf(start, at + 1, 'latin1')
      ) {
        this.#found(file, bytes, at, base + at);
      }
    }
    this.#canary?.use((canary) => {
      for (let at = bytes.indexOf(canary, from); at >= 0 && at < end; at = bytes.indexOf(canary, at + 1)) {
        const offset = base + at;
        this.#canaryCount++;
        if (this.#canaryHits.length < CANARY_HITS)
          this.#canaryHits.push({ file: file.name, offset, where: file.placeOf(offset) ?? 'tree' });
      }
    });
  }

  #found({ name, placeOf }: ScannedFile, bytes: Buffer, at: number, offset: number): void {
    const where = placeOf(offset);
    const marker = where === undefined ? undefined : plaintextMarker(bytes.subarray(at));
    if (where === undefined || marker === undefined) return;
    const id = JSON.stringify([name, where, marker.apiVersion, marker.kind]);
    const counted = this.#counts.get(id) ?? { file: name, where, ...marker, count: 0 };
    if (counted.count === 0 && this.#counts.size >= KINDS_MAX) return;
    this.#counts.set(id, counted);
    if (counted.count++ >= HITS_OF_A_KIND) return;
    const key = this.#keyBefore(bytes, at);
    this.#hits.push({ file: name, offset, where, ...marker, ...(key !== undefined && { key }) });
  }

  /** In etcd's messages the key stands right before the value; a field's tag, which is no letter, ends it. */
  #keyBefore(bytes: Buffer, at: number): string | undefined {
    const near = bytes.subarray(Math.max(0, at - KEY_BYTES), at);
    const start = near.lastIndexOf(this.#prefix);
    if (start < 0) return undefined;
    return /^[\w./:~%@-]+/.exec(near.subarray(start).toString('latin1'))?.[0];
  }
}
