// What an API server makes of each file, then what is weak in it: one line with its place, and how to mend it.
import type { EncryptionLintResult, Finding } from '@watertight/engine';
import { worstFindingFirst } from '../input/rank.ts';
import { place } from '../text/sentence.ts';
import { visible } from '../text/visible.ts';
import { coverageLines } from './coverage.ts';
import { hanging, heading, nextCommands, titled, type View } from './view.ts';

function verdictLines({ files, kubernetesVersion }: EncryptionLintResult, show: View): string[] {
  const { bad, good, warn } = show.paint;
  return files.flatMap(({ file, accepted }) => {
    const name = visible(file);
    const server = `an API server of ${visible(kubernetesVersion)}`;
    if (accepted === null) return titled(name, 'not judged', show, warn);
    return accepted
      ? titled(name, `${server} takes it`, show, good)
      : titled(name, `${server} does not start with it`, show, bad);
  });
}

function findingLines(finding: Finding, show: View): string[] {
  const { severity, check, location, message, fix, result } = finding;
  const label = `  ${severity.padEnd('critical'.length)}  `;
  const indent = ' '.repeat(label.length);
  const where = location === undefined ? visible(finding.object) : place(location);
  const unsure = result === 'unknown' ? ' · the file alone does not tell' : '';
  return [
    ...hanging(label, visible(message), show, (text) => show.paint.severity(severity, text)),
    ...hanging(indent, `${visible(check)} · ${where}${unsure}`, show).map(show.paint.faint),
    ...hanging(indent, `fix: ${visible(fix.summary)}`, show),
  ];
}

/** Everything there is: a file holds few findings, and each is to be acted on. */
export function* encryptionLintTable(result: EncryptionLintResult, show: View): Iterable<string> {
  yield* verdictLines(result, show);
  const findings = result.findings.toSorted(worstFindingFirst);
  if (findings.length > 0) {
    yield* heading('Findings', show);
    for (const finding of findings) yield* findingLines(finding, show);
  }
  yield* coverageLines(result.coverage, show);
  const [worst] = findings.filter(({ check }) => show.options.rules.some(({ id }) => id === check));
  if (worst !== undefined) yield* nextCommands([['explain', worst.check]], show);
}
