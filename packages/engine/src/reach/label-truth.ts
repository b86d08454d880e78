// Does a selector select labels of which some may not be known?
import { requirementHolds } from '../facts/label-selector.ts';
import type { LabelSelector, StringMap } from '../facts/object.ts';
import { both, MAYBE, NO, YES } from './truth.ts';
import type { Truth } from './truth.ts';

/** The label that the API server itself writes on every namespace. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

export interface Labels {
  readonly known: StringMap;
  /** False for a namespace whose object is not in the input: it may have other labels than the known one. */
  readonly isComplete: boolean;
}

const OPERATORS: ReadonlySet<string> = new Set(['In', 'NotIn', 'Exists', 'DoesNotExist']);

/** An empty selector selects everything, unknown labels included; an operator that does not exist nothing, whatever the labels. */
export function selects(selector: LabelSelector, { known, isComplete }: Labels): Truth {
  let truth: Truth = YES;
  for (const [key, wanted] of selector.matchLabels) {
    const value = known.get(key);
    if (value === wanted) continue;
    if (value !== undefined || isComplete) return NO;
    truth = MAYBE;
  }
  for (const expression of selector.matchExpressions) {
    if (!OPERATORS.has(expression.operator)) return NO;
    const value = known.get(expression.key);
    const isKnown = isComplete || value !== undefined;
    truth = both(truth, isKnown ? (requirementHolds(expression, value) ? YES : NO) : MAYBE);
    if (truth === NO) return NO;
  }
  return truth;
}

/** A text that is equal for equal selectors. */
export function selectorKey({ matchLabels, matchExpressions }: LabelSelector): string {
  if (matchLabels.size === 0 && matchExpressions.length === 0) return '';
  const labels = [...matchLabels].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([labels, matchExpressions.map(({ key, operator, values }) => [key, operator, ...values])]);
}
