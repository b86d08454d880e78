// Why something is a weakness, how to verify it by hand, and how to fix it.
import type { ExplainResult, Fix } from '@watertight/engine';
import { visible } from '../text/visible.ts';
import { patchText } from '../text/patch.ts';
import { pathSteps } from './path-steps.ts';
import { hanging, heading, type View } from './view.ts';

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

export function* explainTable(result: ExplainResult, show: View): Iterable<string> {
  yield* titleLines(result, show);
  if (result.path !== undefined) {
    yield* ['', ...pathSteps(result.path, show)];
  }
  yield* [...heading('Why', show), ...paragraphs(result.why, show)];
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
