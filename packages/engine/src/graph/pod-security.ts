// Which namespaces let a pod be privileged, by their Pod Security label.
import type { NamespaceFact } from '../facts/cluster.ts';
import { oncePer } from '../facts/once-per.ts';
import type { World } from './world.ts';

export const ENFORCE_LABEL = 'pod-security.kubernetes.io/enforce';

const namespacesOf = oncePer(
  ({ facts }: World): ReadonlyMap<string, NamespaceFact> => new Map(facts.namespaces.map((one) => [one.name, one])),
);

export function namespaceFact(world: World, name: string): NamespaceFact | undefined {
  return namespacesOf(world).get(name);
}

/**
 * Pod Security Admission refuses privileged pods at the levels baseline and restricted; a label that is no level counts as restricted.
 * https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export function admitsPrivileged(world: World, namespace: string): boolean {
  const level = namespaceFact(world, namespace)?.labels.get(ENFORCE_LABEL);
  return level === undefined || level === 'privileged';
}

/** At the level restricted no pod runs as root or mounts a share by its address; a label that is no level counts as restricted. */
export function isRestricted(world: World, namespace: string): boolean {
  const level = namespaceFact(world, namespace)?.labels.get(ENFORCE_LABEL);
  return level !== undefined && level !== 'privileged' && level !== 'baseline';
}
