// Finds the values of all detectors in one line: anchors first, then the detector that each belongs to.
import type { Detector, Match, Policy } from './formats/detector.ts';

/** A value and the detector that recognised it. */
export interface Found extends Match {
  readonly detector: Detector;
}

interface Anchor {
  readonly text: string;
  readonly detector: Detector;
}

/** Anchors have three ASCII characters at least, so their first three choose them. */
const PREFIX = 3;
const ASCII_BITS = 7;
const TABLE_SIZE = 1 << (PREFIX * ASCII_BITS);
const UPPER_A = 65;
const UPPER_Z = 90;
const TO_LOWER = 32;
const ASCII_END = 128;

/** The anchors of a list of detectors, to be looked up by the three characters that stand at a place. */
class Anchors {
  /** For each three characters the number of their bucket; 0 for none. */
  readonly #table = new Uint16Array(TABLE_SIZE);
  readonly #buckets: Anchor[][] = [[]];

  constructor(detectors: readonly Detector[]) {
    for (const detector of detectors) for (const text of detector.anchors) this.#add({ text, detector });
  }

  /** Calls `visit` with every anchor in the text and its place, in the order of places. Linear in the text. */
  each(text: string, visit: (anchor: Anchor, at: number) => void): void {
    let code = 0;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      const lower = unit >= UPPER_A && unit <= UPPER_Z ? unit + TO_LOWER : unit < ASCII_END ? unit : 0;
      code = ((code << ASCII_BITS) | lower) & (TABLE_SIZE - 1);
      const bucket = this.#table[code] as number;
      if (bucket === 0) continue;
      const start = at + 1 - PREFIX;
      for (const anchor of this.#buckets[bucket] as Anchor[])
        if (standsAt(text, anchor.text, start)) visit(anchor, start);
    }
  }

  #add(anchor: Anchor): void {
    let code = 0;
    for (let at = 0; at < PREFIX; at++) code = (code << ASCII_BITS) | anchor.text.charCodeAt(at);
    const known = this.#table[code] as number;
    if (known !== 0) {
      this.#buckets[known]?.push(anchor);
      return;
    }
    this.#table[code] = this.#buckets.length;
    this.#buckets.push([anchor]);
  }
}

/** Whether the anchor goes on behind its first three characters; its own characters are lower case. */
function standsAt(text: string, anchor: string, start: number): boolean {
  for (let at = PREFIX; at < anchor.length; at++) {
    const unit = text.charCodeAt(start + at);
    const lower = unit >= UPPER_A && unit <= UPPER_Z ? unit + TO_LOWER : unit;
    if (lower !== anchor.charCodeAt(at)) return false;
  }
  return true;
}

const indexes = new WeakMap<readonly Detector[], Anchors>();

function anchorsOf(detectors: readonly Detector[]): Anchors {
  const known = indexes.get(detectors);
  if (known !== undefined) return known;
  const made = new Anchors(detectors);
  indexes.set(detectors, made);
  return made;
}

interface Candidate extends Found {
  /** The anchor is a part of the value: the format speaks for it, not only a name beside it. */
  readonly isOwn: boolean;
}

/**
 * The values in one line, each byte a character (latin1), in the order of their places and none over another: of two that
 * overlap, the longer stays, then the one that the format itself speaks for, then that of the earlier detector.
 */
export function findIn(text: string, detectors: readonly Detector[], policy: Policy): Found[] {
  const candidates: Candidate[] = [];
  anchorsOf(detectors).each(text, ({ text: anchor, detector }, at) => {
    const match = detector.match(text, at, policy);
    if (match === undefined || match.end <= match.start) return;
    const isOwn = at >= match.start && at + anchor.length <= match.end;
    candidates.push({ detector, start: match.start, end: match.end, isOwn });
  });
  return candidates.length === 0 ? [] : withoutOverlaps(candidates, text.length, detectors);
}

function withoutOverlaps(candidates: Candidate[], length: number, detectors: readonly Detector[]): Found[] {
  const rank = (candidate: Candidate): number => detectors.indexOf(candidate.detector);
  const best = candidates.toSorted(
    (a, b) => b.end - b.start - (a.end - a.start) || Number(b.isOwn) - Number(a.isOwn) || rank(a) - rank(b),
  );
  const taken = new Uint8Array(length);
  const kept: Found[] = [];
  for (const { detector, start, end } of best) {
    // What was taken before is no shorter, so it cannot lie between the two ends without covering one of them.
    if (taken[start] === 1 || taken[end - 1] === 1) continue;
    taken.fill(1, start, end);
    kept.push({ detector, start, end });
  }
  return kept.sort((a, b) => a.start - b.start);
}
