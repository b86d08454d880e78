// Does one RBAC PolicyRule allow one request? Exact, case-sensitive strings, all dimensions of one rule conjoined.
import type { PolicyRule } from '../facts/rbac.ts';
import { type AccessRequest, isPathRequest } from './request.ts';

const ALL = '*';

/** Verb, group, resource and subresource of a request, without namespace and name. */
export interface ResourceQuestion {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource?: string;
}

/**
 * True when the rule covers verb, group, resource and subresource; names are not looked at.
 * Wild are only a whole `*` and, for resources, `*` + `/sub`; `pods/*` is a literal that matches nothing.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources and kubernetes pkg/apis/rbac/v1/evaluation_helpers.go
 */
export function ruleMatchesResource(rule: PolicyRule, question: ResourceQuestion): boolean {
  return (
    hasOrAll(rule.verbs, question.verb) &&
    hasOrAll(rule.apiGroups, question.group) &&
    resourceMatches(rule.resources, question.resource, question.subresource ?? '')
  );
}

/**
 * The names a rule is limited to, or `undefined` when it allows any name and none. `""` is a name like any other: it
 * matches requests that carry no name. `"*"` is a literal.
 */
export function ruleNames(rule: PolicyRule): readonly string[] | undefined {
  return rule.resourceNames.length === 0 ? undefined : rule.resourceNames;
}

/** True when the rule allows requests with this name; `''` stands for a request that carries none. */
export function ruleAllowsName(rule: PolicyRule, name: string): boolean {
  return rule.resourceNames.length === 0 || rule.resourceNames.includes(name);
}

/** True when the rule allows the non-resource request: equal, `*`, or a prefix before trailing `*`. */
export function ruleAllowsPath(rule: PolicyRule, verb: string, path: string): boolean {
  return hasOrAll(rule.verbs, verb) && rule.nonResourceURLs.some((url) => pathMatches(url, path));
}

/** True when the rule alone allows the request; scope (binding, namespace) is the caller's. */
export function ruleAllows(rule: PolicyRule, request: AccessRequest): boolean {
  if (isPathRequest(request)) return ruleAllowsPath(rule, request.verb, request.path);
  return ruleMatchesResource(rule, request) && ruleAllowsName(rule, request.name ?? '');
}

function hasOrAll(values: readonly string[], wanted: string): boolean {
  return values.includes(wanted) || values.includes(ALL);
}

function resourceMatches(resources: readonly string[], resource: string, subresource: string): boolean {
  if (subresource === '') return hasOrAll(resources, resource);
  return hasOrAll(resources, `${resource}/${subresource}`) || resources.includes(`*/${subresource}`);
}

function pathMatches(url: string, path: string): boolean {
  if (url === ALL || url === path) return true;
  return url.endsWith(ALL) && path.startsWith(withoutTrailingStars(url));
}

function withoutTrailingStars(url: string): string {
  let end = url.length;
  while (end > 0 && url[end - 1] === ALL) end--;
  return url.slice(0, end);
}
