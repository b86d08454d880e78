// What a rule's allowlist lets pass: by the value, its match, its line, words in it, or the file's path.
import type { Pattern } from './pattern.ts';

export type RegexTarget = 'secret' | 'match' | 'line';

export interface Allowlist {
  readonly condition: 'OR' | 'AND';
  readonly regexes: readonly Pattern[];
  readonly regexTarget: RegexTarget;
  /** In small letters. */
  readonly stopwords: readonly string[];
  readonly paths: readonly Pattern[];
  /** Rules that a global allowlist is for; undefined for all. */
  readonly targetRules?: readonly string[];
}

/** A value with what it was found in. */
export interface Judged {
  readonly secret: string;
  readonly match: string;
  readonly line: string;
  readonly path: string;
}

/** True where the allowlist lets the value pass: any of its criteria that are given, or all of them. */
export function allows(list: Allowlist, judged: Judged): boolean {
  const criteria: (() => boolean)[] = [];
  const secret = judged.secret.toLowerCase();
  if (list.paths.length > 0) criteria.push(() => list.paths.some((path) => path.test(judged.path)));
  if (list.regexes.length > 0) criteria.push(() => list.regexes.some((regex) => regex.test(judged[list.regexTarget])));
  if (list.stopwords.length > 0) criteria.push(() => list.stopwords.some((word) => secret.includes(word)));
  if (criteria.length === 0) return false;
  return list.condition === 'AND' ? criteria.every((holds) => holds()) : criteria.some((holds) => holds());
}
