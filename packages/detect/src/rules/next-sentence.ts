// Where an unquoted value ends before a sentence that names another one: `password=a;pass is x1y2`.
import { isMasked } from '../masks/mask.ts';
import { characters, hasAt, isName, isSpace, skipBlank } from '../text/characters.ts';
import { unquotedEnd } from '../text/value.ts';
import { classOfName } from './names.ts';
import { afterCopula, fromProse } from './prose.ts';

const NAME_CHARS_MAX = 64;
const ESCAPES_MAX = 8;
const BLANKS_MAX = 4;
const MASK_CHARS_MAX = 128;
const separates = characters(/[,;&|]/);
const isLineEnd = characters(/[ntr]/);

/** The end of the value in `[start, end)`, before the sign or the escaped line end behind which the sentence begins; else `end`. */
export function beforeSentence(text: string, start: number, end: number): number {
  if (!isSpace(text, end)) return end;
  let name = end;
  while (name > start && end - name < NAME_CHARS_MAX && isName(text, name - 1)) name--;
  if (name === start) return end;
  let sign = name - 1;
  if (hasAt(text, sign, '\\') && isLineEnd(text, name)) {
    name++;
    while (sign > start && hasAt(text, sign - 1, '\\') && name - sign < ESCAPES_MAX) sign--;
  } else if (!separates(text, sign)) return end;
  return sign >= start && tellsValue(text, name, end) ? sign : end;
}

/** Whether a value follows the name, or the mask that stands for one: what is masked must not make the value before it longer. */
function tellsValue(text: string, start: number, end: number): boolean {
  const name = text.slice(start, end);
  const kind = classOfName(name);
  if (kind === undefined) return false;
  const at = skipBlank(text, end, BLANKS_MAX);
  const value = afterCopula(text, at);
  return (
    isMasked(text.slice(value, unquotedEnd(text, value, MASK_CHARS_MAX))) ||
    fromProse(text, { name, start, end, quote: undefined }, at, kind).length > 0
  );
}
