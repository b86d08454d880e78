// Names as they are shown: in a broken file, a key may have become part of a name.
import { goBase64 } from './go-base64.ts';

const NAME = /^[\w.:@*-]{1,100}$/;
/** Bytes of the shortest key. */
const KEY_BYTES = 16;

/** The name, where it looks like one and not like a key. */
export function shownName(name: string): string {
  const bytes = goBase64(name);
  const isKey = bytes !== undefined && bytes.length >= KEY_BYTES;
  return NAME.test(name) && !isKey ? name : '(a name that is not shown)';
}
