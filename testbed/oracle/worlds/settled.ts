// Aggregated roles in a state that does not depend on the order in which the controller looks at them.
import type { Random } from '../../../bench/random.ts';
import { selects } from '../../naive-access/rbac.ts';
import type { RawRole } from './objects.ts';

/**
 * What an aggregated role holds when it is written is overwritten as soon as its selectors find anything, unless roles
 * aggregate each other: then each keeps what the other holds. Which of them is looked at first decides what survives, so
 * here all roles of such a circle hold the same, and no other aggregated role holds what could slip in before it is overwritten.
 */
export function settled(random: Random, roles: readonly RawRole[]): RawRole[] {
  const aggregated = roles.filter((role) => role.aggregationRule !== undefined);
  const circle = aggregated.filter((role) => reaches(role, role, aggregated));
  if (circle.length === 0) return [...roles];
  const kept = random.below(2) === 0 ? [] : (circle[0]?.rules ?? []);
  return roles.map((role) => {
    if (role.aggregationRule === undefined) return role;
    return { ...role, rules: circle.includes(role) ? kept : [] };
  });
}

function reaches(from: RawRole, to: RawRole, aggregated: readonly RawRole[]): boolean {
  const seen = new Set<RawRole>();
  const waiting = [from];
  for (const role of waiting) {
    for (const other of aggregated) {
      if (other === role || !selects(role, other)) continue;
      if (other === to) return true;
      if (!seen.has(other)) waiting.push(other);
      seen.add(other);
    }
  }
  return false;
}
