// Reads allowlists of a rule, or of all rules, in both spellings that gitleaks has had.
import { fieldsOf, textOf } from '../cluster/kubeconfig/narrow.ts';
import type { Fields } from '../cluster/kubeconfig/narrow.ts';
import type { Allowlist, RegexTarget } from './allowlist.ts';
import { Pattern, PatternError } from './pattern.ts';

/** Why something of a rules file is not used. */
export class Refused extends Error {
  override readonly name = 'Refused';
}

const TARGETS: Readonly<Record<string, RegexTarget>> = { '': 'secret', secret: 'secret', match: 'match', line: 'line' };
const FIELDS = new Set([
  'description',
  'condition',
  'commits',
  'paths',
  'regexes',
  'regexTarget',
  'stopwords',
  'targetRules',
]);

/**
 * `allowlist = {…}` and `[[allowlists]]`. Throws `Refused`: a rule that lost an allowlist would find what it was told not to.
 */
export function allowlistsOf(fields: Fields, isGlobal: boolean): Allowlist[] {
  const lists = fields['allowlists'] ?? [];
  if (!Array.isArray(lists)) throw new Refused('its allowlists are no list');
  const one = fields['allowlist'];
  const all: readonly unknown[] = one === undefined ? lists : [one, ...(lists as unknown[])];
  return all.map((list) => allowlistOf(fieldsOf(list), isGlobal));
}

function allowlistOf(fields: Fields, isGlobal: boolean): Allowlist {
  if (Object.keys(fields).some((key) => !FIELDS.has(key) || (key === 'targetRules' && !isGlobal)))
    throw new Refused('its allowlist has a field of which nothing is known');
  const condition = (textOf(fields['condition']) || 'OR').toUpperCase();
  const target = TARGETS[textOf(fields['regexTarget'])];
  if (target === undefined) throw new Refused('its allowlist’s regexTarget is none of secret, match and line');
  const isAnd = condition === 'AND' || condition === '&&';
  if (!isAnd && condition !== 'OR' && condition !== '||')
    throw new Refused('its allowlist’s condition is neither AND nor OR');
  const commits = texts(fields, 'commits');
  if (commits.length > 0)
    throw new Refused('its allowlist names commits: texts are read by content, of whatever commit');
  const targetRules = texts(fields, 'targetRules');
  return {
    condition: isAnd ? 'AND' : 'OR',
    regexTarget: target,
    regexes: patterns(fields, 'regexes'),
    paths: patterns(fields, 'paths'),
    stopwords: texts(fields, 'stopwords').map((word) => word.toLowerCase()),
    ...(targetRules.length > 0 && { targetRules }),
  };
}

function patterns(fields: Fields, key: string): Pattern[] {
  return texts(fields, key).map((source) => {
    try {
      return new Pattern(source);
    } catch (error) {
      throw error instanceof PatternError
        ? new Refused(`one of its allowlist’s ${key} is not used: ${error.message}`)
        : error;
    }
  });
}

function texts(fields: Fields, key: string): string[] {
  const list = fields[key] ?? [];
  if (!Array.isArray(list) || list.some((item) => typeof item !== 'string'))
    throw new Refused(`its allowlist’s ${key} are no list of texts`);
  return list as string[];
}
