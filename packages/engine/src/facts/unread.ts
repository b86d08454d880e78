// Lists of a cluster that were not read, or not whole: what an answer may lack.
import type { CoverageEntry, Facts } from './facts.ts';
import type { ListScope } from './list-scope.ts';

export type UnreadList = CoverageEntry & { readonly list: ListScope };

export function unreadLists({ coverage }: Pick<Facts, 'coverage'>): UnreadList[] {
  return coverage.filter((entry): entry is UnreadList => entry.state !== 'read' && entry.list !== undefined);
}

/** Whether objects of a kind may be missing: those without a namespace, or of one. */
export function lacks({ list }: UnreadList, kind: string, namespace: string): boolean {
  const isKind = list.kind === kind || list.kind === `${kind.slice(0, kind.indexOf('/'))}/*`;
  if (list.kind === '*' ? namespace === '' : !isKind) return false;
  if (list.except !== undefined) return namespace !== list.except;
  return list.namespaces === undefined || namespace === '' || list.namespaces.includes(namespace);
}

/** One sentence on it. */
export function unreadReason({ what, state, reason }: CoverageEntry): string {
  return `${what}: ${state === 'partial' ? 'not read whole' : 'not read'}${reason === undefined ? '' : `: ${reason}`}`;
}
