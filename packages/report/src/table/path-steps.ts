// The steps of a path with their conditions and the lines that allow them.
import type { Path, Step } from '@watertight/engine';
import { phrase } from '../text/phrase.ts';
import { citation } from '../text/sentence.ts';
import { visible } from '../text/visible.ts';
import { hanging, type View } from './view.ts';

function stepLines(step: Step, number: number, path: Path, show: View): string[] {
  const { faint, warn, certainty } = show.paint;
  const label = `    ${number}. `;
  const pad = ' '.repeat(label.length);
  const needs = step.needs.length > 1 ? ` (needs ${step.needs.map(visible).join(' and ')})` : '';
  const to = step.to === path.to ? '' : ` → ${phrase(step.to)}`;
  const sure = step.certainty === 'certain' ? '' : ` [${step.certainty}]`;
  return [
    ...hanging(label, `${visible(step.technique)} ${visible(step.because)}${to}${needs}${sure}`, show),
    ...step.evidence.flatMap((evidence) => hanging(`${pad}by `, citation(evidence), show).map(faint)),
    ...step.conditions.flatMap((condition) => [
      ...hanging(`${pad}if `, visible(condition.text), show, warn),
      ...hanging(`${pad}   settled by: `, visible(condition.settledBy), show, (text) =>
        certainty(step.certainty, text),
      ),
    ]),
  ];
}

/** A path's steps in order, indented under the line that names the path. */
export function pathSteps(path: Path, show: View): string[] {
  return path.steps.flatMap((step, at) => stepLines(step, at + 1, path, show));
}
