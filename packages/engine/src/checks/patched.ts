// For tests: an object after a JSON patch (RFC 6902: add, remove, replace), refusing what kubectl would refuse.
import type { Operation } from './patch.ts';

type Holder = Record<string, unknown> & unknown[];

const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

/** Throws where the patch does not apply. */
export function patched(object: unknown, operations: readonly Operation[]): unknown {
  const copy = structuredClone(object);
  for (const operation of operations) apply(copy, operation);
  return copy;
}

function apply(root: unknown, { op, path, value }: Operation): void {
  const tokens = path.split('/').slice(1).map(unescaped);
  const last = tokens.pop() ?? '';
  const holder = tokens.reduce<unknown>((at, token) => (at as Holder | undefined)?.[token as never], root) as
    | Holder
    | undefined;
  if (typeof holder !== 'object' || holder === null) throw new Error(`${op} ${path}: no such place`);
  if (op !== 'add' && !Object.hasOwn(holder, last)) throw new Error(`${op} ${path}: nothing there`);
  if (!Array.isArray(holder)) {
    if (op === 'remove') delete (holder as Record<string, unknown>)[last];
    else (holder as Record<string, unknown>)[last] = value;
  } else holder.splice(Number(last), op === 'add' ? 0 : 1, ...(op === 'remove' ? [] : [value]));
}
