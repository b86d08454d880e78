// Roles, bindings and ServiceAccounts, refused where the API server's validation refuses them.
import type { LabelSelector, StringMap } from '../facts/object.ts';
import type { BindingSubject, PolicyRule, RoleFact, ServiceAccountFact } from '../facts/rbac.ts';
import { isPathSegment } from './identity.ts';
import { booleanOf, isObject, isTextList, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { annotationsOf, labelsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import type { StringPool } from './string-pool.ts';

const RBAC = 'rbac.authorization.k8s.io';
const RULE_FIELDS = ['apiGroups', 'resources', 'resourceNames', 'verbs', 'nonResourceURLs'] as const;

/** Why the API server refuses a rule (`ValidatePolicyRule` in pkg/apis/rbac/validation); empty when it accepts it. */
function ruleRefusal(rule: unknown, namespaced: boolean): string {
  if (!isObject(rule)) return 'not an object';
  for (const field of RULE_FIELDS) if (!isTextList(rule[field])) return `${field} is not a list of strings`;
  if (listOf(rule.verbs).length === 0) return 'no verbs';
  if (listOf(rule.nonResourceURLs).length > 0) {
    if (namespaced) return 'nonResourceURLs in a Role';
    const mixed = listOf(rule.apiGroups).length + listOf(rule.resources).length + listOf(rule.resourceNames).length > 0;
    return mixed ? 'resources and nonResourceURLs in one rule' : '';
  }
  if (listOf(rule.apiGroups).length === 0) return 'no apiGroups';
  return listOf(rule.resources).length === 0 ? 'no resources' : '';
}

function policyRule(rule: JsonObject, strings: StringPool): PolicyRule {
  return {
    apiGroups: strings.list(rule.apiGroups),
    resources: strings.list(rule.resources),
    resourceNames: strings.list(rule.resourceNames),
    verbs: strings.list(rule.verbs),
    nonResourceURLs: strings.list(rule.nonResourceURLs),
  };
}

/** A rule that grants nothing keeps the place of a refused one, so that `/rules/N` stays true. */
const NO_RULE: PolicyRule = { apiGroups: [], resources: [], resourceNames: [], verbs: [], nonResourceURLs: [] };

function rulesOf(reading: Reading): readonly PolicyRule[] {
  const { rules, aggregationRule } = reading.object;
  if (!Array.isArray(rules)) {
    if (rules === null && isObject(aggregationRule)) return [];
    if (rules !== undefined)
      reading.partial(rules === null ? 'rules is null: the role grants nothing' : 'rules is not a list', '/rules');
    return [];
  }
  const namespaced = reading.base.namespace !== '';
  return rules.map((rule: unknown, index) => {
    const refusal = ruleRefusal(rule, namespaced);
    if (refusal === '') return policyRule(rule as JsonObject, reading.strings);
    reading.partial(`the API server refuses this role, and the rule is left out: ${refusal}`, `/rules/${index}`);
    return NO_RULE;
  });
}

/** A label selector as the API decodes it. */
export function labelSelector(value: unknown, strings: StringPool): LabelSelector {
  const selector = objectOf(value);
  const matchExpressions = listOf(selector.matchExpressions)
    .filter(isObject)
    .map((expression) => ({
      key: strings.text(expression.key),
      operator: strings.text(expression.operator),
      values: strings.list(expression.values),
    }));
  return { matchLabels: strings.map(selector.matchLabels), matchExpressions };
}

export function readRole(reading: Reading): boolean {
  const fact: RoleFact = { ...reading.base, kind: 'role', rules: rulesOf(reading), labels: labelsOf(reading) };
  const { aggregationRule } = reading.object;
  const aggregated = reading.base.namespace === '' && isObject(aggregationRule);
  const selectors = aggregated ? listOf(aggregationRule.clusterRoleSelectors).filter(isObject) : [];
  if (aggregated && selectors.length === 0)
    reading.partial('aggregationRule without clusterRoleSelectors selects nothing', '/aggregationRule');
  reading.facts.roles.push(
    aggregated ? { ...fact, aggregation: selectors.map((selector) => labelSelector(selector, reading.strings)) } : fact,
  );
  return true;
}

interface SubjectPlace {
  readonly index: number;
  readonly bindingNamespace: string;
  readonly strings: StringPool;
}

/** The subject, or why the API server refuses it (`ValidateRoleBindingSubject`). */
function bindingSubject(value: unknown, place: SubjectPlace): BindingSubject | string {
  if (!isObject(value)) return 'not an object';
  const { kind, name, apiGroup } = value;
  if (typeof name !== 'string' || name === '') return 'no name';
  const group = textOf(apiGroup);
  if (kind === 'User' || kind === 'Group') {
    if (group !== '' && group !== RBAC) return `apiGroup of a ${kind} is not ${RBAC}`;
    return { kind, namespace: '', name: place.strings.keep(name), index: place.index };
  }
  if (kind !== 'ServiceAccount') return 'kind is neither User, Group nor ServiceAccount';
  if (group !== '') return 'apiGroup of a ServiceAccount is not empty';
  if (!isPathSegment(name)) return 'the API server accepts no such name';
  const namespace = textOf(value.namespace) || place.bindingNamespace;
  if (namespace === '') return 'a ServiceAccount without namespace in a ClusterRoleBinding';
  return { kind, namespace: place.strings.keep(namespace), name: place.strings.keep(name), index: place.index };
}

function subjectsOf(reading: Reading): readonly BindingSubject[] {
  const { subjects } = reading.object;
  if (subjects !== undefined && subjects !== null && !Array.isArray(subjects))
    reading.partial('subjects is not a list', '/subjects');
  const accepted: BindingSubject[] = [];
  for (const [index, value] of listOf(subjects).entries()) {
    const subject = bindingSubject(value, {
      index,
      bindingNamespace: reading.base.namespace,
      strings: reading.strings,
    });
    if (typeof subject !== 'string') accepted.push(subject);
    else
      reading.partial(
        `the API server refuses this binding, and the subject is left out: ${subject}`,
        `/subjects/${index}`,
      );
  }
  return accepted;
}

/** Why the API server refuses a roleRef (`ValidateRoleBinding`, `ValidateClusterRoleBinding`). */
function roleRefusal(roleRef: unknown, namespaced: boolean): string {
  if (!isObject(roleRef)) return 'no roleRef';
  const group = textOf(roleRef.apiGroup);
  if (group !== '' && group !== RBAC) return `apiGroup of roleRef is not ${RBAC}`;
  if (roleRef.kind !== 'ClusterRole' && !(roleRef.kind === 'Role' && namespaced)) {
    return namespaced
      ? 'roleRef is neither a Role nor a ClusterRole'
      : 'roleRef of a ClusterRoleBinding is no ClusterRole';
  }
  return isPathSegment(textOf(roleRef.name)) ? '' : 'roleRef names no role';
}

export function readBinding(reading: Reading): boolean {
  const { roleRef } = reading.object;
  const refusal = roleRefusal(roleRef, reading.base.namespace !== '');
  if (refusal !== '') {
    reading.partial(`the API server refuses this binding: ${refusal}`, '/roleRef');
    return false;
  }
  const { kind, name } = roleRef as { readonly kind: 'Role' | 'ClusterRole'; readonly name: string };
  const { objectKind, group, namespace, name: own, document } = reading.base;
  reading.facts.bindings.push({
    objectKind,
    group,
    namespace,
    name: own,
    document,
    kind: 'binding',
    roleKind: kind,
    roleName: reading.strings.keep(name),
    subjects: subjectsOf(reading),
  });
  return true;
}

const NO_NAMES: readonly string[] = Object.freeze([]);

function namesOf(value: unknown, strings: StringPool): readonly string[] {
  if (value === undefined) return NO_NAMES;
  return listOf(value)
    .map((item) => textOf(objectOf(item).name))
    .filter((name) => name !== '')
    .map((name) => strings.keep(name));
}

export function readServiceAccount(reading: Reading): boolean {
  const { object, strings } = reading;
  const annotations: StringMap = annotationsOf(reading);
  const { objectKind, group, namespace, name, document } = reading.base;
  const fact: ServiceAccountFact = {
    objectKind,
    group,
    namespace,
    name,
    document,
    kind: 'serviceAccount',
    annotations,
    imagePullSecrets: namesOf(object.imagePullSecrets, strings),
    secrets: namesOf(object.secrets, strings),
  };
  const automountToken = booleanOf(object.automountServiceAccountToken);
  reading.facts.serviceAccounts.push(automountToken === undefined ? fact : { ...fact, automountToken });
  return true;
}
