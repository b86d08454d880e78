// Small pieces that turn facts into JSON and back; what was not written by us is refused, with the place where it is wrong.

/** Where the value at hand stands: keys and indexes from the root. */
export type Trail = (string | number)[];

/** A value that is not what its place asks for. The message names the place and what is wanted, never the value. */
export class SnapshotFault extends Error {
  override readonly name = 'SnapshotFault';
}

export interface Codec<T> {
  readonly encode: (value: T) => unknown;
  /** Throws `SnapshotFault`. */
  readonly decode: (value: unknown, trail: Trail) => T;
}

/** A field that may be absent. */
export interface Optional<T> {
  readonly optional: Codec<T>;
}

type FieldCodec<T> = undefined extends T ? Optional<Exclude<T, undefined>> : Codec<T>;
/** One codec for each field of T, so that a field that is added to a fact and not here is an error of types. */
export type Fields<T> = { readonly [K in keyof T]-?: FieldCodec<T[K]> };

export function refuse(trail: Trail, wanted: string): never {
  throw new SnapshotFault(`/${trail.join('/')} is not ${wanted}`);
}

function plain<T>(wanted: string, is: (value: unknown) => value is T): Codec<T> {
  return { encode: (value) => value, decode: (value, trail) => (is(value) ? value : refuse(trail, wanted)) };
}

export const text = plain('a text', (value): value is string => typeof value === 'string');
export const flag = plain('true or false', (value): value is boolean => typeof value === 'boolean');
export const integer = plain('a whole number', (value): value is number => Number.isSafeInteger(value));

/** A container's port: by number or by name. */
export const portOrName: Codec<number | string> = {
  encode: (value) => value,
  decode: (value, trail) => (typeof value === 'string' ? value : integer.decode(value, trail)),
};

/** One of a few texts, numbers or truths. */
export function oneOf<const T>(...values: readonly T[]): Codec<T> {
  return plain(`one of ${values.join(', ')}`, (value): value is T => values.includes(value as T));
}

export function optional<T>(codec: Codec<T>): Optional<T> {
  return { optional: codec };
}

export function listOf<T>(codec: Codec<T>): Codec<readonly T[]> {
  return {
    encode: (items) => items.map((item) => codec.encode(item)),
    decode: (value, trail) => {
      if (!Array.isArray(value)) return refuse(trail, 'a list');
      return value.map((item: unknown, index) => {
        trail.push(index);
        const decoded = codec.decode(item, trail);
        trail.pop();
        return decoded;
      });
    },
  };
}

/** Keys and values in turn: a key may be a number or `__proto__`, and the order stays. */
export const stringMap: Codec<ReadonlyMap<string, string>> = {
  encode: (map) => [...map].flat(),
  decode: (value, trail) => {
    const texts = listOf(text).decode(value, trail);
    if (texts.length % 2 === 1) refuse(trail, 'a list of keys and values in turn');
    const map = new Map<string, string>();
    for (let at = 0; at < texts.length; at += 2) map.set(texts[at] as string, texts[at + 1] as string);
    return map;
  },
};

/** An object with exactly these fields. */
export function record<T extends object>(fields: Fields<T>): Codec<T> {
  const entries = Object.entries(fields as Readonly<Record<string, Codec<unknown> | Optional<unknown>>>);
  const names = new Set(entries.map(([name]) => name));
  return {
    encode: (value) => {
      const encoded: Record<string, unknown> = {};
      for (const [name, codec] of entries) {
        const field = (value as Readonly<Record<string, unknown>>)[name];
        if (field !== undefined) encoded[name] = ('optional' in codec ? codec.optional : codec).encode(field);
      }
      return encoded;
    },
    decode: (value, trail) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse(trail, 'an object');
      for (const name of Object.keys(value)) if (!names.has(name)) refuse([...trail, name], 'a field of this format');
      const decoded: Record<string, unknown> = {};
      for (const [name, codec] of entries) {
        const field = (value as Readonly<Record<string, unknown>>)[name];
        if (field === undefined && 'optional' in codec) continue;
        trail.push(name);
        decoded[name] = ('optional' in codec ? codec.optional : codec).decode(field, trail);
        trail.pop();
      }
      return decoded as T;
    },
  };
}
