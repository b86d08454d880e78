// What a change adds and what it mends, one line each.
import type { Change, DiffResult, Severity } from '@watertight/engine';
import { changeCounts, wasText } from '../text/change.ts';
import { claim, place } from '../text/sentence.ts';
import { visible } from '../text/visible.ts';
import { coverageLines } from './coverage.ts';
import { hanging, heading, shown, type View } from './view.ts';

const LINES = 20;

interface Line {
  readonly change: Change;
  readonly severity: Severity;
  readonly text: string;
}

function changeLines(title: string, lines: readonly Line[], show: View): string[] {
  if (lines.length === 0) return [];
  const listed = shown(lines, LINES, show);
  const left = lines.length - listed.length;
  return [
    ...heading(title, show),
    ...listed.flatMap(({ change, severity, text }) =>
      hanging(`  ${change.padEnd('changed'.length)}  ${severity.padEnd('critical'.length)}  `, text, show, (label) =>
        change === 'gone' ? show.paint.good(label) : show.paint.severity(severity, label),
      ),
    ),
    ...(left > 0 ? [show.paint.faint(`  and ${left} more; -o wide shows them`)] : []),
  ];
}

export function* diffTable({ summary, paths, findings, coverage }: DiffResult, show: View): Iterable<string> {
  yield `Paths: ${changeCounts(summary.paths)}`;
  yield `Findings: ${changeCounts(summary.findings)}`;
  const ofPaths = paths.map((change) => {
    const { path } = change;
    const text = `${claim(path)} · ${path.certainty}, ${visible(path.id)}${wasText(change)}`;
    return { change: change.change, severity: path.severity, text };
  });
  yield* changeLines('Paths', ofPaths, show);
  const ofFindings = findings.map((change) => {
    const { check, object, message, severity, location } = change.finding;
    const where = location === undefined ? '' : ` ${place(location)}`;
    const text = `${visible(check)} ${visible(object)}: ${visible(message)}${where}${wasText(change)}`;
    return { change: change.change, severity, text };
  });
  yield* changeLines('Findings', ofFindings, show);
  yield* coverageLines(coverage, show);
}
