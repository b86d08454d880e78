// Remembers what was said of a name: a log has few names, over and over.
import { copied } from './names-met.ts';

const REMEMBERED_MAX = 256;

/** The same, computed once for a name while it is remembered. */
export function byName<T>(judge: (name: string) => T): (name: string) => T {
  const remembered = new Map<string, { readonly said: T }>();
  return (name) => {
    const known = remembered.get(name);
    if (known !== undefined) return known.said;
    const said = judge(name);
    if (remembered.size >= REMEMBERED_MAX) remembered.clear();
    remembered.set(copied(name), { said });
    return said;
  };
}
