// The detectors that redaction has beside its own rules of context.
import { ALL_DETECTORS } from '../detectors/all.ts';
import type { Detector } from '../formats/detector.ts';

/** A rule of context finds passwords in addresses by their `@`; the detector's anchor `https://` stands in every seventh line of a log. */
const BY_RULE = 'http-url-password';

/** Of a private key in textual encoding the rule masks the body alone, on one line as on many; the detectors' finding is the whole. */
function isPem({ class: kind, anchors }: Detector): boolean {
  return kind === 'private-key' && anchors.some((anchor) => anchor.startsWith('-----begin '));
}

export const REDACTION_DETECTORS: readonly Detector[] = ALL_DETECTORS.filter(
  (detector) => detector.id !== BY_RULE && !isPem(detector),
);
