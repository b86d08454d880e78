// All patterns that stand for our detectors and rules, and the names of those that none stands for.
import type { Detector, SecretClass } from '../formats/detector.ts';
import { CONTEXT_PATTERNS, coveringRule, FAR_FROM_NAME, LOST_RULES } from './context-patterns.ts';
import { escaped, type Pattern, patternOf } from './pattern.ts';

export interface NamedPattern extends Pattern {
  /** Id of the detector or rule. */
  readonly rule: string;
  readonly class: SecretClass;
}

/** What becomes of our detectors and rules in the program of others. */
export interface Coverage {
  /** Ids of what is masked as here. */
  readonly same: readonly string[];
  /** Ids of what is masked by format or name alone: without a check digit, or without what else we ask for. */
  readonly wider: readonly string[];
  /** Ids of what is not masked, each with the reason. */
  readonly lost: readonly (readonly [rule: string, why: string])[];
}

/** What the pattern of `named-value` is narrower in than our rule: its id among the wider ones alone would promise too much. */
export const BY_NAME =
  'of named-value, what stands behind = or : and a name that ends in password, passwd, pwd, passphrase, passcode, secret, token, ' +
  'a kind of key or credentials: not masked are values by other names (email, cvv, pin, dsn) and passwords in sentences';

export interface Exported extends Coverage {
  readonly patterns: readonly NamedPattern[];
}

export const NO_FORMAT = 'it goes over several lines, or is found by code alone';
const TOO_FAR = 'its name may stand too far from the value';
const TOO_LONG = 'its runs are longer than such patterns can count';

export function allPatterns(detectors: readonly Detector[]): Exported {
  const patterns: NamedPattern[] = [...CONTEXT_PATTERNS];
  const same: string[] = [];
  const wider: string[] = [...new Set(CONTEXT_PATTERNS.map(({ rule }) => rule))];
  const lost: (readonly [string, string])[] = [...LOST_RULES];
  for (const detector of detectors) {
    const made = patternsOf(detector);
    if (detector.format === undefined && coveringRule(detector.id) !== undefined) wider.push(detector.id);
    else if (typeof made === 'string') lost.push([detector.id, made]);
    else {
      patterns.push(...made);
      (detector.format?.names === undefined ? same : wider).push(detector.id);
    }
  }
  return { patterns, same, wider, lost };
}

/** Why there is none, where there is none. */
function patternsOf({ id, class: kind, format }: Detector): NamedPattern[] | string {
  if (format === undefined) return NO_FORMAT;
  if (FAR_FROM_NAME.has(id)) return TOO_FAR;
  const found = format.shapes.map(patternOf);
  if (found.includes(undefined)) return TOO_LONG;
  const name = format.names === undefined ? '' : namePattern(format.names);
  return found.flatMap((pattern) =>
    pattern === undefined ? [] : [{ ...pattern, before: name + pattern.before, rule: id, class: kind }],
  );
}

/** From the name to the value: the rest of a key, an assignment, a quote. */
const TIE = String.raw`[\w.-]{0,64}[\x22\x27]?(?:\s{0,2}[:=>]\s{0,2}|,?\s{0,2}\x22?value\x22?\s{0,2}[:=]\s{0,2}|\s)[\x22\x27]?`;

function namePattern(names: readonly string[]): string {
  const spelled = names.map((name) => name.split(' ').map(escaped).join('[ _.-]?'));
  return `(?i:(?:${spelled.join('|')})${TIE})`;
}
