// Values beside a name that says what they are: JSON, logfmt, YAML, SQL, query strings, variables, options, prose.
import { caseless } from '../anchors/pattern.ts';
import type { SecretClass } from '../formats/detector.ts';
import type { LineMemo } from '../formats/line-memo.ts';
import type { Span } from '../masks/span.ts';
import { hasAt, isDigit, isEnd, skipBlank } from '../text/characters.ts';
import { quoteAt, quoteBefore } from '../text/quote.ts';
import { connectionFieldEnd, unquotedEnd } from '../text/value.ts';
import { elements } from './elements.ts';
import { judge, type Valued } from './judge-value.ts';
import { isMade } from './made.ts';
import { NAME_ANCHORS } from './name-anchors.ts';
import { endsJsonString, nameAround, type Named, type Place, placeAfter } from './name-place.ts';
import { classOfName, classOfPlural } from './names.ts';
import { fromProse } from './prose.ts';
import type { Anchored, Rule } from './rule.ts';
import { isOneOfSeveral, OF_OBJECTS } from './several.ts';
import { valueAt } from './value-at.ts';

export const namedValues: Rule = {
  id: 'named-value',
  isOfName: true,
  anchors: NAME_ANCHORS,
  find: findNamed,
};

/** Names that mean something only beside a card; looked for in lines that hold one. */
export const besideCards: Rule = {
  id: 'card-expiry',
  isOfName: true,
  anchors: ['exp', 'valid'].map(caseless),
  find: (text, anchor, memo) => findNamed(text, anchor, memo).filter((span) => span.class === 'card-expiry'),
};

function findNamed(text: string, anchor: Anchored, memo: LineMemo): readonly Span[] {
  const named = nameAround(text, anchor);
  const kind = classOfName(named.name);
  if (kind === undefined) return findSeveral(text, named, memo);
  const place = placeAfter(text, named);
  if (place === undefined || isFolder(text, named)) return [];
  if (place.tie === 'blank' && !isOption(text, named)) return fromProse(text, named, place.at, kind);
  if (hasAt(text, place.at, '[') && place.tie !== 'equals')
    return elements(text, place.at, { kind, isOfObjects: false }, memo);
  const span = valueSpan(text, named, place, kind);
  if (span === undefined) return [];
  const close = quoteAt(text, span.end);
  const next = close === undefined ? undefined : changed(text, close.end, span.class);
  return next === undefined ? [span] : [span, next];
}

/** `"old" -> "new"`, as plans of Terraform show a change. */
function changed(text: string, from: number, kind: SecretClass): Span | undefined {
  if (!text.startsWith(' -> ', from) || quoteAt(text, from + 4) === undefined) return undefined;
  const value = valueAt(text, from + 4, kind);
  return value === undefined ? undefined : judge(text, value, { kind, name: '', isLone: true, isJson: false });
}

/** A sentence that holds a plural speaks of things: `secrets "a1" not found`. */
function findSeveral(text: string, named: Named, memo: LineMemo): readonly Span[] {
  const kind = classOfPlural(named.name);
  const place = kind === undefined ? undefined : placeAfter(text, named);
  if (kind === undefined || place === undefined || place.tie === 'blank') return [];
  if (!hasAt(text, place.at, '[')) {
    const span = valueSpan(text, named, place, kind);
    return span !== undefined && isOneOfSeveral(text, span, named.name) ? [span] : [];
  }
  const isOfObjects = OF_OBJECTS.test(named.name);
  const spans = elements(text, place.at, { kind, isOfObjects }, memo);
  // Of a list beside `passwords` every string is one.
  return kind === 'password' ? spans : spans.filter((span) => isOneOfSeveral(text, span, named.name));
}

/** Base64 that begins with a slash; no folder ends in its padding. */
const PADDED = /^=\/[A-Za-z0-9+/]{16,128}={1,2}(?:[\s"']|$)/;
const PADDED_CHARS_MAX = 136;

/** The shell's own variables for folders; in a connection string a password may begin with a slash. */
function isFolder(text: string, named: Named): boolean {
  return hasAt(text, named.end, '=') && hasAt(text, named.end + 1, '/') && isFolderOf(text, named);
}

function isFolderOf(text: string, { name, start, end }: Named): boolean {
  const isPath = (name === 'PWD' || name === 'OLDPWD') && !hasAt(text, start - 1, ';');
  return isPath && !PADDED.test(text.slice(end, end + PADDED_CHARS_MAX));
}

function isOption(text: string, { name, start }: Named): boolean {
  if (!name.startsWith('-') || name.length === 2) return false;
  return (
    isEnd(text, start - 1) ||
    start === 0 ||
    quoteBefore(text, start) !== undefined ||
    '[(,='.includes(text.charAt(start - 1))
  );
}

function valueSpan(text: string, named: Named, { tie, at }: Place, kind: SecretClass): Span | undefined {
  if (tie === 'markup') return markupSpan(text, at, kind);
  const isQuoted = quoteAt(text, at) !== undefined;
  if (tie === 'call' && !isQuoted) return undefined;
  if (tie === 'blank' && (endsJsonString(text, at) || (hasAt(text, at, '-') && !isKey(text, at)))) return undefined;
  const isJson = named.quote !== undefined && tie === 'colon';
  // Looked at first: of an unquoted value that is none, the end may be far.
  if (!isQuoted && (kind === 'email' || (isJson && !isDigit(text, at)))) return undefined;
  const found = valueAt(text, at, kind);
  if (found === undefined) return undefined;
  const value = hasAt(text, named.start - 1, ';') && tie === 'equals' ? wholeField(text, found) : found;
  const isLone = value.isQuoted || tie !== 'colon' || isAlone(text, named, value);
  const judged = judge(text, value, { kind, name: named.name, isLone, isJson });
  if (judged === undefined || (tie === 'pair' && !isMade(text, value.start, value.end))) return undefined;
  return isJson && !value.isQuoted ? asString(text, named, judged) : judged;
}

/** Of a connection string. */
function wholeField(text: string, value: Valued): Valued {
  const end = value.isQuoted ? undefined : connectionFieldEnd(text, value.start);
  return end === undefined ? value : { start: value.start, end, isQuoted: false };
}

/** Whether the line, or the text in quotes that the name begins, ends with the value. */
function isAlone(text: string, { start }: Named, { end }: Valued): boolean {
  if (quoteBefore(text, start) !== undefined && quoteAt(text, end) !== undefined) return true;
  return isEnd(text, skipBlank(text, end, 2));
}

/** A number of JSON becomes a string in the quotes that its name has. */
function asString(text: string, { quote }: Named, span: Span): Span {
  if (quote?.mark !== '"') return span;
  const marks = text.slice(quote.start, quote.end);
  return { ...span, before: marks, after: marks };
}

const KEY_CHARS_MAX = 256;

/** A made-up value may begin with a hyphen, as base64url does; another option is shorter, or has a value or a second hyphen. */
function isKey(text: string, at: number): boolean {
  const word = text.slice(at, unquotedEnd(text, at, KEY_CHARS_MAX));
  return /^-[A-Za-z0-9_][\w-]{18,254}$/.test(word) && /\d/.test(word) && /[A-Z]/.test(word) && /[a-z]/.test(word);
}

const MARKUP_CHARS_MAX = 1024;

/** `<password>x</password>`. */
function markupSpan(text: string, at: number, kind: SecretClass): Span | undefined {
  const end = at + text.slice(at, at + MARKUP_CHARS_MAX).indexOf('<');
  if (end <= at || !hasAt(text, end + 1, '/')) return undefined;
  return judge(text, { start: at, end, isQuoted: true }, { kind, name: '', isLone: true, isJson: false });
}
