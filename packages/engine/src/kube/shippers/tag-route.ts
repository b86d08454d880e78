// Whether what carries one tag comes to a step that takes another pattern of tags.

/** Lengths of tags and patterns that are compared; longer ones are taken to meet in part. */
const LONGEST = 200;
/** Alternatives of one pattern. */
const MOST_ALTERNATIVES = 32;
/** Stands for a wildcard of a tag: whatever it becomes, no pattern names it but by a wildcard. */
const ANYTHING = '\u0000';
/** In a pattern: any run of characters, and one part of a tag. */
const ANY = '*';
const ONE_PART = '\u0001';

/** What follows any run is reached with it. */
function close(row: Uint8Array, pattern: string): void {
  for (let at = 0; at < pattern.length; at++) if (row[at] === 1 && pattern[at] === ANY) row[at + 1] = 1;
}

/** The places in the pattern that one sign leads to. */
function step(row: Uint8Array, pattern: string, sign: string): Uint8Array {
  const next = new Uint8Array(row.length);
  for (let at = 0; at < pattern.length; at++) {
    if (row[at] !== 1) continue;
    const wanted = pattern[at];
    if (wanted === ANY) next[at] = 1;
    else if (wanted === ONE_PART && sign !== '.') next.fill(1, at, at + 2);
    else if (wanted === sign) next[at + 1] = 1;
  }
  return next;
}

/** Follows all places at once, so that no pattern makes it slow. In a tag that `isOpen`, `*` may become anything. */
function matches(pattern: string, tag: string, isOpen: boolean): boolean {
  let row: Uint8Array = new Uint8Array(pattern.length + 1);
  row[0] = 1;
  close(row, pattern);
  for (const sign of tag) {
    const first = row.indexOf(1);
    if (first < 0) return false;
    if (isOpen && sign === '*') row = new Uint8Array(row.length).fill(1, first);
    else row = step(row, pattern, sign);
    close(row, pattern);
  }
  return row[pattern.length] === 1;
}

const single = (text: string): string => text.replaceAll(/\*+/g, ANY);

function takenBy(tag: string, patterns: readonly string[]): 'all' | 'some' | 'none' {
  const closed = single(tag).replaceAll('*', ANYTHING);
  if (patterns.some((pattern) => matches(pattern, closed, false))) return 'all';
  return patterns.some((pattern) => matches(pattern, single(tag), true)) ? 'some' : 'none';
}

/** How much of what carries `tag` a step with `pattern` takes. `*` is any run of characters, in both. */
export function taken(tag: string, pattern: string): 'all' | 'some' | 'none' {
  return tag.length > LONGEST || pattern.length > LONGEST ? 'some' : takenBy(tag, [single(pattern)]);
}

/** `{a,b}` written out; undefined for more than are looked at. */
function alternatives(pattern: string): readonly string[] | undefined {
  let all = [pattern];
  while (all.some((each) => /\{[^{}]*\}/.test(each))) {
    all = all.flatMap((each) => {
      const [, head = '', inner, tail = ''] = /^([^{}]*)\{([^{}]*)\}(.*)$/s.exec(each) ?? [];
      return inner === undefined ? [each.replace('{', '')] : inner.split(',').map((word) => head + word.trim() + tail);
    });
    if (all.length > MOST_ALTERNATIVES) return undefined;
  }
  return all;
}

/** `**` is any number of parts, none included, with the dot beside it. */
function dotted(pattern: string): readonly string[] {
  const parts = pattern.replaceAll(/(?<!\*)\*(?!\*)/g, ONE_PART);
  const ways = [parts, parts.replace(/\.\*\*$/, ''), parts.replace(/^\*\*\./, ''), parts.replace(/\.\*\*\./, '.')].map(
    single,
  );
  return [...new Set(ways)];
}

/** The same for Fluentd's patterns, several with spaces between. https://docs.fluentd.org/configuration/config-file#how-do-the-match-patterns-work */
export function takenByParts(tag: string, pattern: string): 'all' | 'some' | 'none' {
  if (tag.length > LONGEST || pattern.length > LONGEST || pattern.startsWith('/') || /#\{/.test(pattern)) return 'some';
  const patterns = alternatives(pattern.replaceAll(/\s*,\s*/g, ','));
  if (patterns === undefined) return 'some';
  return takenBy(
    tag,
    patterns.flatMap((each) => each.split(/\s+/).flatMap(dotted)),
  );
}
