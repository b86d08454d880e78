// Quotes at any depth: a JSON text in a JSON string has its quotes behind backslashes.

/** An opening or closing quote with the backslashes before it. */
export interface Quote {
  readonly mark: string;
  /** How many backslashes stand before it: none, 1 in a JSON string, 3 in a JSON string in a JSON string, … */
  readonly escapes: number;
  readonly start: number;
  readonly end: number;
}

/** Strings in strings in strings: deeper ones are not told apart. */
const ESCAPES_MAX = 15;
const DOUBLE = 0x22;
const SINGLE = 0x27;
const BACKTICK = 0x60;
const BACKSLASH = 0x5c;

/** The quote that begins at `index`, its backslashes first. */
export function quoteAt(text: string, index: number): Quote | undefined {
  // Most places hold none, which one look tells.
  const code = text.charCodeAt(index);
  if (code !== DOUBLE && code !== SINGLE && code !== BACKTICK && code !== BACKSLASH) return undefined;
  let at = index;
  while (text[at] === '\\' && at - index < ESCAPES_MAX) at++;
  const mark = text[at];
  if (mark !== '"' && mark !== "'" && mark !== '`') return undefined;
  const escapes = at - index;
  // At every depth the backslashes double, and one more stands before the quote: two of them are a backslash, and the quote is none of theirs.
  if ((escapes & (escapes + 1)) !== 0) return undefined;
  return { mark, escapes, start: index, end: at + 1 };
}

/** The quote that ends right before `index`. */
export function quoteBefore(text: string, index: number): Quote | undefined {
  const mark = text[index - 1];
  if (mark !== '"' && mark !== "'" && mark !== '`') return undefined;
  let start = index - 1;
  while (text[start - 1] === '\\' && index - start <= ESCAPES_MAX) start--;
  return { mark, escapes: index - 1 - start, start, end: index };
}

/** The quote that closes the string which `open` begins, not further on than `limit` characters. */
export function closing(text: string, open: Quote, limit = Infinity): Quote | undefined {
  const last = Math.min(text.length, open.end + limit);
  let run = 0;
  for (let at = open.end; at < last; at++) {
    const letter = text.charAt(at);
    if (letter === '\\') {
      run++;
      continue;
    }
    const isMark = letter === open.mark || (letter === '"' && open.escapes > 0);
    const escapes = isMark ? escapesOf(open, run) : undefined;
    if (escapes !== undefined) {
      if (open.mark === "'" && run === 0 && text[at + 1] === "'" && open.escapes === 0) at++;
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
function escapesOf({ escapes }: Quote, run: number): number | undefined {
  let left = run;
  for (let depth = 0; depth <= escapes; depth = 2 * depth + 1) {
    if (left % 2 === 0) return depth;
    left = (left - 1) / 2;
  }
  return undefined;
}
