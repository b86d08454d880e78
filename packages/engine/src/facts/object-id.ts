// How an object is called in results: `KIND:NS/NAME`, or `KIND.GROUP:…` for custom kinds.
import type { ObjectFact } from './object.ts';

/** API groups that the API server itself serves; kinds of any other group carry the group in their id. */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'extensions',
  'policy',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'internal.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
  'storagemigration.k8s.io',
]);

export function isBuiltInGroup(group: string): boolean {
  return BUILT_IN_GROUPS.has(group);
}

/** The contract's id of an object. */
export function objectId(object: Pick<ObjectFact, 'objectKind' | 'group' | 'namespace' | 'name'>): string {
  const kind = object.objectKind.toLowerCase();
  const typed = isBuiltInGroup(object.group) ? kind : `${kind}.${object.group}`;
  return object.namespace === '' ? `${typed}:${object.name}` : `${typed}:${object.namespace}/${object.name}`;
}
