// Which of a step's citations stands for it: the rule that grants, since that is what a fix changes.
import type { Evidence, Path, Step } from '@watertight/engine';

const ROLE = /^(?:cluster)?role:/;

export function isRole({ object }: Evidence): boolean {
  return ROLE.test(object);
}

/** The citations of roles; all citations when none is a role's. */
export function grants(step: Step | undefined): readonly Evidence[] {
  const evidence = step?.evidence ?? [];
  const roles = evidence.filter(isRole);
  return roles.length === 0 ? evidence : roles;
}

/** The place to change: a role's line in the latest step that has a file, else any line with a file. */
export function keyEvidence(path: Path): Evidence | undefined {
  const located = ({ file }: Evidence): boolean => file !== undefined;
  for (const step of path.steps.toReversed()) {
    const found = grants(step).find(located) ?? step.evidence.find(located);
    if (found !== undefined) return found;
  }
  return undefined;
}
