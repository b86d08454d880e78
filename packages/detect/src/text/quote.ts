// Quotes at any depth: a JSON text in a JSON string has its quotes behind backslashes.
import { characters, hasAt } from './characters.ts';

/** An opening or closing quote with the backslashes before it. */
export interface Quote {
  readonly mark: string;
  /**
   * How many backslashes stand before it. Each string around doubles them, and one whose own quotes are of that kind adds one more: a double
   * quote has none, 1 in a JSON string, 3 in one in another; a single quote has 1 in Python's `repr`, and 2 where that stands in a JSON string.
   * In binary, the lowest digit first, this tells for each string from the outermost whether its quotes are of the same kind.
   */
  readonly escapes: number;
  readonly start: number;
  readonly end: number;
}

/** Strings in strings in strings: deeper ones are not told apart. */
const ESCAPES_MAX = 15;
const beginsQuote = characters(/["'`\\]/);
const endsQuote = characters(/["'`]/);

/** The quote that begins at `index`, its backslashes first. Most places hold none, which one look tells. */
export function quoteAt(text: string, index: number): Quote | undefined {
  return beginsQuote(text, index) ? quoteFrom(text, index) : undefined;
}

function quoteFrom(text: string, index: number): Quote | undefined {
  let at = index;
  while (hasAt(text, at, '\\') && at - index < ESCAPES_MAX) at++;
  const mark = text[at];
  if (mark !== '"' && mark !== "'" && mark !== '`') return undefined;
  const escapes = at - index;
  // After an even number the quote is none of theirs, and what looks like it may end a JSON string whose text ends in a backslash.
  if (mark === '"' && (escapes & (escapes + 1)) !== 0 && ENDS_STRING.test(text.charAt(at + 1))) return undefined;
  return { mark, escapes, start: index, end: at + 1 };
}

/** What follows a JSON string, or nothing. */
const ENDS_STRING = /^(?:[\s,:}\]"]|$)/;
/** What follows a string of any kind. */
const ENDS_ANY = /^(?:[^\w\u0080-\u00FF!@#$%^*+~?-]|$)/;

/** The quote that ends right before `index`. */
export function quoteBefore(text: string, index: number): Quote | undefined {
  return endsQuote(text, index - 1) ? quoteUpTo(text, index) : undefined;
}

function quoteUpTo(text: string, index: number): Quote {
  const mark = text.charAt(index - 1);
  let start = index - 1;
  while (hasAt(text, start - 1, '\\') && index - start <= ESCAPES_MAX) start--;
  return { mark, escapes: index - 1 - start, start, end: index };
}

/** The quote that closes the string which `open` begins, not further on than `limit` characters. */
export function closing(text: string, open: Quote, limit = text.length): Quote | undefined {
  const last = Math.min(text.length, open.end + limit);
  let run = 0;
  for (let at = open.end; at < last; at++) {
    if (!beginsQuote(text, at)) {
      run = 0;
      continue;
    }
    const letter = text.charAt(at);
    if (letter === '\\') {
      run++;
      continue;
    }
    const isMark = letter === open.mark || (letter === '"' && open.escapes > 0);
    const escapes = isMark ? escapesOf(open, letter, run) : undefined;
    // Backslashes of its own: where the value goes on behind them, they escape its quote in a string that stands in one of the other kind.
    if (escapes !== undefined && (escapes === run || ENDS_ANY.test(text.charAt(at + 1)))) {
      if (open.mark === "'" && run === 0 && hasAt(text, at + 1, "'") && open.escapes === 0) at++;
      else return { mark: letter, escapes, start: at - escapes, end: at + 1 };
    }
    run = 0;
  }
  return undefined;
}

/**
 * How many of `run` backslashes belong to the quote behind them, where it closes the string: decoded as often as the string lies deep,
 * an even number is left. It closes an outer string, and this one with it, when they end earlier: the other backslashes are escaped ones.
 */
function escapesOf({ mark, escapes }: Quote, letter: string, run: number): number | undefined {
  let left = run;
  for (let depth = 0; escapes >> depth > 0; depth++) {
    const isOfKind = letter !== mark || ((escapes >> depth) & 1) === 1;
    const isEven = left % 2 === 0;
    if (isOfKind && isEven) return escapes & ((1 << depth) - 1);
    if (!isOfKind && !isEven) return undefined;
    left >>= 1;
  }
  return letter === mark && left % 2 === 0 ? escapes : undefined;
}
