// Applies YAML tags to scalars as kubectl's go-yaml does.
import type { Json } from './json.ts';
import { NOT_FINITE, resolvePlain } from './yaml-scalar.ts';

/** What a scalar with a tag stands for; `fits` is false where kubectl refuses it and the value is the bare text. */
export interface TaggedValue {
  readonly value: Json;
  readonly fits: boolean;
}

const CORE = 'tag:yaml.org,2002:';
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const BASE64_GROUP = 4;

/** The full name of a tag, with `%TAG` handles and percent escapes resolved. */
export function fullTag(tag: string, handles: ReadonlyMap<string, string>): string {
  if (tag.startsWith('!<')) return decode(tag.slice(2, -1));
  const handleEnd = tag.indexOf('!', 1) + 1;
  const handle = handleEnd === 0 ? '!' : tag.slice(0, handleEnd);
  const prefix = handles.get(handle) ?? (handle === '!!' ? CORE : handle);
  return decode(prefix + tag.slice(handle.length));
}

function decode(tag: string): string {
  try {
    return decodeURIComponent(tag);
  } catch {
    return tag;
  }
}

/** The value of a scalar whose full tag is given. Tags that are not YAML's own leave it text. */
export function taggedValue(tag: string, text: string): TaggedValue {
  switch (tag.startsWith(CORE) ? tag.slice(CORE.length) : '') {
    case 'null':
      return fitting(text, (value) => value === null);
    case 'bool':
      return fitting(text, (value) => typeof value === 'boolean');
    case 'int':
      return fitting(text, (value) => typeof value === 'number' && !/[.eE]/.test(text.replace(/^[-+]?0x.*/i, '')));
    case 'float':
      return fitting(text, (value) => typeof value === 'number');
    case 'binary':
      return binary(text);
    default:
      return { value: text, fits: true };
  }
}

function fitting(text: string, test: (value: Json) => boolean): TaggedValue {
  const value = resolvePlain(text);
  if (value === NOT_FINITE || !test(value)) return { value: text, fits: false };
  return { value, fits: true };
}

function binary(text: string): TaggedValue {
  const digits = text.replaceAll(/[\r\n]/g, '');
  if (digits.length % BASE64_GROUP !== 0 || !BASE64.test(digits)) return { value: text, fits: false };
  return { value: Buffer.from(digits, 'base64').toString('utf8'), fits: true };
}
