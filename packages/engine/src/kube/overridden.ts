// Fields that a text gives under a key that it repeats: the last one counts, so they have no effect.
import { isObject } from './json.ts';

/** Fields named of one pod spec; a text that repeats more is broken in plain sight. */
const SHOWN = 20;
/** Levels below the pod spec that are compared: `/containers/0/securityContext/capabilities/add/0` has six. */
const DEEPEST = 6;

/** Pointers, relative to the pod spec at `specPointer`, of what stands in `earlier` and not in `last`. */
export function overriddenFields(earlier: unknown, last: unknown, specPointer: string): readonly string[] {
  const found: string[] = [];
  compare(at(earlier, specPointer), at(last, specPointer), '');
  return found;

  function compare(before: unknown, after: unknown, pointer: string): void {
    if (found.length >= SHOWN || pointer.split('/').length > DEEPEST + 1) return;
    if (after === undefined) found.push(pointer);
    else for (const [key, value] of entriesOf(before)) compare(value, child(after, key), `${pointer}/${key}`);
  }
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function child(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function at(value: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce(child, value);
}
