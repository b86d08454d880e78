// Runs one detector at every place of its anchors, as the engine does.
import type { Detector, Match, Policy } from '../formats/detector.ts';

/** Every place where one of the anchors stands, in any case. */
export function anchorPlaces(detector: Detector, text: string): number[] {
  const lower = text.toLowerCase();
  const places = new Set<number>();
  for (const anchor of detector.anchors)
    for (let at = lower.indexOf(anchor); at >= 0; at = lower.indexOf(anchor, at + 1)) places.add(at);
  return [...places].toSorted((a, b) => a - b);
}

/** What the detector matches in a line, each match once. */
export function findAll(detector: Detector, text: string, policy: Policy): Match[] {
  const found = new Map<string, Match>();
  for (const at of anchorPlaces(detector, text)) {
    const match = detector.match(text, at, policy);
    if (match !== undefined) found.set(`${match.start}-${match.end}`, match);
  }
  return [...found.values()];
}
