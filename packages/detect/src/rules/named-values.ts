// Values beside a name that says what they are: JSON, logfmt, YAML, SQL, query strings, variables, options, prose.
import { caseless } from '../anchors/pattern.ts';
import type { SecretClass } from '../formats/detector.ts';
import type { LineMemo } from '../formats/line-memo.ts';
import type { Span } from '../masks/span.ts';
import { isDigit, isEnd, skipBlank } from '../text/characters.ts';
import { quoteAt, quoteBefore } from '../text/quote.ts';
import { connectionFieldEnd, unquotedEnd } from '../text/value.ts';
import { elements } from './elements.ts';
import { judge } from './judge-value.ts';
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
  if (isFolder(text, named)) return [];
  const place = placeAfter(text, named);
  if (place === undefined) return [];
  if (place.tie === 'blank' && !isOption(text, named)) return fromProse(text, named, place.at, kind);
  if (text[place.at] === '[' && place.tie !== 'equals')
    return elements(text, place.at, { kind, isOfObjects: false }, memo);
  const span = valueSpan(text, named, place, kind);
  if (span === undefined) return [];
  const next = changed(text, span);
  return next === undefined ? [span] : [span, next];
}

/** `"old" -> "new"`, as plans of Terraform show a change. */
function changed(text: string, { end, class: kind }: Span): Span | undefined {
  const close = quoteAt(text, end);
  if (close === undefined || !text.startsWith(' -> ', close.end) || quoteAt(text, close.end + 4) === undefined)
    return undefined;
  const value = valueAt(text, close.end + 4, kind);
  return value === undefined ? undefined : judge(text, value, { kind, name: '', isLone: true, isJson: false });
}

/** A sentence that holds a plural speaks of things: `secrets "a1" not found`. */
function findSeveral(text: string, named: Named, memo: LineMemo): readonly Span[] {
  const kind = classOfPlural(named.name);
  const place = kind === undefined ? undefined : placeAfter(text, named);
  if (kind === undefined || place === undefined || place.tie === 'blank') return [];
  if (text[place.at] !== '[') {
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
function isFolder(text: string, { name, start, end }: Named): boolean {
  const isPath = (name === 'PWD' || name === 'OLDPWD') && text.startsWith('=/', end) && text[start - 1] !== ';';
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
  if (tie === 'call' && quoteAt(text, at) === undefined) return undefined;
  if (tie === 'markup') return markupSpan(text, at, kind);
  if (tie === 'blank' && (endsJsonString(text, at) || (text[at] === '-' && !isKey(text, at)))) return undefined;
  const isJson = named.quote !== undefined && tie === 'colon';
  // Looked at first: of an unquoted value that is none, the end may be far.
  if (quoteAt(text, at) === undefined && (kind === 'email' || (isJson && !isDigit(text, at)))) return undefined;
  const found = valueAt(text, at, kind);
  if (found === undefined) return undefined;
  const fieldEnd = tie === 'equals' && !found.isQuoted ? connectionFieldEnd(text, named.start, at) : undefined;
  const value = fieldEnd === undefined ? found : { ...found, end: fieldEnd };
  const isWhole = quoteBefore(text, named.start) !== undefined && quoteAt(text, value.end) !== undefined;
  const isLone = value.isQuoted || tie !== 'colon' || isWhole || isEnd(text, skipBlank(text, value.end, 2));
  const judged = judge(text, value, { kind, name: named.name, isLone, isJson });
  if (judged === undefined || (tie === 'pair' && !isMade(text, value.start, value.end))) return undefined;
  const isNumber = named.quote?.mark === '"' && tie === 'colon' && !value.isQuoted;
  if (!isNumber) return judged;
  const quote = text.slice(named.quote.start, named.quote.end);
  return { ...judged, before: quote, after: quote };
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
  if (end <= at || text[end + 1] !== '/') return undefined;
  return judge(text, { start: at, end, isQuoted: true }, { kind, name: '', isLone: true, isJson: false });
}
