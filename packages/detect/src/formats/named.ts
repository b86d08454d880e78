// Detectors of values that show nothing by themselves: the service's name stands before them in the line.
import type { Detector, Match, Policy } from './detector.ts';
import { startsWord } from './boundary.ts';
import { assigns, CREDENTIAL_WORDS, namesFile, saysCredential } from './key-words.ts';
import { parseShape } from './shape.ts';
import { longer, shapeValue } from './shape-value.ts';

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

/** From the end of the name to the start of the value, in characters. */
const DISTANCE_MAX = 160;
const NAME_MAX = 64;
const SEPARATORS = ['_', '-', '', '.', ' '];
/** Characters that tie a word to the one before: what follows them is no value of its own. */
const TIES = '-/+.~';

function spellings(names: readonly string[]): string[] {
  const all = names.flatMap((name) => SEPARATORS.map((separator) => name.replaceAll(' ', separator)));
  return [...new Set(all)];
}

/** Computes a value when it is first asked for. */
function once<T>(compute: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= compute());
}

function isLower(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isLetter(code: number): boolean {
  return isLower(code | 0x20);
}

/** False where the name is a part of a longer word: `linear` in `nonlinear`; `myLinear` and `my_linear` name it. */
function isNamed(text: string, at: number, end: number, words: readonly string[] | undefined): boolean {
  const before = text.charCodeAt(at - 1);
  const first = text.charCodeAt(at);
  if (isLetter(before) && !(isLower(before) && !isLower(first)) && !startsWord(text, at)) return false;
  const after = text.charCodeAt(end);
  const last = text.charCodeAt(end - 1);
  if (!isLetter(after) || !isLetter(last) || (isLower(last) && !isLower(after))) return true;
  return saysCredential(text.slice(end, end + 8), words);
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
  // Most detectors never meet their name: theirs are never parsed.
  const longestFirst = once(() => anchors.toSorted((a, b) => b.length - a.length));
  const parsed = once(() => shapes.map(parseShape));
  const valueAt = (text: string, at: number, isJudged: boolean): Match | undefined => {
    let longest: Match | undefined;
    for (const shape of parsed()) longest = longer(longest, shapeValue(shape, text, { at, pivot: 0, isJudged }));
    return longest;
  };
  const isAssigned = (text: string, at: number, start: number): boolean => {
    const between = text.slice(at, start);
    return (
      saysCredential(between, words) && assigns(between) && !namesFile(text.slice(Math.max(0, at - NAME_MAX), start))
    );
  };
  const accepts = (text: string, { start, end }: Match, policy: Policy): boolean => {
    const value = text.slice(start, end);
    return proof?.(value) !== false && (policy === 'redact' || check?.(value) !== false);
  };
  return {
    anchors,
    format: { shapes, names },
    words: words ?? CREDENTIAL_WORDS,
    match(text, at, policy) {
      const here = text.slice(at, at + NAME_MAX).toLowerCase();
      const name = longestFirst().find((anchor) => here.startsWith(anchor));
      if (name === undefined || !isNamed(text, at, at + name.length, words)) return undefined;
      const from = at + name.length;
      const limit = Math.min(text.length, from + DISTANCE_MAX);
      for (let start = from; start < limit; start++) {
        if (!startsWord(text, start) || TIES.includes(text.charAt(start - 1))) continue;
        const match = valueAt(text, start, policy === 'scan' && chance !== false);
        // A value that is refused is not looked for inside itself.
        if (match !== undefined && isAssigned(text, at, start)) return accepts(text, match, policy) ? match : undefined;
      }
      return undefined;
    },
  };
}
