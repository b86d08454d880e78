// A path in one sentence, and a place in a file as `file:line:column`.
import type { ApiRequest, Evidence, Path, Step } from '@watertight/engine';
import { isRole } from '../input/evidence.ts';
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

/** `get secrets in backend`, `create pods/exec in backend`, `get apps/deployments web`. */
export function requestWords(
  { verb, group, resource, subresource, namespace, name }: ApiRequest,
  named: boolean,
): string {
  const type = `${group === '' ? '' : `${group}/`}${resource}${subresource === undefined ? '' : `/${subresource}`}`;
  const which = named && name !== undefined && name !== '' ? ` ${name}` : '';
  return visible(`${verb} ${type}${which}${namespace === undefined || namespace === '' ? '' : ` in ${namespace}`}`);
}

/** ` (role:backend/reader rules[0])`: the rule that grants a step, empty when none is cited. */
function grantWords(step: Step): string {
  const role = step.evidence.find((evidence) => isRole(evidence));
  if (role === undefined) return '';
  const rule = /^\/(?:rules\/(\d+))?/.exec(role.pointer ?? '')?.[1];
  return ` (${visible(role.object)}${rule === undefined ? '' : ` rules[${rule}]`})`;
}

/** What a step does: its request and the rule that grants it; without a request the technique's own words. */
function way(step: Step, path: Path): string {
  if (step.request === undefined) return visible(step.because);
  const as = step.from === path.from ? '' : `as ${phrase(step.from)} `;
  return `${as}${requestWords(step.request, false)}${grantWords(step)}`;
}

/** What each step does, in order. */
export function ways(path: Path): string {
  return path.steps.map((step) => way(step, path)).join('; then ');
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
