// Patterns as replacements: those without anything around them are joined by class, since each replacement is a pass over the text.
import { exactMask } from '../masks/mask.ts';
import type { NamedPattern } from './all-patterns.ts';

export interface Replacement {
  /** Group 1 stays before the mask and group 2 behind it, where `hasSides`. */
  readonly pattern: string;
  readonly mask: string;
  readonly hasSides: boolean;
  readonly rules: readonly string[];
}

/** Joined in one pattern; more would outgrow what a compiled expression may take. */
const JOINED_MAX = 25;

export function replacementsOf(patterns: readonly NamedPattern[]): Replacement[] {
  const alone = patterns.filter(({ before, after }) => before !== '' || after !== '');
  const plain = patterns.filter(({ before, after }) => before === '' && after === '');
  const joined = [...Map.groupBy(plain, maskOf)].flatMap(([mask, all]) =>
    chunks(all).map((some) => ({
      pattern: some.map(({ value }) => value).join('|'),
      mask,
      hasSides: false,
      rules: rulesOf(some),
    })),
  );
  const sided = alone.map((pattern) => ({
    pattern: `(${pattern.before})${group(pattern.value)}(${pattern.after})`,
    mask: maskOf(pattern),
    hasSides: true,
    rules: [pattern.rule],
  }));
  return [...sided, ...joined];
}

function group(value: string): string {
  return `(?:${value})`;
}

function maskOf({ class: kind, rule }: NamedPattern): string {
  return exactMask({ start: 0, end: 0, class: kind, rule }, '');
}

function rulesOf(patterns: readonly NamedPattern[]): string[] {
  return [...new Set(patterns.map(({ rule }) => rule))];
}

function chunks<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / JOINED_MAX) }, (_, at) =>
    all.slice(at * JOINED_MAX, (at + 1) * JOINED_MAX),
  );
}
