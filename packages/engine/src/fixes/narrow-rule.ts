// Takes out of a role's rule just what a request needs: the resource, the verbs, or the rule.
import { objectId } from '../facts/object-id.ts';
import { NO_DOCUMENT } from '../facts/object.ts';
import type { PolicyRule, RoleFact } from '../facts/rbac.ts';
import type { ApiRequest } from '../results/contract.ts';
import type { PatchOperation, Proposal } from './proposal.ts';

/** Verbs that answer with an object's content; on Secrets they go together, or the next one reads it. */
const DISCLOSING: ReadonlySet<string> = new Set(['get', 'list', 'watch', 'patch', 'delete', 'deletecollection']);

/** `undefined` where the rule cannot be narrowed: a shipped role, or a wildcard that would have to be spelled out. */
export function narrowRule(role: RoleFact, index: number, request: ApiRequest): Proposal | undefined {
  const rule = role.rules[index];
  if (rule === undefined || role.document === NO_DOCUMENT) return undefined;
  const resource = request.subresource === undefined ? request.resource : `${request.resource}/${request.subresource}`;
  if (!rule.resources.includes(resource) || rule.resources.includes('*')) return undefined;
  const kept = keptVerbs(rule, request);
  const rules = rewritten(rule, resource, kept);
  const body = operations(rule, index, resource, rules);
  return {
    object: role,
    pointer: `/rules/${index}`,
    fix: {
      summary: `${objectId(role)} without ${kept.length === 0 ? '' : `${rule.verbs.filter((verb) => !kept.includes(verb)).join(', ')} on `}${resource}`,
      patch: { type: 'json', target: objectId(role), body },
    },
    apply: (facts) => ({
      ...facts,
      roles: facts.roles.map((other) =>
        isSame(other, role) ? { ...other, rules: other.rules.toSpliced(index, 1, ...rules) } : other,
      ),
    }),
  };
}

/** Verbs that may stay: for Secrets those that disclose nothing, else all but the one asked. */
function keptVerbs(rule: PolicyRule, request: ApiRequest): readonly string[] {
  if (rule.verbs.includes('*')) return [];
  const isRead = request.resource === 'secrets' && request.group === '' && DISCLOSING.has(request.verb);
  return rule.verbs.filter((verb) => (isRead ? !DISCLOSING.has(verb) : verb !== request.verb));
}

function rewritten(rule: PolicyRule, resource: string, kept: readonly string[]): PolicyRule[] {
  const others = rule.resources.filter((other) => other !== resource);
  return [
    ...(others.length === 0 ? [] : [{ ...rule, resources: others }]),
    ...(kept.length === 0 ? [] : [{ ...rule, resources: [resource], verbs: kept }]),
  ];
}

/** The least operations: a resource or verbs out of the lists where that says it all, else the rule anew. */
function operations(rule: PolicyRule, index: number, resource: string, rules: readonly PolicyRule[]): PatchOperation[] {
  const path = `/rules/${index}`;
  const [only, more] = rules;
  if (only === undefined) return [{ op: 'remove', path }];
  if (more !== undefined)
    return [
      { op: 'replace', path, value: written(only) },
      { op: 'add', path: `/rules/${index + 1}`, value: written(more) },
    ];
  if (only.verbs === rule.verbs) return removals(rule.resources, `${path}/resources`, (name) => name === resource);
  return removals(rule.verbs, `${path}/verbs`, (verb) => !only.verbs.includes(verb));
}

/** From the end, so that earlier indexes stay true. */
function removals(list: readonly string[], path: string, goes: (item: string) => boolean): PatchOperation[] {
  return list
    .flatMap((item, index) => (goes(item) ? [{ op: 'remove' as const, path: `${path}/${index}` }] : []))
    .toReversed();
}

function written(rule: PolicyRule): Record<string, readonly string[]> {
  return Object.fromEntries(
    Object.entries(rule).filter(([, values]) => (values as readonly string[]).length > 0),
  ) as Record<string, readonly string[]>;
}

function isSame(a: RoleFact, b: RoleFact): boolean {
  return a.objectKind === b.objectKind && a.namespace === b.namespace && a.name === b.name;
}
