// Detectors of values that show nothing by themselves: the service's name stands before them in the line.
import { characters, isLetter } from '../text/characters.ts';
import type { Detector, Match, Policy } from './detector.ts';
import { startsWord } from './boundary.ts';
import { CASE, CREDENTIAL_WORDS, saysCredential, stands } from './key-words.ts';
import { LineMemo } from './line-memo.ts';
import { type Answered, DISTANCE_MAX, NAME_MAX, type ValuePlaces, ValueSearch } from './value-places.ts';

export interface Named {
  /** Names as words: `mailchimp api` is found as `mailchimp_api`, `MAILCHIMP-API`, `mailchimpApi`, `mailchimp.api`, `mailchimp api`. */
  readonly names: readonly string[];
  /** Formats of the value in the language of `shape.ts`. */
  readonly shapes: readonly string[];
  /** Words of which one must stand from the name to the value; absent, those of credentials in general. */
  readonly words?: readonly string[];
  /** More that must hold in `scan`. */
  readonly check?: (value: string) => boolean;
  /** What must hold in `redact` as well: a number without its check digit is another number. */
  readonly proof?: (value: string) => boolean;
  /** Passwords and numbers are not judged by chance. */
  readonly chance?: false;
}

const SEPARATORS = ['_', '-', '', '.', ' '];

function spellings(names: readonly string[]): string[] {
  const all = names.flatMap((name) => SEPARATORS.map((separator) => name.replaceAll(' ', separator)));
  return [...new Set(all)];
}

/** Computes a value when it is first asked for. */
function once<T>(compute: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= compute());
}

/** Tells where the longest of the names ends that stand at a place, whatever its case. */
function ends(names: readonly string[]): (text: string, at: number) => number | undefined {
  // Names begin with letters or digits, which all have that bit.
  const byFirst = once(() =>
    Map.groupBy(
      names.toSorted((a, b) => b.length - a.length),
      (name) => name.charCodeAt(0),
    ),
  );
  return (text, at) => {
    const limit = Math.min(text.length, at + NAME_MAX);
    const name = byFirst()
      .get(text.charCodeAt(at) | CASE)
      ?.find((one) => stands(one, text, at, limit));
    return name === undefined ? undefined : at + name.length;
  };
}

const isSmallLetter = characters(/[a-z]/);

/** False where the name is a part of a longer word: `linear` in `nonlinear`; `myLinear` and `my_linear` name it. */
function isNamed(text: string, at: number, end: number, words: readonly string[] | undefined): boolean {
  const begins = isSmallLetter(text, at - 1) && !isSmallLetter(text, at);
  if (isLetter(text, at - 1) && !begins && !startsWord(text, at)) return false;
  const ended = isSmallLetter(text, end - 1) && !isSmallLetter(text, end);
  if (!isLetter(text, end) || !isLetter(text, end - 1) || ended) return true;
  return saysCredential(text.slice(end, end + 8), words);
}

/** Where no value begins any more of a name that begins at `at`. */
function endOf(text: string, at: number): number {
  return Math.min(text.length, at + NAME_MAX + DISTANCE_MAX);
}

export function named({
  names,
  shapes,
  words,
  check,
  proof,
  chance,
}: Named): Pick<Detector, 'anchors' | 'words' | 'match' | 'format'> {
  const anchors = spellings(names);
  const shortest = Math.min(...anchors.map(({ length }) => length));
  const nameEnd = ends(anchors);
  const sought = words ?? CREDENTIAL_WORDS;
  const redacted = ValueSearch.of(shapes, sought, false);
  const scanned = chance === false ? redacted : ValueSearch.of(shapes, sought, true);
  const accepts = (value: string, policy: Policy): boolean =>
    proof?.(value) !== false && (policy === 'redact' || check?.(value) !== false);
  /** The first value that one of the names assigns. */
  const assigned = (text: string, at: number, places: ValuePlaces): Match | undefined => {
    if (!places.mayBegin(text, at + shortest, endOf(text, at))) return undefined;
    // Which name stands there is told last.
    if (places.first(text, at + shortest, endOf(text, at)) === undefined) return undefined;
    const end = nameEnd(text, at);
    if (end === undefined || !isNamed(text, at, end, words)) return undefined;
    const limit = Math.min(text.length, end + DISTANCE_MAX);
    let from = end;
    for (let found = places.first(text, from, limit); found !== undefined; found = places.first(text, from, limit)) {
      if (places.isAssigned(found, text, at)) return found.match;
      from = found.start + 1;
    }
    return undefined;
  };
  const answer = (text: string, at: number, places: ValuePlaces): Answered => {
    const match = assigned(text, at, places);
    return places.remember(names, at, { match, value: match === undefined ? '' : text.slice(match.start, match.end) });
  };
  return {
    anchors,
    format: { shapes, names },
    words: words ?? CREDENTIAL_WORDS,
    match(text, at, policy, memo = new LineMemo()) {
      const places = (policy === 'scan' ? scanned : redacted).in(memo);
      const { match: found, value } = places.remembered(names, at) ?? answer(text, at, places);
      // A value that is refused is not looked for inside itself.
      return found !== undefined && accepts(value, policy) ? found : undefined;
    },
  };
}
