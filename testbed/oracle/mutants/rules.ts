// Mutants of single rules: words, groups, subresources, names, verbs and paths.
import type { Mutant } from './mutant.ts';

const file = 'access/rule.ts';
const WORD_MATCHES = 'return values.includes(wanted) || values.includes(ALL);';
const RESOURCE_MATCHES = "if (subresource === '') return hasOrAll(resources, resource);";
const GROUPS_MATCH = 'hasOrAll(rule.apiGroups, question.group) &&';
const VERBS_MATCH = 'hasOrAll(rule.verbs, question.verb) &&';
const SUBRESOURCE_MATCHES =
  'return hasOrAll(resources, `${resource}/${subresource}`) || resources.includes(`*/${subresource}`);';
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
    from: RESOURCE_MATCHES,
    to: `if (resources.some((one) => one.endsWith('*') && resource.startsWith(one.slice(0, -1)))) return true;\n${RESOURCE_MATCHES}`,
  },
  {
    name: 'case does not matter',
    point: 'exact strings',
    file,
    from: WORD_MATCHES,
    to: 'return values.some((value) => value.toLowerCase() === wanted.toLowerCase()) || values.includes(ALL);',
  },
  {
    name: 'a resource may be singular',
    point: 'exact strings',
    file,
    from: RESOURCE_MATCHES,
    to: "if (subresource === '') return resources.includes(ALL) || resources.some((one) => one.replace(/s$/, '') === resource.replace(/s$/, ''));",
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
    to: 'return [`${resource}/${subresource}`, `*/${subresource}`, `${resource}/*`, ALL].some((one) => resources.includes(one));',
  },
  {
    name: '*/exec is a literal',
    point: 'subresources',
    file,
    from: SUBRESOURCE_MATCHES,
    to: 'return hasOrAll(resources, `${resource}/${subresource}`);',
  },
  {
    name: '* is no subresource',
    point: 'subresources',
    file,
    from: SUBRESOURCE_MATCHES,
    to: 'return [`${resource}/${subresource}`, `*/${subresource}`].some((one) => resources.includes(one));',
  },
  {
    name: 'pods is pods/exec too',
    point: 'subresources',
    file,
    from: RESOURCE_MATCHES,
    to: "if (subresource === '' || resources.includes(resource)) return hasOrAll(resources, resource);",
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
