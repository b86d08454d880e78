// Requests aimed at what a binding grants, most of them with one thing changed that looks as if it did not matter.
import type { Random } from '../../../bench/random.ts';
import { selects } from '../../naive-access/rbac.ts';
import type { Ask, CanForm } from './asks.ts';
import { anyone, type Caller, callerOf, lookalikeOf } from './callers.ts';
import { hasUrl, type Intent, isCheckVerb, questionOf } from './intent.ts';
import type { RawBinding, RawRole, RawRule, World } from './objects.ts';
import { selectorQuery } from './queries.ts';
import { anyOf, isNamespaced, nameOf, targetOf, verbOf } from './targets.ts';
import { NAMES, NAMESPACES, PATHS, SIGNERS, type Target, VERBS } from './words.ts';

/** The role that the binding names, and for an aggregated one the roles that it is made of. */
function rolesOf(world: World, { roleRef, metadata }: RawBinding): readonly RawRole[] {
  const named = world.roles.filter(
    (role) =>
      role.metadata.name === roleRef.name &&
      role.kind === roleRef.kind &&
      (role.kind === 'ClusterRole' || role.metadata.namespace === metadata.namespace),
  );
  const sources = named.flatMap((role) => world.roles.filter((other) => other !== role && selects(role, other)));
  return sources.length > 0 ? sources : named;
}

/** A rule that the binding gives its subjects; now and then, and where it gives none, one of any role. */
function ruleNear(random: Random, world: World, binding: RawBinding): RawRule {
  const given = random.below(8) === 0 ? [] : rolesOf(world, binding).flatMap(({ rules }) => rules ?? []);
  const rules = given.length > 0 ? given : world.roles.flatMap((role) => role.rules ?? []);
  return rules.length > 0 ? random.pick(rules) : { verbs: ['get'], apiGroups: [''], resources: ['secrets'] };
}

/** Mostly a binding that gives something. */
function bindingOf(random: Random, world: World): RawBinding {
  const giving = world.bindings.filter((binding) =>
    rolesOf(world, binding).some(({ rules }) => (rules ?? []).length > 0),
  );
  return random.pick(giving.length > 0 && random.below(6) > 0 ? giving : world.bindings);
}

/** One thing changed: of verb, group, resource, subresource, namespace, name. */
function changed(random: Random, intent: Intent, other: RawRule): Intent {
  const { target } = intent;
  const withTarget = (change: Partial<Target>): Intent => {
    const made = { ...target, ...change };
    return { ...intent, target: { ...made, namespaced: isNamespaced(made.group, made.resource) } };
  };
  const isCheck = isCheckVerb(intent.verb);
  if (isCheck && random.below(4) === 0)
    return withTarget({
      resource: random.pick(intent.verb === 'impersonate' ? ['groups', 'groups', 'users'] : ['roles', 'clusterroles']),
    });
  switch (isCheck && random.below(2) === 0 ? 5 : random.below(9)) {
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

const COLLECTION_VERBS = new Set(['list', 'watch', 'deletecollection']);

/** Collections carry no name; lists and watches may carry it in a field selector, others only seem to. */
function asCollection(random: Random, intent: Intent): Intent {
  const { verb, name } = intent;
  if (verb === 'create' && intent.target.subresource === '' && random.below(3) > 0) return { ...intent, name: '' };
  if (!COLLECTION_VERBS.has(verb) || random.below(6) === 0) return intent;
  const nameless = { ...intent, name: '' };
  if (!hasUrl(nameless) || random.below(4) === 0) return nameless;
  return { ...nameless, query: selectorQuery(random, verb, name) };
}

/** Namespaces are named like themselves; check verbs on what no check asks about are nothing that happens. */
function sensible({ verb, target, ...rest }: Intent): Intent {
  if (target.resource !== 'namespaces') return { ...rest, verb, target };
  return { ...rest, verb: isCheckVerb(verb) ? 'get' : verb, target };
}

function aimedPath(random: Random, caller: Caller, rule: RawRule): Ask {
  const verb = random.below(4) > 0 ? anyOf(random, rule.verbs, 'get').replace('*', 'put') : 'get';
  const end = random.pick(['', 'x', '/y', 'slis']);
  const exact = random.pick(rule.nonResourceURLs ?? ['/metrics']).replace(/\*+$/, end);
  const shortened = random.below(6) === 0 ? exact.replace(/\/$/, '') : exact;
  return pathAsk(caller, verb, random.below(3) > 0 && shortened.startsWith('/') ? shortened : random.pick(PATHS));
}

/** A request near what some binding grants. */
export function aimed(random: Random, world: World): Ask {
  const binding = bindingOf(random, world);
  const subject = random.pick(binding.subjects);
  const bound = binding.metadata.namespace ?? '';
  const rule = ruleNear(random, world, binding);
  const who = random.below(16);
  const caller =
    who === 0 ? anyone(random) : who === 1 ? lookalikeOf(random, subject) : callerOf(random, subject, bound);
  const isPath = rule.nonResourceURLs !== undefined && (rule.resources === undefined || random.below(2) === 0);
  if (isPath) return aimedPath(random, caller, rule);
  const target = targetOf(random, rule);
  const verb = verbOf(random, rule, target);
  const namespace = bound === '' ? random.pick([...NAMESPACES, '']) : bound;
  const isNamespace = target.resource === 'namespaces' && namespace !== '' && random.below(4) > 0;
  const exact: Intent = { verb, target, namespace, name: isNamespace ? namespace : nameOf(random, rule) };
  const isChanged = random.below(isCheckVerb(verb) ? 2 : 7) === 0;
  const intent = isChanged ? changed(random, exact, ruleNear(random, world, binding)) : exact;
  return askFor(caller, sensible(asCollection(random, intent)));
}
