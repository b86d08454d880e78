// Requests aimed at what a binding grants, most of them with one thing changed that looks as if it did not matter.
import type { Random } from '../../../bench/random.ts';
import type { Ask, CanForm } from './asks.ts';
import { anyone, type Caller, callerOf, lookalikeOf } from './callers.ts';
import { hasUrl, type Intent, isCheckVerb, questionOf } from './intent.ts';
import type { RawBinding, RawRule, World } from './objects.ts';
import { selectorQuery } from './queries.ts';
import { CHECKED, NAMES, NAMESPACES, PATHS, SERVED, SIGNERS, type Target, VERBS } from './words.ts';

const ALL_TARGETS: readonly Target[] = [...SERVED, ...CHECKED.map(({ verb: _verb, ...target }) => target)];

/** A rule that the binding may give its subjects: of its role, of any role it may aggregate, now and then of none of them. */
function ruleNear(random: Random, world: World, { roleRef, metadata }: RawBinding): RawRule | undefined {
  const candidates = world.roles.filter(
    (role) =>
      role.metadata.name === roleRef.name &&
      (roleRef.kind === 'ClusterRole' || role.metadata.namespace === metadata.namespace),
  );
  const role = candidates.length === 0 ? random.pick(world.roles) : random.pick(candidates);
  const isAggregated = role?.aggregationRule !== undefined && random.below(4) > 0;
  const from = isAggregated ? random.pick(world.roles.filter(({ kind }) => kind === 'ClusterRole')) : role;
  return from?.rules === undefined ? undefined : random.pick(from.rules);
}

/** The target that a rule's resource names; wild parts become something they match, or seem to match. */
function targetOf(random: Random, rule: RawRule): Target {
  const [group = ''] = rule.apiGroups ?? [];
  const [wanted = '', sub = ''] = random.pick(rule.resources ?? ['']).split('/');
  const fits = ALL_TARGETS.filter(
    ({ resource, subresource, group: own }) =>
      (wanted === '*' || resource === wanted) &&
      (sub === '*' || subresource === sub) &&
      (group === '*' || own === group),
  );
  if (fits.length > 0) return random.pick(fits);
  return {
    group: group === '*' ? '' : group,
    resource: wanted === '*' ? 'pods' : wanted || 'exec',
    subresource: sub,
    namespaced: isNamespaced(group, wanted),
  };
}

/** Scope follows from group and resource alone; what no API serves counts as namespaced. */
export function isNamespaced(group: string, resource: string): boolean {
  return ALL_TARGETS.find((one) => one.group === group && one.resource === resource)?.namespaced ?? true;
}

function verbOf(random: Random, rule: RawRule, target: Target): string {
  const verb = random.pick(rule.verbs ?? ['get']);
  if (verb !== '*') return verb;
  const checked = CHECKED.filter(({ group, resource }) => group === target.group && resource === target.resource);
  return checked.length > 0 && random.below(2) === 0 ? random.pick(checked).verb : random.pick(VERBS);
}

const COLLECTION_VERBS = new Set(['list', 'watch', 'deletecollection', 'create']);

function nameOf(random: Random, rule: RawRule, verb: string): string {
  const named = (rule.resourceNames ?? []).length > 0;
  if (COLLECTION_VERBS.has(verb) && random.below(3) > 0) return '';
  return named ? random.pick(rule.resourceNames ?? []) : random.pick(NAMES);
}

/** One thing changed: of verb, group, resource, subresource, namespace, name. */
function changed(random: Random, intent: Intent, other: RawRule): Intent {
  const { target } = intent;
  const withTarget = (change: Partial<Target>): Intent => {
    const made = { ...target, ...change };
    return { ...intent, target: { ...made, namespaced: isNamespaced(made.group, made.resource) } };
  };
  switch (random.below(9)) {
    case 0:
      return { ...intent, verb: random.pick([...VERBS, ...(other.verbs ?? [])]) };
    case 1:
      return withTarget({ group: random.pick(['', 'apps', 'core', ...(other.apiGroups ?? [])]) });
    case 2:
      return withTarget({ subresource: random.pick(['', 'exec', 'exec', 'status', 'scale', '*']) });
    case 3:
      return { ...intent, target: targetOf(random, other) };
    case 4:
      return { ...intent, namespace: random.pick([...NAMESPACES, '']) };
    case 5:
      return { ...intent, name: random.pick([...NAMES, ...(target.resource === 'signers' ? SIGNERS : [])]) };
    case 6:
      return withTarget({ resource: target.resource.toLowerCase().replace(/\*$/, 'rets') });
    default:
      return { ...intent, name: target.resource === 'namespaces' ? intent.namespace : random.pick(NAMES) };
  }
}

function pathAsk(caller: Caller, verb: string, path: string): Ask {
  const isSent = /^(?:get|post|put|delete|patch|head)$/.test(verb);
  const theirs = isSent ? { method: verb.toUpperCase(), url: path } : { attributes: { verb, path } };
  return { ours: { can: { ...caller, verb, path } }, theirs: { ...caller, ...theirs } };
}

/** The two forms of one request for a resource. */
export function askFor(caller: Caller, intent: Intent): Ask {
  const { verb, target, namespace, name, query } = intent;
  const { namespaced: _namespaced, ...what } = target;
  const can: CanForm = { ...caller, verb, ...what, namespace, name, ...(query === undefined ? {} : { query }) };
  return { ours: { can }, theirs: { ...caller, ...questionOf(intent) } };
}

function withQuery(random: Random, intent: Intent): Intent {
  const hasQuery = intent.verb === 'list' || intent.verb === 'watch' || intent.verb === 'deletecollection';
  if (!hasQuery || intent.name !== '' || !hasUrl(intent) || random.below(3) === 0) return intent;
  return { ...intent, query: selectorQuery(random, intent.verb) };
}

/** Namespaces are named like themselves; check verbs on what no check asks about are nothing that happens. */
function sensible({ verb, target, ...rest }: Intent): Intent {
  if (target.group !== '' || target.resource !== 'namespaces') return { ...rest, verb, target };
  return { ...rest, verb: isCheckVerb(verb) ? 'get' : verb, target };
}

/** A request near what some binding grants. */
export function aimed(random: Random, world: World): Ask {
  const binding = random.pick(world.bindings);
  const subject = random.pick(binding.subjects);
  const namespace = binding.metadata.namespace ?? '';
  const rule = ruleNear(random, world, binding) ?? { verbs: ['get'], apiGroups: [''], resources: ['secrets'] };
  const who = random.below(10);
  const caller =
    who === 0 ? anyone(random) : who === 1 ? lookalikeOf(random, subject) : callerOf(random, subject, namespace);
  if (rule.nonResourceURLs !== undefined && rule.resources === undefined) {
    const verb = random.below(4) > 0 ? random.pick(rule.verbs ?? ['get']).replace('*', 'put') : 'get';
    const exact = random.pick(rule.nonResourceURLs).replace(/\*+$/, random.pick(['', 'x', '/y']));
    return pathAsk(caller, verb, random.below(3) > 0 && exact.startsWith('/') ? exact : random.pick(PATHS));
  }
  const target = targetOf(random, rule);
  const verb = verbOf(random, rule, target);
  const at = namespace === '' ? random.pick([...NAMESPACES, '']) : namespace;
  const exact: Intent = { verb, target, namespace: at, name: nameOf(random, rule, verb) };
  const intent = random.below(3) === 0 ? changed(random, exact, ruleNear(random, world, binding) ?? rule) : exact;
  return askFor(caller, sensible(withQuery(random, intent)));
}
