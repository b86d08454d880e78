// Does a selector select a set of labels?
import type { LabelSelector, StringMap } from './object.ts';

/** `value`: of the label with the requirement's key; an operator that does not exist never holds. */
export function requirementHolds(
  requirement: LabelSelector['matchExpressions'][number],
  value: string | undefined,
): boolean {
  switch (requirement.operator) {
    case 'In':
      return value !== undefined && requirement.values.includes(value);
    case 'NotIn':
      return value === undefined || !requirement.values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}

/** Whether nothing is asked for, so that everything is selected. */
export function isEmptySelector({ matchLabels, matchExpressions }: LabelSelector): boolean {
  return matchLabels.size + matchExpressions.length === 0;
}

/** Whether the labels have each pair of a plain selector, as Services have one. */
export function selected(selector: StringMap, labels: StringMap | undefined): boolean {
  for (const [key, value] of selector) if (labels?.get(key) !== value) return false;
  return true;
}

/**
 * True when every requirement holds; an empty selector selects everything, an operator that does not exist nothing.
 * `NotIn` also holds for an absent key. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function selectorMatches(selector: LabelSelector, labels: StringMap | undefined): boolean {
  return (
    selected(selector.matchLabels, labels) &&
    selector.matchExpressions.every((requirement) => requirementHolds(requirement, labels?.get(requirement.key)))
  );
}
