// What the scanner of JSON streams gives: items, what stands around them, and what could not be read.
import type { Reason } from './problem.ts';

/** What a top-level object says of itself, as far as it was read; it may come after its items. */
export interface JsonHeader {
  /** Index of the top-level value. */
  readonly document: number;
  /** Whether the top-level value has `items`, is an array, or is itself an item. */
  readonly shape: 'list' | 'array' | 'value';
  readonly kind?: string;
  readonly apiVersion?: string;
  /** `metadata.continue`, where the scanner was asked to keep it. */
  readonly continue?: string;
}

/** One item: an element of a list or array, or a top-level object. */
export interface JsonItem {
  /** Byte offset in the input. */
  readonly offset: number;
  /** Length in bytes. */
  readonly length: number;
  /** 1-based line of the input on which the item starts. */
  readonly line: number;
  /** Index among `items` or in the array; -1 for a top-level value. */
  readonly index: number;
  /** The top-level value around it. The object is the same for all items of a list and is completed when the list ends. */
  readonly header: JsonHeader;
  /**
   * Holds the item's bytes, not yet checked to be JSON, from `from` on. It may be the pushed chunk: use it before it is written over.
   * A view of each item alone would cost a tenth of reading it.
   */
  readonly held: Uint8Array;
  /** Index in `held`. */
  readonly from: number;
  /** What they say, where whoever asked the scanner to has read them already. */
  readonly value?: unknown;
}

/** The bytes of an item. */
export function bytesOf({ held, from, length }: JsonItem): Uint8Array {
  return held.subarray(from, from + length);
}

/** Something that could not be read. */
export interface ScanProblem {
  readonly reason: Reason;
  /** Byte offset in the input. */
  readonly offset: number;
  /** 1-based line. */
  readonly line: number;
  /** True when what stands between here and the next line that starts with `{` was not read. */
  readonly fatal: boolean;
}
