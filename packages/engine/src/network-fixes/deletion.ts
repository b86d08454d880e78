// How policies are taken away: one command for each kind.
import { policyId } from './policy-manifest.ts';
import type { AnyPolicy } from './policy-manifest.ts';

/** Of ids of one namespace's policies; kubectl takes `KIND.GROUP` as ids have it. */
export function deletions(namespace: string, ids: readonly string[]): string[] {
  const byKind = Map.groupBy(ids, (id) => id.slice(0, id.indexOf(':')));
  return [...byKind].map(
    ([kind, all]) =>
      `kubectl delete ${kind} -n ${namespace} ${all.map((id) => id.slice(id.indexOf('/') + 1)).join(' ')}`,
  );
}

export function deletionsOf(namespace: string, policies: readonly AnyPolicy[]): string[] {
  return deletions(namespace, policies.map(policyId));
}
