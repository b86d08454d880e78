// The detectors that redaction has beside its own rules of context.
import { ALL_DETECTORS } from '../detectors/all.ts';
import type { Detector } from '../formats/detector.ts';

/**
 * What rules of context find with anchors that are rarer: passwords in addresses by their `@` (`https://` stands in every seventh line
 * of a log), and the passwords of connection strings by their field.
 */
const BY_RULE: ReadonlySet<string> = new Set(['http-url-password', 'azure-sql-password']);

/** Of a private key in textual encoding the rule masks the body alone, on one line as on many; the detectors' finding is the whole. */
function isPem({ class: kind, anchors }: Detector): boolean {
  return kind === 'private-key' && anchors.some((anchor) => anchor.startsWith('-----begin '));
}

export const REDACTION_DETECTORS: readonly Detector[] = ALL_DETECTORS.filter(
  (detector) => !BY_RULE.has(detector.id) && !isPem(detector),
);
