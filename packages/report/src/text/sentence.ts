// A path in one sentence, and a place in a file as `file:line:column`.
import type { Evidence, Path } from '@watertight/engine';
import { phrase, verbFor } from './phrase.ts';
import { visible } from './visible.ts';

/** `ServiceAccount backend/sa reads Secret backend/db: get secrets in backend (role:backend/reader rules[0])`. */
export function sentence(path: Path): string {
  return `${claim(path)}: ${ways(path)}`;
}

/** Who reads or becomes what. */
export function claim(path: Path): string {
  return `${phrase(path.from)} ${verbFor(path.to)} ${phrase(path.to)}`;
}

/** What each step does, in order. */
export function ways(path: Path): string {
  return path.steps.map((step) => visible(step.because)).join('; then ');
}

/** `file:line:column`, as far as known; empty without a file. */
export function place(at: { readonly file?: string; readonly line?: number; readonly column?: number }): string {
  if (at.file === undefined) return '';
  return [visible(at.file), at.line, at.line === undefined ? undefined : at.column]
    .filter((part) => part !== undefined)
    .join(':');
}

/** `role:backend/reader /rules/0`, and where it stands. */
export function citation(evidence: Evidence): string {
  const pointer = evidence.pointer === undefined || evidence.pointer === '' ? '' : ` ${visible(evidence.pointer)}`;
  const where = place(evidence);
  return `${visible(evidence.object)}${pointer}${where === '' ? '' : `  ${where}`}`;
}
