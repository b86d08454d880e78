// Takes one cited place out of raw objects.
import { plainId, splitId } from './cluster.ts';
import { isRaw } from './raw.ts';
import type { Raw } from './raw.ts';

/** The objects without the value at a pointer of one of them, or without that object where the pointer is empty; undefined when the input does not hold it. */
export function without(objects: readonly Raw[], id: string, pointer: string): Raw[] | undefined {
  const { kind, namespace, name } = splitId(id);
  const plain = `${kind}:${namespace === '' ? '' : `${namespace}/`}${name}`;
  if (!objects.some((object) => plainId(object) === plain)) return undefined;
  if (pointer === '') return objects.filter((object) => plainId(object) !== plain);
  const path = pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return objects.map((object) => (plainId(object) === plain ? (cut(object, path) as Raw) : object));
}

function cut(value: unknown, path: readonly string[]): unknown {
  const [key = '', ...rest] = path;
  if (Array.isArray(value)) {
    const at = Number(key);
    return rest.length === 0 ? value.toSpliced(at, 1) : value.with(at, cut(value[at], rest));
  }
  if (!isRaw(value)) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(
    rest.length === 0
      ? entries.filter(([name]) => name !== key)
      : entries.map(([name, child]) => [name, name === key ? cut(child, rest) : child]),
  );
}
