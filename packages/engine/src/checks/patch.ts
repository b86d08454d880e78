// JSON patches (RFC 6902) that a fix proposes, built so that they apply in one go.
import type { ObjectFact } from '../facts/object.ts';
import { objectId } from '../facts/object-id.ts';
import type { Fix } from '../results/contract.ts';

export interface Operation {
  readonly op: 'add' | 'remove' | 'replace';
  /** RFC 6901. */
  readonly path: string;
  readonly value?: unknown;
}

const isIndex = (token: string | undefined): boolean => token !== undefined && /^\d+$/.test(token);

/** Later list items and deeper places first: removing one must not move another that is still to be removed. */
function removalOrder(a: Operation, b: Operation): number {
  const left = a.path.split('/');
  const right = b.path.split('/');
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const x = left[i];
    const y = right[i];
    if (x === y) continue;
    if (isIndex(x) && isIndex(y)) return Number(y) - Number(x);
    if (x === undefined || y === undefined) return right.length - left.length;
    return x < y ? 1 : -1;
  }
  return 0;
}

/** Additions and replacements as given, then removals from the back; each place at most once. */
export function inOrder(operations: readonly Operation[]): Operation[] {
  const unique = [...new Map(operations.map((operation) => [`${operation.op} ${operation.path}`, operation])).values()];
  const removals = unique.filter(({ op }) => op === 'remove').toSorted(removalOrder);
  return [...unique.filter(({ op }) => op !== 'remove'), ...removals];
}

/** The patch of a fix, with pointers from the object's root; nothing when there is no operation. */
export function jsonPatch(object: ObjectFact, operations: readonly Operation[]): Pick<Fix, 'patch'> {
  if (operations.length === 0) return {};
  return { patch: { type: 'json', target: objectId(object), body: inOrder(operations) } };
}
