// Detectors as rules: those that look for the same names are one, which is asked once at each name.
import { bare, caseless } from '../anchors/pattern.ts';
import type { Detector } from '../formats/detector.ts';
import { CREDENTIAL_WORDS } from '../formats/key-words.ts';
import type { LineMemo } from '../formats/line-memo.ts';
import { isMaskedIn, standsInMark } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { RuleFailure } from './rule-failure.ts';
import type { Rule } from './rule.ts';

/** In the order of the detectors. */
export function detectorRules(detectors: readonly Detector[]): readonly Rule[] {
  return [...Map.groupBy(detectors, keyOf).values()].map(ruleOf);
}

/** Of the issuers of cards there are eight with the same names. */
function keyOf({ id, anchors, patterns, words }: Detector): string {
  return JSON.stringify(patterns === undefined ? [anchors, words] : id);
}

function ruleOf(detectors: readonly Detector[]): Rule {
  const [{ id, anchors, patterns, words }] = detectors as readonly [Detector, ...Detector[]];
  const isGeneral = words?.every((word) => CREDENTIAL_WORDS.includes(word)) === true;
  return {
    id,
    work: detectors.length,
    anchors: anchors.map(caseless),
    ...(patterns !== undefined && { patterns }),
    ...(patterns === undefined && detectors.every((detector) => detector.class === 'card') && { isOfCardName: true }),
    // Words that one detector alone asks for may be more frequent than its names.
    ...(isGeneral && { sieve: words.map((word) => bare(caseless(word))) }),
    find(text, { start }, memo) {
      let spans = NO_SPANS;
      for (const detector of detectors) {
        const span = valueOf(detector, text, start, memo);
        if (span === undefined) continue;
        spans = spans.length === 0 ? [span] : [...spans, span];
        // No anchor inside a value is asked again.
        if (span.start <= start && start < span.end) break;
      }
      return spans;
    },
  };
}

const NO_SPANS: readonly Span[] = [];

function valueOf(detector: Detector, text: string, at: number, memo: LineMemo): Span | undefined {
  const match = matchOf(detector, text, at, memo);
  if (match === undefined) return undefined;
  const { start, end } = match;
  // What was masked before is no value, whatever its form.
  if (isMaskedIn(text, start, end) || standsInMark(text, start)) return undefined;
  return { start, end, class: detector.class, rule: detector.id };
}

function matchOf(detector: Detector, text: string, at: number, memo: LineMemo): ReturnType<Detector['match']> {
  try {
    return detector.match(text, at, 'redact', memo);
  } catch {
    throw new RuleFailure(detector.id);
  }
}
