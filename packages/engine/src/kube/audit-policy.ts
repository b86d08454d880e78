// Audit policies: which bodies with secrets are written to the audit log; the first rule that matches a request decides.
import type { AuditedBodies, AuditedKind, AuditPolicyFact } from '../facts/audit-policy.ts';
import type { DocumentId, OriginTable } from '../facts/origin.ts';
import { fileFact } from './file-fact.ts';
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';

const API_VERSION = /^audit\.k8s\.io\/v1(?:(?:alpha|beta)\d)?$/;
const LEVELS: ReadonlySet<string> = new Set(['None', 'Metadata', 'Request', 'RequestResponse']);
/** Bodies are in no event of another stage, but for a panic's. */
const WITH_BODIES = 'ResponseComplete';
const EVERYONE = ['system:authenticated', 'system:unauthenticated'];

/** One kind of request whose body holds secrets. */
interface Target {
  readonly kind: AuditedKind;
  readonly group: string;
  readonly namespaced: boolean;
  /** Verbs whose request holds them, and those of which only the answer does. */
  readonly asks: readonly string[];
  readonly answers: readonly string[];
}

const OF_OBJECTS = {
  namespaced: true,
  asks: ['create', 'update', 'patch'],
  answers: ['get', 'list', 'delete', 'deletecollection'],
} as const;
const TARGETS: readonly Target[] = [
  { kind: 'secrets', group: '', ...OF_OBJECTS },
  { kind: 'configmaps', group: '', ...OF_OBJECTS },
  { kind: 'serviceaccounts/token', group: '', namespaced: true, asks: [], answers: ['create'] },
  { kind: 'tokenreviews', group: 'authentication.k8s.io', namespaced: false, asks: ['create'], answers: [] },
];

/** How far a rule matches: every request, some, or none. */
type Match = 'all' | 'some' | 'none';

/** The fact of a policy, named after its file; undefined for any other object. https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy */
export function auditPolicyFact(
  object: unknown,
  origins: OriginTable,
  document: DocumentId,
): AuditPolicyFact | undefined {
  if (!isObject(object) || object.kind !== 'Policy' || !API_VERSION.test(textOf(object.apiVersion))) return undefined;
  const rules = listOf(object.rules).map(objectOf);
  return {
    ...fileFact(origins, document),
    kind: 'auditPolicy',
    bodies: TARGETS.flatMap((target) => bodiesOf(target, rules, textsOf(object.omitStages))),
    unknownLevels: rules.flatMap(({ level }, index) => (LEVELS.has(textOf(level)) ? [] : [`/rules/${index}`])),
  };
}

function bodiesOf(target: Target, rules: readonly JsonObject[], omitted: readonly string[]): AuditedBodies[] {
  const left = new Set([...target.asks, ...target.answers]);
  return rules.flatMap((rule, index) => {
    const matching = [...left].map((verb) => ({ verb, match: matchOf(rule, target, verb) }));
    for (const { verb, match } of matching) if (match === 'all') left.delete(verb);
    const { level } = rule;
    if (level !== 'Request' && level !== 'RequestResponse') return [];
    if ([...omitted, ...textsOf(rule.omitStages)].includes(WITH_BODIES)) return [];
    const verbs = matching.flatMap(({ verb, match }) => {
      const isWritten = level === 'RequestResponse' || target.asks.includes(verb);
      return match !== 'none' && isWritten ? [verb] : [];
    });
    return verbs.length === 0 ? [] : [{ kind: target.kind, verbs, level, pointer: `/rules/${index}` }];
  });
}

/** Every field must match; one that is empty matches all. */
function matchOf(rule: JsonObject, target: Target, verb: string): Match {
  const verbs = textsOf(rule.verbs);
  if (verbs.length > 0 && !verbs.includes(verb)) return 'none';
  const parts = [callers(rule), namespaces(rule, target, verb), resources(rule, target, verb)];
  if (parts.includes('none')) return 'none';
  return parts.includes('some') ? 'some' : 'all';
}

function callers({ users, userGroups }: JsonObject): Match {
  if (textsOf(users).length > 0) return 'some';
  const groups = textsOf(userGroups);
  return groups.length === 0 || EVERYONE.every((group) => groups.includes(group)) ? 'all' : 'some';
}

/** A list over all namespaces is in none, as objects without one are: `""`. */
function namespaces(rule: JsonObject, { namespaced }: Target, verb: string): Match {
  const named = textsOf(rule.namespaces);
  if (named.length === 0) return 'all';
  if (!namespaced) return named.includes('') ? 'all' : 'none';
  return verb === 'list' || named.some((name) => name !== '') ? 'some' : 'none';
}

function resources(rule: JsonObject, { kind, group }: Target, verb: string): Match {
  const entries = listOf(rule.resources).map(objectOf);
  // Of a rule for paths alone, no request for a resource is matched.
  if (entries.length === 0)
    return textsOf(rule.nonResourceURLs).length > 0 && textsOf(rule.namespaces).length === 0 ? 'none' : 'all';
  const matches = entries.map((entry): Match => {
    const inGroup = textOf(entry.group) === group || entry.group === '*';
    const named = textsOf(entry.resources);
    if (!inGroup) return 'none';
    if (named.length === 0) return 'all';
    if (!named.some((resource) => isNamed(resource, kind))) return 'none';
    if (textsOf(entry.resourceNames).length === 0) return 'all';
    // What carries no name is matched by no list of names.
    const isNameless = ['create', 'list', 'deletecollection'].includes(verb) && !kind.includes('/');
    return isNameless ? 'none' : 'some';
  });
  if (matches.includes('all')) return 'all';
  return matches.includes('some') ? 'some' : 'none';
}

/** `*`, the kind itself, `RESOURCE/*` (the resource, too) or `*` with the subresource. */
function isNamed(written: string, kind: AuditedKind): boolean {
  const [resource = '', subresource] = kind.split('/');
  if (written === '*' || written === kind || written === `${resource}/*`) return true;
  return subresource !== undefined && written === `*/${subresource}`;
}

function textsOf(value: unknown): string[] {
  return listOf(value).filter((text) => typeof text === 'string');
}
