// How facts about roles, bindings, accounts and admission are written in a snapshot.
import type { AdmissionPolicyFact, WebhookFact } from '../facts/cluster.ts';
import type { LabelSelector } from '../facts/object.ts';
import type { BindingFact, BindingSubject, PolicyRule, RoleFact, ServiceAccountFact } from '../facts/rbac.ts';
import { flag, integer, listOf, oneOf, optional, record, stringMap, text } from './codec.ts';
import { object } from './object-codec.ts';
import type { References } from './object-codec.ts';

const texts = listOf(text);
const service = record<{ readonly namespace: string; readonly name: string }>({ namespace: text, name: text });
export const selector = record<LabelSelector>({
  matchLabels: stringMap,
  matchExpressions: listOf(
    record<LabelSelector['matchExpressions'][number]>({ key: text, operator: text, values: texts }),
  ),
});
const rule = record<PolicyRule>({
  apiGroups: texts,
  resources: texts,
  resourceNames: texts,
  verbs: texts,
  nonResourceURLs: texts,
});
const subject = record<BindingSubject>({
  kind: oneOf('User', 'Group', 'ServiceAccount'),
  namespace: text,
  name: text,
  index: integer,
});

export function accessCodecs(references: References) {
  const base = object(references);
  return {
    roles: record<RoleFact>({
      ...base,
      kind: oneOf('role'),
      rules: listOf(rule),
      labels: stringMap,
      aggregation: optional(listOf(selector)),
      expected: optional(flag),
    }),
    bindings: record<BindingFact>({
      ...base,
      kind: oneOf('binding'),
      roleKind: oneOf('Role', 'ClusterRole'),
      roleName: text,
      subjects: listOf(subject),
      expected: optional(flag),
    }),
    serviceAccounts: record<ServiceAccountFact>({
      ...base,
      kind: oneOf('serviceAccount'),
      automountToken: optional(flag),
      imagePullSecrets: texts,
      secrets: texts,
      annotations: stringMap,
    }),
  };
}

export function admissionCodecs(references: References) {
  const base = object(references);
  return {
    admissionPolicies: record<AdmissionPolicyFact>({
      ...base,
      kind: oneOf('admissionPolicy'),
      engine: oneOf('psp', 'vap', 'map', 'kyverno', 'gatekeeper'),
      psp: optional(
        record<NonNullable<AdmissionPolicyFact['psp']>>({
          privileged: flag,
          hostPID: flag,
          hostIPC: flag,
          hostNetwork: flag,
          volumes: texts,
          allowedHostPaths: texts,
        }),
      ),
      kinds: texts,
      acts: flag,
    }),
    webhooks: record<WebhookFact>({
      ...base,
      kind: oneOf('webhook'),
      type: oneOf('mutating', 'validating'),
      webhooks: listOf(
        record<WebhookFact['webhooks'][number]>({
          name: text,
          service: optional(service),
          url: optional(text),
          matchesSecrets: flag,
          failurePolicy: text,
          namespaceSelector: optional(selector),
          pointer: text,
        }),
      ),
    }),
  };
}
