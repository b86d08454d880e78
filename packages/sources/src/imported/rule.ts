// A rule that a user has brought, and how it finds values in a line.
import { entropy } from '@watertight/detect';
import type { SecretClass } from '@watertight/detect';
import { allows } from './allowlist.ts';
import type { Allowlist } from './allowlist.ts';
import type { Pattern, PatternMatch } from './pattern.ts';

export interface ImportedRule {
  /** `rule:` and the rule's own id, so that it is none of our detectors. */
  readonly id: string;
  readonly title: string;
  readonly class: SecretClass;
  readonly regex: Pattern;
  /** 0: the first group that is not empty, or the whole match. */
  readonly secretGroup: number;
  /** Bits a character that the value must exceed; 0 for none. */
  readonly entropy: number;
  /** In small letters; one of them must stand in the line. None: every line is looked at. */
  readonly keywords: readonly string[];
  readonly path?: Pattern;
  readonly allowlists: readonly Allowlist[];
}

export interface ImportedMatch {
  readonly rule: ImportedRule;
  readonly start: number;
  readonly end: number;
}

/** Characters of a line that an expression sees at once, and those that two such parts share. */
const PART_CHARS = 16_384;
const SHARED_CHARS = 4_096;

/** What the rules find in a line of the file, in the order of the rules, each range once. */
export function findImported(rules: readonly ImportedRule[], line: string, path: string): ImportedMatch[] {
  const found: ImportedMatch[] = [];
  const small = rules.length === 0 ? '' : line.toLowerCase();
  for (const rule of rules) {
    if (rule.keywords.length > 0 && !rule.keywords.some((word) => small.includes(word))) continue;
    if (rule.path?.test(path) === false) continue;
    const met = new Set<string>();
    for (let from = 0; from === 0 || from + SHARED_CHARS < line.length; from += PART_CHARS - SHARED_CHARS) {
      const part = line.slice(from, from + PART_CHARS);
      for (const match of rule.regex.matches(part)) {
        const { start, end } = secretOf(match, rule.secretGroup);
        const key = `${from + start}-${from + end}`;
        if (end <= start || met.has(key)) continue;
        met.add(key);
        const judged = { secret: part.slice(start, end), match: part.slice(match.start, match.end), line: part, path };
        if (rule.entropy > 0 && entropy(judged.secret) <= rule.entropy) continue;
        if (!rule.allowlists.some((list) => allows(list, judged)))
          found.push({ rule, start: from + start, end: from + end });
      }
    }
  }
  return found;
}

function secretOf(match: PatternMatch, group: number): { readonly start: number; readonly end: number } {
  if (group > 0) return match.groups[group - 1] ?? { start: 0, end: 0 };
  return match.groups.find((each) => each !== undefined && each.end > each.start) ?? match;
}
