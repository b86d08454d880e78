// Reads untyped JSON: objects as the API server would be given them, without any schema.

export type Raw = { readonly [key: string]: unknown };

export function isRaw(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value under a chain of keys; undefined as soon as one is missing. */
export function at(value: unknown, ...keys: readonly string[]): unknown {
  let current = value;
  for (const key of keys) {
    if (!isRaw(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

/** The text under a chain of keys; empty when it is missing or no text. */
export function textAt(value: unknown, ...keys: readonly string[]): string {
  const found = at(value, ...keys);
  return typeof found === 'string' ? found : '';
}

/** The list under a chain of keys; empty when it is missing or no list. */
export function listAt(value: unknown, ...keys: readonly string[]): readonly unknown[] {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found : [];
}

export function textsAt(value: unknown, ...keys: readonly string[]): readonly string[] {
  return listAt(value, ...keys).filter((item) => typeof item === 'string');
}

/** Text values of the map under a chain of keys. */
export function mapAt(value: unknown, ...keys: readonly string[]): ReadonlyMap<string, string> {
  const found = at(value, ...keys);
  if (!isRaw(found)) return new Map();
  return new Map(Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** True when an RFC 6901 pointer leads to a value. */
export function resolves(value: unknown, pointer: string): boolean {
  return resolve(value, pointer) !== undefined;
}

/** The value an RFC 6901 pointer leads to; undefined when it leads nowhere. */
export function resolve(value: unknown, pointer: string): unknown {
  if (pointer === '') return value;
  let current = value;
  for (const token of pointer.slice(1).split('/')) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(current)) current = current[Number(key)];
    else if (isRaw(current) && Object.hasOwn(current, key)) current = current[key];
    else return undefined;
  }
  return current;
}
