// What is said about one list: read, in part or not, where, and why.
import type { CoverageEntry } from '@watertight/engine';
import { kindToRead } from '@watertight/engine';
import type { ListOutcome } from './list.ts';
import { NAMESPACES_NAMED } from './limits.ts';
import type { ListShape } from './page.ts';
import { resourceName } from './resource.ts';
import type { Resource } from './resource.ts';

export type ListEntry = Omit<CoverageEntry, 'source'>;

export const FORBIDDEN: ListOutcome = {
  state: 'not-read',
  reason: 'forbidden: the caller may not list it',
  isUnanswered: false,
};

/** A list that was read to its end, by what it was asked for; `hint`: what the user can do to get keys, too. */
export function wholeOutcomes(hint: string | undefined): Readonly<Record<ListShape['content'], ListOutcome>> {
  const typesOnly = 'names and types only: names and sizes of keys were not asked for';
  return {
    all: { state: 'read', isUnanswered: false },
    type: {
      state: 'partial',
      reason: hint === undefined ? typesOnly : `${typesOnly} (${hint})`,
      isUnanswered: false,
      isWhole: true,
    },
    none: {
      state: 'partial',
      reason: 'names only: types and keys were not asked for, so that tokens among them are not known',
      isUnanswered: false,
    },
  };
}

/** One list over all namespaces, or of the one namespace that was asked for. */
export function entryOf(resource: Resource, outcome: ListOutcome, namespace?: string): ListEntry {
  const { state, reason, isWhole } = outcome;
  const kind = kindToRead(resource.group, resource.kind) ?? '';
  const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
  return {
    what: `${resourceName(resource)}${where}`,
    state,
    ...(reason !== undefined && { reason }),
    ...(isWhole !== true && { list: { kind, ...(namespace !== undefined && { namespaces: [namespace] }) } }),
  };
}

/** One list for each of several namespaces, as one entry. */
export function entryOfMany(resource: Resource, outcomes: ReadonlyMap<string, ListOutcome>): ListEntry {
  const lacking = [...outcomes].filter(([, { state, isWhole }]) => state !== 'read' && isWhole !== true);
  const [first = FORBIDDEN] = outcomes.values();
  if (lacking.length === 0 || outcomes.values().every((outcome) => outcome === first)) return entryOf(resource, first);
  const isNothing = lacking.length === outcomes.size && lacking.every(([, { state }]) => state === 'not-read');
  const other = outcomes.values().find(({ isWhole }) => isWhole === true)?.reason;
  const reason = reasonOf(lacking, outcomes.size) + (other === undefined ? '' : `; in the others ${other}`);
  const entry = entryOf(resource, { state: isNothing ? 'not-read' : 'partial', reason, isUnanswered: false });
  return { ...entry, list: { kind: entry.list?.kind ?? '', namespaces: lacking.map(([name]) => name) } };
}

/** A list of the one namespace that is known where namespaces cannot be listed: there may be any number of others. */
export function entryOfOne(resource: Resource, namespace: string, { state, reason }: ListOutcome): ListEntry {
  const others = `namespaces other than ${namespace} are not known, since they cannot be listed`;
  const text = reason === undefined ? others : `${others}; in ${namespace} ${reason}`;
  const entry = entryOf(resource, { state: state === 'read' ? 'partial' : state, reason: text, isUnanswered: false });
  if (state !== 'read') return entry;
  return { ...entry, list: { kind: entry.list?.kind ?? '', except: namespace } };
}

function reasonOf(lacking: readonly (readonly [string, ListOutcome])[], all: number): string {
  const [[, first] = ['', FORBIDDEN]] = lacking;
  const names = lacking.slice(0, NAMESPACES_NAMED).map(([name]) => name);
  const more = lacking.length > names.length ? ` and ${lacking.length - names.length} more` : '';
  return `not read, or not whole, in ${lacking.length} of ${all} namespaces (${names.join(', ')}${more}): ${first.reason ?? ''}`;
}
