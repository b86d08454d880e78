// Reads rules in the TOML of gitleaks: each is taken as it means there, or refused with the reason.
import { parse, TomlError } from 'smol-toml';
import { fieldsOf, listOf, textOf } from '../cluster/kubeconfig/narrow.ts';
import type { Fields } from '../cluster/kubeconfig/narrow.ts';
import type { Allowlist } from './allowlist.ts';
import { allowlistsOf, Refused } from './read-allowlists.ts';
import { Pattern, PatternError } from './pattern.ts';
import type { ImportedRule } from './rule.ts';

/** What of a rules file is not used, or not wholly. */
export interface Refusal {
  /** `rule acme-key`, `extend`. */
  readonly what: string;
  /** Of the file; of a rule the line of its header. */
  readonly line: number;
  readonly reason: string;
}

export interface RulesRead {
  readonly rules: readonly ImportedRule[];
  readonly refusals: readonly Refusal[];
}

/** Rules of one file. */
const RULES_MAX = 10_000;
/** Findings name their rule by this and its own id. */
const ID_PREFIX = 'rule:';
/** What a rule may hold that says nothing of what it finds. */
const SILENT = new Set([
  'id',
  'description',
  'tags',
  'regex',
  'secretGroup',
  'entropy',
  'keywords',
  'path',
  'allowlist',
  'allowlists',
]);
const REASONS: Readonly<Record<string, string>> = {
  required: 'it depends on other rules beside it, which is not judged',
  skipReport: 'it reports nothing by itself',
};

/** Undefined where the text is no TOML; the parser's message would quote it. */
export function readRules(text: string): RulesRead | { readonly line: number } {
  let document: Fields;
  try {
    document = fieldsOf(parse(text));
  } catch (error) {
    return { line: error instanceof TomlError ? error.line : 1 };
  }
  const lines = headerLines(text);
  const refusals: Refusal[] = [];
  const refuse = (what: string, line: number, error: unknown): void => {
    if (!(error instanceof Refused) && !(error instanceof PatternError)) throw error;
    refusals.push({ what, line, reason: error.message });
  };
  let global: readonly Allowlist[] = [];
  try {
    global = allowlistsOf(document, true);
  } catch (error) {
    // Without it more is found, not less.
    refuse('allowlist', 1, error);
  }
  for (const reason of extensions(fieldsOf(document['extend'])))
    refusals.push({ what: 'extend', line: lineOf(text, /^\s*\[extend\]/), reason });
  const rules: ImportedRule[] = [];
  for (const [index, item] of listOf(document['rules']).entries()) {
    const fields = fieldsOf(item);
    const what = `rule ${textOf(fields['id']) || `number ${index + 1}`}`;
    try {
      if (index >= RULES_MAX) throw new Refused(`only ${RULES_MAX} rules of a file are taken`);
      const rule = ruleOf(fields, global);
      if (rules.some(({ id }) => id === rule.id)) throw new Refused('another rule has its id');
      rules.push(rule);
    } catch (error) {
      refuse(what, lines[index] ?? 1, error);
    }
  }
  return { rules, refusals };
}

function ruleOf(fields: Fields, global: readonly Allowlist[]): ImportedRule {
  const id = textOf(fields['id']);
  if (!/^[\w.-]{1,128}$/.test(id)) throw new Refused('its id is missing, or not made of letters, digits, _, - and .');
  const unknown = Object.keys(fields).find((key) => !SILENT.has(key) && fields[key] !== false);
  if (unknown !== undefined)
    throw new Refused(REASONS[unknown] ?? `nothing is known of its field ${shownKey(unknown)}`);
  const source = textOf(fields['regex']);
  if (source === '') throw new Refused('it has no regex: a rule of names of files alone is none of texts');
  const regex = compiled('regex', source);
  const secretGroup = numberOf(fields, 'secretGroup');
  if (!Number.isInteger(secretGroup) || secretGroup > regex.groups)
    throw new Refused(`its secretGroup is ${secretGroup}, and its regex has ${regex.groups} groups`);
  const path = textOf(fields['path']);
  const ofAll = global.filter(({ targetRules }) => targetRules === undefined || targetRules.includes(id));
  return {
    id: ID_PREFIX + id,
    title: textOf(fields['description']) || id,
    class: 'token',
    regex,
    secretGroup,
    entropy: numberOf(fields, 'entropy'),
    keywords: textsIn(fields, 'keywords').map((word) => word.toLowerCase()),
    ...(path !== '' && { path: compiled('path', path) }),
    allowlists: [...allowlistsOf(fields, false), ...ofAll],
  };
}

function compiled(key: string, source: string): Pattern {
  try {
    return new Pattern(source);
  } catch (error) {
    throw error instanceof PatternError ? new Refused(`its ${key} is not used: ${error.message}`) : error;
  }
}

function numberOf(fields: Fields, key: string): number {
  const value = fields[key] ?? 0;
  if (typeof value !== 'number' || !(value >= 0)) throw new Refused(`its ${key} is no number from 0 on`);
  return value;
}

function textsIn(fields: Fields, key: string): string[] {
  const list = fields[key] ?? [];
  if (!Array.isArray(list) || list.some((item) => typeof item !== 'string'))
    throw new Refused(`its ${key} are no list of texts`);
  return list as string[];
}

/** Names of fields are the format's; what is longer may be anything. */
function shownKey(key: string): string {
  return /^[A-Za-z_]{1,32}$/.test(key) ? key : '(unnamed)';
}

function extensions(extend: Fields): string[] {
  const reasons: string[] = [];
  if (extend['useDefault'] === true)
    reasons.push('the rules of gitleaks are not here; our own detectors run beside yours');
  if (textOf(extend['path']) !== '' || textOf(extend['url']) !== '')
    reasons.push('no other file is read: name it with --rules as well');
  if (listOf(extend['disabledRules']).length > 0) reasons.push('disabledRules name rules that are not here');
  return reasons;
}

function headerLines(text: string): number[] {
  return text.split('\n').flatMap((line, index) => (/^\s*\[\[\s*rules\s*\]\]/.test(line) ? [index + 1] : []));
}

function lineOf(text: string, form: RegExp): number {
  return (
    Math.max(
      0,
      text.split('\n').findIndex((line) => form.test(line)),
    ) + 1
  );
}
