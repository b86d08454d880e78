// What a change adds and what it mends, for a pull request's comment.
import type { DiffResult, FindingChange, PathChange } from '@watertight/engine';
import { changeCounts, wasText } from '../text/change.ts';
import { claim, place } from '../text/sentence.ts';
import { type BoundedText, cell } from './bounded.ts';
import { code, prose } from './escape.ts';

const ROWS = 100;

function pathRow(change: PathChange): string {
  const { path } = change;
  return `| ${change.change} | ${path.severity} | ${prose(cell(claim(path)))}${prose(wasText(change))} | ${code(cell(path.id))} |`;
}

function findingRow(change: FindingChange): string {
  const { finding } = change;
  const where = finding.location === undefined ? '' : code(cell(place(finding.location)));
  const what = `${code(cell(finding.check))} ${code(cell(finding.object))}: ${prose(cell(finding.message))}`;
  return `| ${change.change} | ${finding.severity} | ${what}${prose(wasText(change))} | ${where} |`;
}

export function diffMarkdown({ summary, paths, findings }: DiffResult, text: BoundedText): void {
  text.add(
    '## Watertight: what changed',
    '',
    `Paths: ${changeCounts(summary.paths)} · findings: ${changeCounts(summary.findings)}`,
  );
  text.block(['', '| change | severity | path | id |', '|---|---|---|---|'], paths.map(pathRow), ROWS);
  text.block(['', '| change | severity | finding | where |', '|---|---|---|---|'], findings.map(findingRow), ROWS);
}
