// Facts from compact literals, for the tests of this folder only.
import type { Facts } from '../facts/facts.ts';
import type { LabelSelector } from '../facts/object.ts';
import { OriginTable } from '../facts/origin.ts';
import type { BindingFact, BindingSubject, PolicyRule, RoleFact } from '../facts/rbac.ts';
import type { PodSpec, WorkloadFact } from '../facts/workload.ts';

const RBAC_GROUP = 'rbac.authorization.k8s.io';

/** A rule: `verbs resources`, with the rest where it matters. Lists are comma-separated; group is core unless given. */
export function rule(verbs: string, resources: string, more: Partial<PolicyRule> = {}): PolicyRule {
  return {
    verbs: verbs.split(','),
    resources: resources === '' ? [] : resources.split(','),
    apiGroups: resources === '' ? [] : [''],
    resourceNames: [],
    nonResourceURLs: [],
    ...more,
  };
}

/** `clusterrole:NAME` or `role:NS/NAME` with its rules. */
export function role(id: string, rules: readonly PolicyRule[], more: Partial<RoleFact> = {}): RoleFact {
  const [kind, key] = cut(id, ':');
  const [namespace, name] = kind === 'role' ? cut(key, '/') : ['', key];
  const objectKind = kind === 'role' ? 'Role' : 'ClusterRole';
  return {
    kind: 'role',
    objectKind,
    group: RBAC_GROUP,
    namespace,
    name,
    document: 0,
    rules,
    labels: new Map(),
    ...more,
  };
}

/** `clusterrolebinding:NAME` or `rolebinding:NS/NAME` of a role (`ClusterRole/x`, `Role/x`) to subjects (`User/u`, `Group/g`, `ServiceAccount/ns/s`). */
export function binding(id: string, ref: string, subjects: readonly string[]): BindingFact {
  const [kind, key] = cut(id, ':');
  const [namespace, name] = kind === 'rolebinding' ? cut(key, '/') : ['', key];
  const [roleKind, roleName] = cut(ref, '/');
  return {
    kind: 'binding',
    objectKind: kind === 'rolebinding' ? 'RoleBinding' : 'ClusterRoleBinding',
    group: RBAC_GROUP,
    namespace,
    name,
    document: 0,
    roleKind: roleKind as 'Role' | 'ClusterRole',
    roleName,
    subjects: subjects.map(toSubject),
  };
}

export function selector(
  labels: Readonly<Record<string, string>>,
  ...matchExpressions: LabelSelector['matchExpressions']
): LabelSelector {
  return { matchLabels: new Map(Object.entries(labels)), matchExpressions };
}

/** A pod spec that refers to nothing but what is given. */
export function podSpec(more: Partial<PodSpec> = {}): PodSpec {
  return {
    serviceAccount: 'default',
    hostNetwork: false,
    hostPID: false,
    hostIPC: false,
    hostUsers: true,
    shareProcessNamespace: false,
    runtimeClass: '',
    containers: [],
    volumes: [],
    secrets: [],
    configMaps: [],
    claims: [],
    tokens: [],
    misplaced: [],
    ...more,
  };
}

/** A pod `NS/NAME` of the spec with this index. */
export function pod(key: string, spec: number, more: Partial<WorkloadFact> = {}): WorkloadFact {
  const [namespace, name] = cut(key, '/');
  return {
    kind: 'workload',
    objectKind: 'Pod',
    group: '',
    namespace,
    name,
    document: 0,
    spec,
    specPointer: '/spec',
    isPod: true,
    node: '',
    phase: '',
    mirror: false,
    labels: new Map(),
    podAnnotations: new Map(),
    ...more,
  };
}

const NO_NETWORK = {
  networkPolicies: [],
  tierPolicies: [],
  ciliumPolicies: [],
  calicoPolicies: [],
  calicoTiers: [],
  calicoSets: [],
  calicoHosts: [],
  entries: [],
  gateways: [],
  entryClasses: [],
  backendTls: [],
  endpoints: [],
  peerAuthentications: [],
  destinationRules: [],
  istioSidecars: [],
  istioAuthorizations: [],
  virtualServices: [],
  meshSettings: [],
  linkerdServers: [],
  linkerdGrants: [],
} satisfies Partial<Facts>;

export function factsOf(parts: Partial<Facts>): Facts {
  return {
    origins: new OriginTable(),
    coverage: [],
    kubernetesVersion: '',
    roles: [],
    bindings: [],
    serviceAccounts: [],
    secrets: [],
    configMaps: [],
    secretCopies: [],
    credentials: [],
    podSpecs: [],
    workloads: [],
    namespaces: [],
    nodes: [],
    persistentVolumes: [],
    claims: [],
    storageClasses: [],
    csiDrivers: [],
    webhooks: [],
    apiServices: [],
    customDefinitions: [],
    services: [],
    ...NO_NETWORK,
    admissionPolicies: [],
    customs: [],
    encryptions: [],
    auditPolicies: [],
    kubeletConfigs: [],
    ...parts,
  };
}

function toSubject(text: string, index: number): BindingSubject {
  const [kind, rest] = cut(text, '/');
  const [namespace, name] = kind === 'ServiceAccount' ? cut(rest, '/') : ['', rest];
  return { kind: kind as BindingSubject['kind'], namespace, name, index };
}

function cut(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}
