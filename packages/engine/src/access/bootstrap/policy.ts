// The bootstrap policy of one Kubernetes version as facts, read from the data beside it.
import { NO_DOCUMENT } from '../../facts/object.ts';
import type { BindingFact, PolicyRule, RoleFact } from '../../facts/rbac.ts';
import data from './data/policy.json' with { type: 'json' };

/** Roles and bindings that an API server creates when it starts. */
export interface BootstrapPolicy {
  readonly roles: readonly RoleFact[];
  readonly bindings: readonly BindingFact[];
}

interface Entry {
  readonly in: readonly (readonly number[])[];
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly aggregation?: readonly Readonly<Record<string, string>>[];
  readonly rules?: readonly (readonly (readonly string[])[])[];
  readonly role?: readonly string[];
  readonly subjects?: readonly (readonly string[])[];
}

const RBAC_GROUP = 'rbac.authorization.k8s.io';
const BOOTSTRAP_LABEL: readonly [string, string] = ['kubernetes.io/bootstrapping', 'rbac-defaults'];
const VERSION = /^v?(\d+)\.(\d+)/;
const ENTRIES = data.objects as unknown as readonly Entry[];
const known = new Map<number, BootstrapPolicy>();

/** Kubernetes minor versions whose policy is known, oldest first: `1.29` … */
export const BOOTSTRAP_VERSIONS: readonly string[] = data.versions;

/** The policy of a version (`1.31`, `v1.31.2`); an unknown or newer one gives the newest, an older one the oldest known. */
export function bootstrapPolicy(version: string): BootstrapPolicy {
  const index = versionIndex(version);
  let policy = known.get(index);
  if (policy === undefined) {
    policy = toPolicy(ENTRIES.filter((entry) => entry.in.some(([from = 0, to = 0]) => from <= index && index <= to)));
    known.set(index, policy);
  }
  return policy;
}

/** What any known version ships: several contents of one role or binding may stand in it. */
export function everyBootstrapPolicy(): BootstrapPolicy {
  return toPolicy(ENTRIES);
}

function versionIndex(version: string): number {
  const newest = BOOTSTRAP_VERSIONS.length - 1;
  const [, major, minor] = VERSION.exec(version) ?? [];
  if (major === undefined || minor === undefined) return newest;
  const exact = BOOTSTRAP_VERSIONS.indexOf(`${major}.${minor}`);
  if (exact >= 0) return exact;
  const [, oldestMajor, oldestMinor] = VERSION.exec(BOOTSTRAP_VERSIONS[0] ?? '') ?? [];
  const older = Number(major) < Number(oldestMajor) || (major === oldestMajor && Number(minor) < Number(oldestMinor));
  return older ? 0 : newest;
}

function toPolicy(entries: readonly Entry[]): BootstrapPolicy {
  return {
    roles: entries.filter((entry) => entry.role === undefined).map(toRole),
    bindings: entries.filter((entry) => entry.role !== undefined).map(toBinding),
  };
}

function toRole(entry: Entry): RoleFact {
  return {
    kind: 'role',
    ...identity(entry),
    rules: (entry.rules ?? []).map(toRule),
    labels: new Map([BOOTSTRAP_LABEL, ...Object.entries(entry.labels ?? {})]),
    ...(entry.aggregation === undefined
      ? {}
      : {
          aggregation: entry.aggregation.map((labels) => ({
            matchLabels: new Map(Object.entries(labels)),
            matchExpressions: [],
          })),
        }),
    expected: true,
  };
}

function toRule(fields: readonly (readonly string[])[]): PolicyRule {
  const [apiGroups = [], resources = [], verbs = [], resourceNames = [], nonResourceURLs = []] = fields;
  return { apiGroups, resources, verbs, resourceNames, nonResourceURLs };
}

function toBinding(entry: Entry): BindingFact {
  const [roleKind = '', roleName = ''] = entry.role ?? [];
  return {
    kind: 'binding',
    ...identity(entry),
    roleKind: roleKind === 'Role' ? 'Role' : 'ClusterRole',
    roleName,
    subjects: (entry.subjects ?? []).map(([kind = '', name = '', namespace = ''], index) => ({
      kind: kind as 'User' | 'Group' | 'ServiceAccount',
      namespace,
      name,
      index,
    })),
    expected: true,
  };
}

function identity(entry: Entry) {
  return {
    objectKind: entry.kind,
    group: RBAC_GROUP,
    namespace: entry.namespace ?? '',
    name: entry.name,
    document: NO_DOCUMENT,
  };
}
