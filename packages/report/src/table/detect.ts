// Secrets in texts: how many of which severity, and one line each with its place; the value is in none.
import type { DetectFinding, DetectResult } from '@watertight/engine';
import { bySeverity, SEVERITIES } from '../input/rank.ts';
import type { Cell } from '../text/columns.ts';
import { acceptedText, counts, markText, staleTexts } from '../text/marks.ts';
import { count } from '../text/phrase.ts';
import { visible } from '../text/visible.ts';
import { coverageLines } from './coverage.ts';
import { hanging, heading, rows, shown, type View } from './view.ts';

const FINDINGS = 50;

function headlines({ summary, accepted }: DetectResult, show: View): string[] {
  const { faint, good, severity } = show.paint;
  const found = SEVERITIES.filter((level) => summary.findings[level] > 0).map((level) =>
    severity(level, `${summary.findings[level]} ${level}`),
  );
  const aside = accepted === undefined ? '' : acceptedText(accepted);
  return [
    found.length === 0 ? good('No secret found') : `Secrets: ${found.join(', ')}`,
    ...(aside === '' ? [] : hanging('', show.wide ? aside : `${aside}; -o wide shows them`, show).map(faint)),
  ];
}

function row(finding: DetectFinding, show: View): Cell[] {
  const { severity, detector, length, file, line, column, place } = finding;
  const mark = markText(finding);
  const cells: Cell[] = [
    { text: severity, paint: (text) => show.paint.severity(severity, text) },
    { text: visible(detector), paint: show.paint.strong },
    { text: visible(`${file}:${line}:${column}`) },
    { text: place === undefined ? '' : visible(place) },
  ];
  if (!show.wide) return cells;
  return [
    ...cells,
    {
      text: `${visible(finding.class)}, ${length} characters${finding.deleted === true ? ', deleted by a later layer' : ''}`,
    },
    { text: visible(finding.fingerprint) },
    { text: mark },
  ];
}

/** The gravest first, in the order of the texts; `wide` shows all, with class, length and fingerprint. */
export function* detectTable(result: DetectResult, show: View): Iterable<string> {
  yield* headlines(result, show);
  const findings = result.findings
    .filter((finding) => show.wide || counts(finding))
    .toSorted((a, b) => bySeverity(a.severity, b.severity));
  const listed = shown(findings, FINDINGS, show);
  if (listed.length > 0)
    yield* [
      ...heading('Findings', show),
      ...rows(
        listed.map((finding) => row(finding, show)),
        2,
        show,
      ),
    ];
  const left = findings.length - listed.length;
  if (left > 0) yield show.paint.faint(`  and ${count(left, 'more finding')}; -o wide shows them`);
  const stale = result.accepted === undefined ? [] : staleTexts(result.accepted);
  if (stale.length > 0) {
    yield* heading('Suppressions and baseline entries to remove', show);
    for (const text of stale) yield* hanging('  ', text, show);
  }
  yield* coverageLines(result.coverage, show);
}
