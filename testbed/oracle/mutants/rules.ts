// Mutants of single rules: words, groups, subresources, names, verbs and paths.
import type { Mutant } from './mutant.ts';

const file = 'access/rule.ts';
const ALL_RESOURCES = 'if (candidate === ALL) return true;';
const GROUPS_MATCH = 'hasOrAll(rule.apiGroups, question.group) &&';
const VERBS_MATCH = 'hasOrAll(rule.verbs, question.verb) &&';
const SUBRESOURCE_MATCHES =
  '} else if (candidate === `${resource}/${subresource}` || candidate === `*/${subresource}`) return true;';
const NAME_MATCHES = "return ruleMatchesResource(rule, request) && ruleAllowsName(rule, request.name ?? '');";
const NAMES = 'return rule.resourceNames.length === 0 || rule.resourceNames.includes(name);';
const PATH_MATCHES = 'return url.endsWith(ALL) && path.startsWith(withoutTrailingStars(url));';

function byNameUnless(condition: string): string {
  return `return ruleMatchesResource(rule, request) && (${condition} || ruleAllowsName(rule, request.name ?? ''));`;
}

export const RULE_MUTANTS: readonly Mutant[] = [
  {
    name: 'a resource ending with * is a prefix',
    point: 'exact strings',
    file,
    from: ALL_RESOURCES,
    to: `if (candidate === ALL || (candidate.endsWith('*') && resource.startsWith(candidate.slice(0, -1)))) return true;`,
  },
  {
    name: 'case does not matter',
    point: 'exact strings',
    file,
    from: 'if (value === wanted || value === ALL) return true;',
    to: 'if (value.toLowerCase() === wanted.toLowerCase() || value === ALL) return true;',
  },
  {
    name: 'a resource may be singular',
    point: 'exact strings',
    file,
    from: 'if (candidate === resource) return true;',
    to: "if (candidate.replace(/s$/, '') === resource.replace(/s$/, '')) return true;",
  },
  { name: 'groups do not matter', point: 'one rule at a time', file, from: GROUPS_MATCH, to: '' },
  { name: 'verbs do not matter', point: 'one rule at a time', file, from: VERBS_MATCH, to: '' },
  {
    name: 'resources of one rule go with verbs of another',
    point: 'one rule at a time',
    file: 'access/authorizer.ts',
    from: 'if (ruleAllows(effective.rule, request))',
    to: 'if (ruleAllows({ ...effective.rule, resources: grant.rules.flatMap(({ rule }) => rule.resources) }, request))',
  },
  {
    name: 'core is the core group',
    point: 'core group',
    file,
    from: GROUPS_MATCH,
    to: "(hasOrAll(rule.apiGroups, question.group) || (question.group === '' && rule.apiGroups.includes('core'))) &&",
  },
  {
    name: 'every group does not include the core group',
    point: 'core group',
    file,
    from: GROUPS_MATCH,
    to: "(rule.apiGroups.includes(question.group) || (question.group !== '' && rule.apiGroups.includes(ALL))) &&",
  },
  {
    name: 'pods/* is every subresource of pods',
    point: 'subresources',
    file,
    from: SUBRESOURCE_MATCHES,
    to: '} else if ([`${resource}/${subresource}`, `*/${subresource}`, `${resource}/*`].includes(candidate)) return true;',
  },
  {
    name: '*/exec is a literal',
    point: 'subresources',
    file,
    from: SUBRESOURCE_MATCHES,
    to: '} else if (candidate === `${resource}/${subresource}`) return true;',
  },
  {
    name: '* is no subresource',
    point: 'subresources',
    file,
    from: ALL_RESOURCES,
    to: "if (candidate === ALL && subresource === '') return true;",
  },
  {
    name: 'pods is pods/exec too',
    point: 'subresources',
    file,
    from: "    if (subresource === '') {\n      if (candidate === resource) return true;",
    to: "    if (candidate === resource) return true;\n    if (subresource === '') {",
  },
  {
    name: 'names do not bind list and watch',
    point: 'resource names',
    file,
    from: NAME_MATCHES,
    to: byNameUnless("request.verb === 'list' || request.verb === 'watch'"),
  },
  {
    name: 'names do not bind create',
    point: 'resource names',
    file,
    from: NAME_MATCHES,
    to: byNameUnless("request.verb === 'create'"),
  },
  {
    name: 'names do not bind deletecollection',
    point: 'resource names',
    file,
    from: NAME_MATCHES,
    to: byNameUnless("request.verb === 'deletecollection'"),
  },
  {
    name: 'the name * is every name',
    point: 'resource names',
    file,
    from: NAMES,
    to: 'return rule.resourceNames.length === 0 || rule.resourceNames.includes(name) || rule.resourceNames.includes(ALL);',
  },
  {
    name: 'the empty name is no name',
    point: 'resource names',
    file,
    from: NAMES,
    to: "return rule.resourceNames.length === 0 || (name !== '' && rule.resourceNames.includes(name));",
  },
  {
    name: 'the empty name is every name',
    point: 'resource names',
    file,
    from: NAMES,
    to: "return rule.resourceNames.length === 0 || rule.resourceNames.includes(name) || rule.resourceNames.includes('');",
  },
  {
    name: 'names do not bind impersonation, binding and signing',
    point: 'names of checks',
    file,
    from: NAME_MATCHES,
    to: byNameUnless("['impersonate', 'bind', 'escalate', 'approve', 'sign'].includes(request.verb)"),
  },
  {
    name: 'every verb is what HTTP can do',
    point: 'other verbs',
    file,
    from: VERBS_MATCH,
    to: "(hasOrAll(rule.verbs.filter((verb) => verb !== ALL || !['impersonate', 'bind', 'escalate', 'approve', 'sign'].includes(question.verb)), question.verb)) &&",
  },
  {
    name: 'a path begins with the path of a rule',
    point: 'paths',
    file,
    from: PATH_MATCHES,
    to: 'return path.startsWith(withoutTrailingStars(url));',
  },
  { name: 'a trailing * of a path is a literal', point: 'paths', file, from: PATH_MATCHES, to: 'return false;' },
  {
    name: '/healthz/* is /healthz too',
    point: 'paths',
    file,
    from: PATH_MATCHES,
    to: 'return url.endsWith(ALL) && `${path}/`.startsWith(withoutTrailingStars(url));',
  },
  {
    name: 'whoever may impersonate users may impersonate groups',
    point: 'impersonation',
    file,
    from: 'resourceMatches(rule.resources, question.resource,',
    to: "resourceMatches(rule.resources, question.verb === 'impersonate' && question.resource === 'groups' ? 'users' : question.resource,",
  },
];
