// Why something is a weakness, how to verify it by hand, and how to fix it.
import type { ExplainResult, Finding, Fix } from '@watertight/engine';
import { worstFindingFirst } from '../input/rank.ts';
import { place } from '../text/sentence.ts';
import { visible } from '../text/visible.ts';
import { patchText } from '../text/patch.ts';
import { pathSteps } from './path-steps.ts';
import { hanging, heading, shown, type View } from './view.ts';

const FINDINGS = 20;

/** Text of ours may have paragraphs; each line is made safe on its own. */
function paragraphs(text: string, show: View): string[] {
  return text
    .trim()
    .split('\n')
    .flatMap((line) => hanging('  ', visible(line.trim()), show));
}

function fixLines(fix: Fix, show: View): string[] {
  const { good, faint, command } = show.paint;
  const patch =
    fix.patch === undefined
      ? []
      : [
          faint(`    ${visible(fix.patch.target)} (${fix.patch.type} patch)`),
          ...patchText(fix.patch.body).map((line) => `      ${line}`),
        ];
  return [
    ...hanging('  * ', visible(fix.summary), show, good),
    ...patch,
    ...(fix.commands ?? []).map((line) => `    ${command(visible(line))}`),
  ];
}

function titleLines({ id, title, severity }: ExplainResult, show: View): string[] {
  const text = `${visible(id)}: ${visible(title)}${severity === undefined ? '' : ` (${severity})`}`;
  return hanging('', text, show).map((line) =>
    severity === undefined ? show.paint.strong(line) : show.paint.severity(severity, line),
  );
}

/** Where a check fails in the input that was given. */
function findingLines(findings: readonly Finding[], show: View): string[] {
  if (findings.length === 0) return [...heading('In this input', show), `  ${show.paint.good('nothing found')}`];
  const listed = shown(findings.toSorted(worstFindingFirst), FINDINGS, show);
  const left = findings.length - listed.length;
  return [
    ...heading('In this input', show),
    ...listed.flatMap((finding) => {
      const where = finding.location === undefined ? '' : ` ${place(finding.location)}`;
      return hanging(`  ${finding.result}  `, `${visible(finding.object)}: ${visible(finding.message)}${where}`, show);
    }),
    ...(left > 0 ? [show.paint.faint(`  and ${left} more; -o wide shows them`)] : []),
  ];
}

export function* explainTable(result: ExplainResult, show: View): Iterable<string> {
  yield* titleLines(result, show);
  if (result.path !== undefined) {
    yield* ['', ...pathSteps(result.path, show)];
  }
  yield* [...heading('Why', show), ...paragraphs(result.why, show)];
  if (result.findings !== undefined) yield* findingLines(result.findings, show);
  if (result.verify.length > 0) yield* heading('Verify by hand', show);
  for (const step of result.verify) yield `  ${show.paint.command(visible(step))}`;
  if (result.fixes.length > 0) yield* heading('Fix', show);
  for (const fix of result.fixes) yield* fixLines(fix, show);
  const maps = Object.keys(result.maps ?? {})
    .sort()
    .map((standard) => `${standard} ${result.maps?.[standard]?.join(', ')}`);
  const references = [...maps, ...result.references];
  if (references.length > 0) yield* heading('References', show);
  for (const reference of references) yield `  ${visible(reference)}`;
}
