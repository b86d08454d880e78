// Wildcards over ids, matched without backtracking into every star: a pattern cannot make a scan slow.

const ANY = '**';

/**
 * True when the pattern fits the whole text. `*` stands for any characters but `/`, `**` for any; everything else for itself.
 * Time is at most the product of the lengths.
 */
export function globMatches(pattern: string, text: string): boolean {
  const tokens = pattern.match(/\*\*|[^]/gu) ?? [];
  const characters = text.match(/[^]/gu) ?? [];
  // Where in the text the tokens so far may have ended.
  let ends = new Set([0]);
  for (const token of tokens) {
    ends = token.startsWith('*') ? stretched(ends, characters, token === ANY) : stepped(ends, characters, token);
    if (ends.size === 0) return false;
  }
  return ends.has(characters.length);
}

function stepped(ends: ReadonlySet<number>, characters: readonly string[], token: string): Set<number> {
  const next = new Set<number>();
  for (const end of ends) if (characters[end] === token) next.add(end + 1);
  return next;
}

function stretched(ends: ReadonlySet<number>, characters: readonly string[], overSlashes: boolean): Set<number> {
  const next = new Set<number>();
  let isOpen = false;
  for (let at = 0; at <= characters.length; at++) {
    if (at > 0 && characters[at - 1] === '/' && !overSlashes) isOpen = false;
    if (ends.has(at)) isOpen = true;
    if (isOpen) next.add(at);
  }
  return next;
}
