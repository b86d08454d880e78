// Finds the values of all detectors in one line: anchors first, then the detector that each belongs to.
import { AnchorIndex } from './anchors/anchor-index.ts';
import { bare, caseless } from './anchors/pattern.ts';
import { plannedForIndex } from './anchors/planned.ts';
import type { Detector, Match, Policy } from './formats/detector.ts';
import { LineMemo } from './formats/line-memo.ts';

/** A value and the detector that recognised it. */
export interface Found extends Match {
  readonly detector: Detector;
}

interface Anchors {
  readonly index: AnchorIndex;
  /** Of each pattern of the index. */
  readonly owners: readonly Detector[];
}

const indexes = new WeakMap<readonly Detector[], Anchors>();

function anchorsOf(detectors: readonly Detector[]): Anchors {
  const known = indexes.get(detectors);
  if (known !== undefined) return known;
  const owned = detectors.flatMap((detector) =>
    (detector.patterns ?? detector.anchors.map((anchor) => bare(caseless(anchor)))).map((pattern) => ({
      detector,
      pattern,
    })),
  );
  const made = {
    index: new AnchorIndex(
      owned.map(({ pattern }) => pattern),
      { planned: plannedForIndex() },
    ),
    owners: owned.map(({ detector }) => detector),
  };
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
  const { index, owners } = anchorsOf(detectors);
  const memo = new LineMemo();
  for (const { pattern, start: at, end } of index.all(text)) {
    const detector = owners[pattern] as Detector;
    const match = detector.match(text, at, policy, memo);
    if (match === undefined || match.end <= match.start) continue;
    const isOwn = at >= match.start && end <= match.end;
    candidates.push({ detector, start: match.start, end: match.end, isOwn });
  }
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
