// Judges the literals of an object as `detect` judges those of a document: one reading for both.
import { ALL_DETECTORS } from '@watertight/detect';
import type { Detector } from '@watertight/detect';
import type { CredentialClass, JudgeLiterals, Placed } from '@watertight/engine';
import { jsonDocument } from './document.ts';
import { Findings } from './findings.ts';
import { FileText } from './located.ts';
import { CONTEXT_DETECTORS } from './context-detectors.ts';
import { readTree } from './read-structured.ts';

/** Classes that are no credential: personal data and cards open nothing. */
const CREDENTIALS: ReadonlySet<string> = new Set<CredentialClass>([
  'password',
  'token',
  'private-key',
  'connection-string',
]);

/** What opens nothing alone, such as a user's name in a Secret's manifest, is no credential either. */
const OPENS: ReadonlySet<string> = new Set(['critical', 'high']);

/** `detectors` are for tests; all by default. */
export function literalJudge(detectors: readonly Detector[] = ALL_DETECTORS): JudgeLiterals {
  const all = [...detectors, ...CONTEXT_DETECTORS];
  return (part) =>
    part.use((value) => {
      const text = JSON.stringify(value);
      const document = jsonDocument(text);
      if (document === undefined) return [];
      const findings = new Findings();
      readTree(
        document,
        { located: new FileText(text), file: '', name: '', place: '', depth: 0 },
        { scanner: { detectors: all, findings }, secretFile: () => {} },
      );
      return findings
        .all()
        .flatMap(({ detector, class: kind, severity, length, place = '' }): Placed[] =>
          CREDENTIALS.has(kind) && OPENS.has(severity)
            ? [{ detector, class: kind as CredentialClass, length, pointer: place }]
            : [],
        );
    });
}
