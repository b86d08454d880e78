// What `validateResourceOverlap` and `validateResourceNames` of the API server say of the resources of one rule.
import { ANY, type GroupResource, groupResource, isSame } from './group-resource.ts';
import type { NamedPlace } from './model.ts';
import type { Fault } from './refusal.ts';

/** Kept in etcd without an API of their own. */
const NOT_SERVED: readonly string[] = ['apiserveripinfo', 'serviceipallocations', 'servicenodeportallocations'];

const OVERLAP =
  'resources of one list overlap, such as secrets and *.: one masks the other; write the wider one in a later rule, or alone';
const REPEATED = 'a resource stands twice in the list';

/** Why a name is refused; the first reason that holds. */
function nameFault(name: string): string | undefined {
  if (name.toLowerCase() !== name) return 'a resource name has no capital letters';
  if (name === ANY) return '* is no resource: write *. for the core group, or *.* for everything';
  if (NOT_SERVED.includes(name)) return 'what has no REST API cannot be encrypted';
  const { resource, group } = groupResource(name);
  if (group === 'events.k8s.io') return 'Events are stored in the core group: write events';
  if (group === 'extensions') return 'the group extensions is gone';
  if (group === ANY && resource !== ANY) return 'one resource of every group cannot be encrypted';
  return undefined;
}

/** True when a rule's two names cover something in common without being the same name. */
function overlaps(a: GroupResource, b: GroupResource): boolean {
  const isAny = ({ resource, group }: GroupResource): boolean => resource === ANY && group === ANY;
  if (isAny(a) || isAny(b)) return true;
  return a.group === b.group && (a.resource === ANY || b.resource === ANY);
}

function listFaults(names: readonly GroupResource[], pointer: string): Fault[] {
  const pairs = names.flatMap((a, index) => names.slice(index + 1).map((b) => [a, b] as const));
  const isRepeated = pairs.some(([a, b]) => isSame(a, b));
  const isOverlapping = pairs.some(([a, b]) => !isSame(a, b) && overlaps(a, b));
  return [
    ...(isRepeated ? [{ pointer, reason: REPEATED }] : []),
    ...(isOverlapping ? [{ pointer, reason: OVERLAP }] : []),
  ];
}

/** Names compared with each other: beyond it a list is refused unread by nobody, so a bound keeps the pairs few. */
const PAIRED_MAX = 2000;

export function resourceFaults(resources: readonly NamedPlace[], pointer: string): Fault[] {
  if (resources.length === 0) return [{ pointer, reason: 'at least one resource is required' }];
  const names = [...new Set(resources.map(({ name }) => name))];
  const parsed = resources.slice(0, PAIRED_MAX).map(({ name }) => groupResource(name));
  const faults = listFaults(parsed, pointer);
  if (resources.length > PAIRED_MAX && names.length < resources.length && faults.length === 0)
    faults.push({ pointer, reason: REPEATED });
  for (const { name, pointer: place } of resources) {
    const reason = nameFault(name);
    if (reason !== undefined) faults.push({ pointer: place, reason });
  }
  return faults;
}
