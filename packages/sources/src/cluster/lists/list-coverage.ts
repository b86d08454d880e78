// What is said about one list: read, in part or not, where, and why.
import type { CoverageEntry } from '@watertight/engine';
import { kindToRead } from '@watertight/engine';
import type { ListOutcome } from './list.ts';
import { NAMESPACES_NAMED } from './limits.ts';
import { resourceName } from './resource.ts';
import type { Resource } from './resource.ts';

export type ListEntry = Omit<CoverageEntry, 'source'>;

export const FORBIDDEN: ListOutcome = {
  state: 'not-read',
  reason: 'forbidden: the caller may not list it',
  isUnanswered: false,
};

export const METADATA_ONLY: ListOutcome = {
  state: 'partial',
  reason:
    'names and types only: names and sizes of keys were not asked for (--secret-values does, and drops the values)',
  isUnanswered: false,
};

/** One list over all namespaces, or of the one namespace that was asked for. */
export function entryOf(resource: Resource, { state, reason }: ListOutcome, namespace?: string): ListEntry {
  const where = namespace === undefined || !resource.namespaced ? '' : ` in namespace ${namespace}`;
  return {
    what: `${resourceName(resource)}${where}`,
    state,
    ...(reason !== undefined && { reason }),
    list: kindToRead(resource.group, resource.kind) ?? '',
  };
}

/** One list for each of several namespaces, as one entry. */
export function entryOfMany(resource: Resource, outcomes: ReadonlyMap<string, ListOutcome>): ListEntry {
  const lacking = [...outcomes].filter(([, { state }]) => state !== 'read');
  const unread = lacking.filter(([, { state }]) => state === 'not-read');
  const state = lacking.length === 0 ? 'read' : unread.length === outcomes.size ? 'not-read' : 'partial';
  const [first] = outcomes.values();
  if (first === METADATA_ONLY && outcomes.values().every((outcome) => outcome === first))
    return entryOf(resource, first);
  return entryOf(resource, {
    state,
    isUnanswered: false,
    ...(lacking.length > 0 && { reason: reasonOf(lacking, outcomes.size) }),
  });
}

function reasonOf(lacking: readonly (readonly [string, ListOutcome])[], all: number): string {
  const [[, first] = ['', FORBIDDEN]] = lacking;
  const names = lacking.slice(0, NAMESPACES_NAMED).map(([name]) => name);
  const more = lacking.length > names.length ? ` and ${lacking.length - names.length} more` : '';
  return `not read, or not whole, in ${lacking.length} of ${all} namespaces (${names.join(', ')}${more}): ${first.reason ?? ''}`;
}
