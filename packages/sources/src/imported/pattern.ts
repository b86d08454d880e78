// A regular expression in Go's syntax, matched in time linear in the text (RE2).
import { RE2JS } from 're2js';

/** Why an expression is not used. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

/** A match and its groups; a group that took no part is undefined. */
export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly ({ readonly start: number; readonly end: number } | undefined)[];
}

/** Characters of one expression. */
export const PATTERN_CHARS_MAX = 8_192;
/** Matches of one expression in one text. */
const MATCHES_MAX = 1_000;

export class Pattern {
  readonly #compiled: RE2JS;

  /** Throws `PatternError` for what RE2 does not know: backreferences, lookahead and lookbehind, or another fault of the syntax. */
  constructor(source: string) {
    if (source.length > PATTERN_CHARS_MAX) throw new PatternError(`it has more than ${PATTERN_CHARS_MAX} characters`);
    try {
      this.#compiled = RE2JS.compile(source);
    } catch {
      throw new PatternError(fault(source));
    }
  }

  get groups(): number {
    return this.#compiled.groupCount();
  }

  test(text: string): boolean {
    return this.#compiled.matcher(text).find();
  }

  matches(text: string): PatternMatch[] {
    const matcher = this.#compiled.matcher(text);
    const found: PatternMatch[] = [];
    while (found.length < MATCHES_MAX && matcher.find()) {
      const groups = Array.from({ length: this.groups }, (_, index) => {
        const start = matcher.start(index + 1);
        return start < 0 ? undefined : { start, end: matcher.end(index + 1) };
      });
      found.push({ start: matcher.start(), end: matcher.end(), groups });
    }
    return found;
  }
}

/** The library's own message would quote the expression. */
function fault(source: string): string {
  if (/\(\?<?[=!]/.test(source)) return 'it looks ahead or behind, which no linear engine can';
  if (/(?:^|[^\\])(?:\\\\)*\\[1-9]/.test(source)) return 'it refers back to a group, which no linear engine can';
  return 'its syntax is none that RE2 knows';
}
