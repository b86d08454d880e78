// The detectors that redaction has beside its own rules of context.
import { ALL_DETECTORS } from '../detectors/all.ts';
import type { Detector } from '../formats/detector.ts';

/** A rule of context finds passwords in addresses by their `@`; the detector's anchor `https://` stands in every seventh line of a log. */
const BY_RULE = 'http-url-password';

export const REDACTION_DETECTORS: readonly Detector[] = ALL_DETECTORS.filter(({ id }) => id !== BY_RULE);
