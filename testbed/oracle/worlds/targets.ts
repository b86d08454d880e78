// What a rule grants, or seems to grant to whoever reads it loosely: the parts of requests aimed at it.
import type { Random } from '../../../bench/random.ts';
import type { RawRule } from './objects.ts';
import { CHECKED, NAMES, SERVED, type Target, VERBS } from './words.ts';

const ALL_TARGETS: readonly Target[] = [...SERVED, ...CHECKED.map(({ verb: _verb, ...target }) => target)];

/** What a careless reader takes odd words for. */
const SEEMS: Readonly<Record<string, string>> = {
  GET: 'get',
  Get: 'get',
  'ge*': 'get',
  'get ': 'get',
  read: 'get',
  core: '',
  v1: '',
  'apps/v1': 'apps',
  Apps: 'apps',
  'app*': 'apps',
  extensions: 'apps',
  'sec*': 'secrets',
  Secrets: 'secrets',
  secret: 'secrets',
};

/** The word, or what it seems to be. */
function seen(random: Random, word: string): string {
  const seems = Object.hasOwn(SEEMS, word) ? SEEMS[word] : undefined;
  return seems === undefined || random.below(4) === 0 ? word : seems;
}

/** A rule that is refused may list nothing. */
export function anyOf(random: Random, items: readonly string[] | undefined, otherwise: string): string {
  return items === undefined || items.length === 0 ? otherwise : random.pick(items);
}

/** Scope follows from group and resource alone; what no API serves counts as namespaced. */
export function isNamespaced(group: string, resource: string): boolean {
  return ALL_TARGETS.find((one) => one.group === group && one.resource === resource)?.namespaced ?? true;
}

/** The target that a rule's resource names; wild parts become something they match, or seem to match. */
export function targetOf(random: Random, rule: RawRule): Target {
  const group = seen(random, anyOf(random, rule.apiGroups, ''));
  const [word = '', sub = ''] = anyOf(random, rule.resources, 'secrets').split('/');
  const wanted = seen(random, word);
  const fits = ALL_TARGETS.filter(
    ({ resource, subresource, group: own }) =>
      (wanted === '*' || resource === wanted) &&
      (sub === '*' || subresource === sub || (wanted === '*' && sub === '')) &&
      (group === '*' || own === group),
  );
  if (fits.length > 0) return random.pick(fits);
  const resource = wanted === '*' ? 'pods' : wanted || 'exec';
  const known = group === '*' ? '' : group;
  return { group: known, resource, subresource: sub, namespaced: isNamespaced(known, resource) };
}

export function verbOf(random: Random, rule: RawRule, target: Target): string {
  const verb = anyOf(random, rule.verbs, 'get');
  if (verb !== '*') return seen(random, verb);
  const checked = CHECKED.filter(({ group, resource }) => group === target.group && resource === target.resource);
  return checked.length > 0 && random.below(4) > 0 ? random.pick(checked).verb : random.pick(VERBS);
}

/** A name that the rule allows, mostly; for rules that name nothing any. */
export function nameOf(random: Random, rule: RawRule): string {
  const names = rule.resourceNames ?? [];
  return names.length > 0 && random.below(5) > 0 ? random.pick(names) : random.pick(NAMES);
}
