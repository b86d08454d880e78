// What a statement's columns say of the values that stand for its placeholders: `?`, `%s`, `$2`, `@p1`, `:name`.
import type { SecretClass } from '../formats/detector.ts';
import { classOfName } from './names.ts';

/** What the column of a value says; undefined where it says nothing. */
export type Kind = SecretClass | undefined;

export interface Placeholders {
  /** Of each placeholder, in the order in which they stand. */
  readonly inOrder: readonly Kind[];
  /** By how it is written, in small letters: `$2`, `@p1`. */
  readonly byName: ReadonlyMap<string, Kind>;
}

/** Characters of a statement before its values that are looked at. */
export const STATEMENT_MAX = 2048;
const PLACEHOLDERS_MAX = 200;

/** Line ends, as they are and as strings write them. */
const BREAKS = /(?:\\{1,8}[nrt](?![a-z])|\s){1,256}/g;
/** No question mark of a URL or of a sentence. */
const PLACEHOLDER = /%s|(?<![\w/])\?(?![\w=&/])|\$\d{1,3}|(?<![:@\w])[:@][A-Za-z_]\w{0,63}/g;
const BOUND =
  /[.\\"'`[]{0,6}([\w$]{1,64})[\\"'`\]]{0,4} ?(?:=|<>|!=|like|ilike) ?(?:[\w.]{1,32}\()?(%s|\?|\$\d{1,3}|[:@][A-Za-z_]\w{0,63})(?!\w)/gi;
const INSERT =
  /\binsert into [^()]{1,200}\(([^()]{1,1024})\) (?:overriding \w{1,8} value |output [^()]{1,100} )?values ?\(([^;]{1,1024})/i;

const NONE: Placeholders = { inOrder: [], byName: new Map() };

export function placeholdersOf(text: string): Placeholders {
  const statement = text.replace(BREAKS, ' ');
  const kinds = new Map<number, Kind>();
  for (const match of statement.matchAll(BOUND)) {
    const [whole, name = '', place = ''] = match;
    kinds.set(match.index + whole.length - place.length, classOfName(name));
  }
  inserted(statement, kinds);
  const [first] = kinds.keys();
  if (first === undefined) return NONE;
  // What stands for a value of another library's is none here: `@timestamp`.
  const sign = statement[first];
  const places = Array.from(statement.matchAll(PLACEHOLDER))
    .filter(({ 0: place }) => place[0] === sign)
    .slice(0, PLACEHOLDERS_MAX);
  const byName = new Map<string, Kind>();
  for (const { 0: place, index } of places) {
    const kind = kinds.get(index);
    if (kind !== undefined || !byName.has(place.toLowerCase())) byName.set(place.toLowerCase(), kind);
  }
  return { inOrder: places.map(({ index }) => kinds.get(index)), byName };
}

/** What the columns' names say, which stand between the brackets of a statement. */
export function kindsOfColumns(columns: string): readonly Kind[] {
  return columns.split(',').map((name) => classOfName(name.replace(/[\s"'`\\[\]]/g, '')));
}

/** The values of tuples have their names in the list of columns. */
function inserted(statement: string, kinds: Map<number, Kind>): void {
  const match = INSERT.exec(statement);
  if (match === null) return;
  const [whole, columns = '', values = ''] = match;
  const ofColumns = kindsOfColumns(columns);
  const start = match.index + whole.length - values.length;
  let index = 0;
  for (const { from, to } of items(values)) {
    const place = PLACEHOLDER_FIRST.exec(values.slice(from, to));
    if (place !== null) {
      kinds.set(start + from + place[0].length - (place[1]?.length ?? 0), ofColumns[index % ofColumns.length]);
    }
    index++;
  }
}

/** The first placeholder of a value, perhaps an argument of a call. */
const PLACEHOLDER_FIRST = /^[^%?$:@,]{0,64}(%s|\?|\$\d{1,3}|[:@][A-Za-z_]\w{0,63})/;

/** The values of tuples one after the other; a call with its arguments is one. */
function items(values: string): { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  let [start, depth] = [0, 0];
  for (let at = 0; at < values.length; at++) {
    if (values[at] === '(' && depth++ < 0) start = at + 1;
    else if (values[at] === ')') depth--;
    const isEnd = values[at] === ')' ? depth === -1 : values[at] === ',' && depth === 0;
    if (!isEnd) continue;
    found.push({ from: start, to: at });
    start = at + 1;
  }
  return found;
}

export function holdsKind(kinds: Iterable<Kind>): boolean {
  for (const kind of kinds) if (kind !== undefined) return true;
  return false;
}
