// Random roles: rules that grant something, beside rules that only look as if they did.
import type { Random } from '../../../bench/random.ts';
import { RBAC_VERSION, type RawMetadata, type RawRole, type RawRule, type RawSelector } from './objects.ts';
import {
  AGGREGATED_ROLES,
  CHECKED,
  CLUSTER_ROLES,
  NAMES,
  NAMESPACES,
  ODD_GROUPS,
  ODD_RESOURCES,
  ODD_VERBS,
  PATH_RULES,
  SERVED,
  SIGNERS,
  type Target,
  usually,
  VERBS,
} from './words.ts';

/** Some of what a generator makes, from one to `max`. */
function several<T>(random: Random, max: number, make: () => T): T[] {
  return Array.from({ length: 1 + random.below(max) }, make);
}

/** How a rule writes a resource: as it is, or one of the wild forms, which match more or less than one thinks. */
function written(random: Random, { resource, subresource }: Target): string {
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  switch (random.below(18)) {
    case 0:
    case 6:
      return '*';
    case 1:
      return subresource === '' ? full : `*/${subresource}`;
    case 2:
      return `*/${subresource === '' ? 'exec' : subresource}`;
    case 3:
      return `${resource}/*`;
    case 4:
      return subresource === '' ? `${resource}/exec` : resource;
    case 5:
      return random.pick(ODD_RESOURCES);
    default:
      return full;
  }
}

function names(random: Random, target: Target, isChecked: boolean): Pick<RawRule, 'resourceNames'> {
  if (random.below(5) < (isChecked ? 1 : 3)) return random.below(4) === 0 ? { resourceNames: [] } : {};
  const pool = target.resource === 'signers' ? SIGNERS : NAMES;
  return { resourceNames: several(random, 2, () => random.pick(pool)) };
}

/** A rule about resources that share a group, mostly. */
export function resourceRule(random: Random): RawRule {
  const checked = random.below(3) === 0 ? random.pick(CHECKED) : undefined;
  const first: Target = checked ?? random.pick(SERVED);
  const verbs = several(random, 2, () => usually(random, [checked?.verb ?? random.pick(VERBS)], 9, ODD_VERBS));
  const resources = [written(random, first)];
  if (random.below(3) === 0) resources.push(written(random, random.pick(SERVED)));
  const apiGroups = [usually(random, [first.group], 5, ['*', '*', '*', '*', ...ODD_GROUPS])];
  if (random.below(6) === 0) apiGroups.push(usually(random, ['', 'apps'], 3, ODD_GROUPS));
  return {
    verbs: random.below(checked === undefined ? 8 : 2) === 0 ? ['*'] : verbs,
    apiGroups,
    resources,
    ...names(random, first, checked !== undefined),
  };
}

function pathRule(random: Random): RawRule {
  return {
    verbs: several(random, 2, () => random.pick(['get', 'get', 'post', '*', 'GET', 'list'])),
    nonResourceURLs: several(random, 2, () => random.pick(PATH_RULES)),
  };
}

function rules(random: Random, isNamespaced: boolean): RawRule[] {
  return several(random, 4, () => (!isNamespaced && random.below(6) === 0 ? pathRule(random) : resourceRule(random)));
}

const MIXED: RawRule = { verbs: ['get', '*'], apiGroups: [''], resources: ['secrets'], nonResourceURLs: ['/metrics'] };
/** Rules that the API server's validation refuses, and with them the role. */
const REFUSED: readonly RawRule[] = [
  { verbs: ['get'], resources: ['secrets'] },
  { verbs: ['get'], apiGroups: [], resources: ['secrets'] },
  { verbs: [], apiGroups: [''], resources: ['secrets'] },
  { verbs: ['get'], apiGroups: [''] },
  MIXED,
];
const REFUSED_IN_ROLE: RawRule = { verbs: ['get'], nonResourceURLs: ['/metrics', '*'] };

function refusedRole(random: Random, kind: RawRole['kind'], metadata: RawMetadata): RawRole {
  const others = kind === 'Role' ? [...REFUSED, REFUSED_IN_ROLE, REFUSED_IN_ROLE] : REFUSED;
  const rule = random.below(3) > 0 ? MIXED : random.pick(others);
  return { apiVersion: RBAC_VERSION, kind, metadata, rules: [rule] };
}

const LABEL_VALUES = ['x', 'x', 'y'];
const TO_VIEW = 'rbac.authorization.k8s.io/aggregate-to-view';

function labels(random: Random): Record<string, string> {
  const found: Record<string, string> = {};
  if (random.below(3) > 0) found['k'] = random.pick(LABEL_VALUES);
  if (random.below(2) === 0) found['l'] = random.pick(LABEL_VALUES);
  return found;
}

function selector(random: Random): RawSelector {
  const key = random.pick(['k', 'l']);
  switch (random.below(6)) {
    case 0:
      return { matchExpressions: [{ key, operator: 'In', values: several(random, 2, () => random.pick(['x', 'y'])) }] };
    case 1:
      return {
        matchExpressions: [
          { key: 'k', operator: 'Exists' },
          { key: 'l', operator: 'NotIn', values: [random.pick(LABEL_VALUES)] },
        ],
      };
    case 2:
      return {
        matchLabels: { k: random.pick(LABEL_VALUES) },
        matchExpressions: [{ key: 'l', operator: 'DoesNotExist' }],
      };
    case 3:
      return { matchLabels: { k: random.pick(LABEL_VALUES), l: random.pick(LABEL_VALUES) } };
    default:
      return { matchLabels: { [key]: random.pick(LABEL_VALUES) } };
  }
}

function clusterRole(random: Random, name: string): RawRole {
  // Whoever reads files keeps what is good in a refused role; so no other role is made of one.
  if (random.below(8) === 0) return refusedRole(random, 'ClusterRole', { name });
  const given = labels(random);
  if (random.below(8) === 0) given[TO_VIEW] = 'true';
  return {
    apiVersion: RBAC_VERSION,
    kind: 'ClusterRole',
    metadata: { name, labels: given },
    rules: random.below(6) === 0 ? [] : rules(random, false),
  };
}

function aggregatedRole(random: Random, name: string): RawRole {
  return {
    apiVersion: RBAC_VERSION,
    kind: 'ClusterRole',
    metadata: { name, labels: random.below(2) === 0 ? labels(random) : {} },
    rules: random.below(2) === 0 ? [] : [resourceRule(random)],
    aggregationRule: { clusterRoleSelectors: several(random, 2, () => selector(random)) },
  };
}

/** A role of the policy that an API server starts with, changed by its owner. */
function changedBootstrapRole(random: Random): RawRole {
  return {
    apiVersion: RBAC_VERSION,
    kind: 'ClusterRole',
    metadata: {
      name: random.pick(['system:basic-user', 'system:discovery', 'system:public-info-viewer']),
      annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'false' },
    },
    rules: rules(random, false),
  };
}

/** Two roles that are made of each other. */
function circle(random: Random): RawRole[] {
  const [first = '', second = ''] = AGGREGATED_ROLES;
  const made = (name: string, label: string, other: string): RawRole => {
    const role = aggregatedRole(random, name);
    const selectors = [{ matchLabels: { k: other } }, ...(role.aggregationRule?.clusterRoleSelectors ?? [])];
    const metadata = { name, labels: { k: label } };
    return { ...role, metadata, aggregationRule: { clusterRoleSelectors: selectors } };
  };
  return [made(first, 'first', 'second'), made(second, 'second', 'first')];
}

/** A role made of one that gives nothing, and what it holds itself. */
function hollow(random: Random): RawRole[] {
  const [name = ''] = AGGREGATED_ROLES;
  const empty: RawRole = {
    apiVersion: RBAC_VERSION,
    kind: 'ClusterRole',
    metadata: { name: 'empty', labels: { hollow: 'x' } },
    rules: [],
  };
  const aggregationRule = { clusterRoleSelectors: [{ matchLabels: { hollow: 'x' } }] };
  return [{ ...aggregatedRole(random, name), rules: rules(random, false), aggregationRule }, empty];
}

function aggregatedRoles(random: Random): RawRole[] {
  const kind = random.below(12);
  if (kind < 3) return circle(random);
  if (kind < 4) return hollow(random);
  return AGGREGATED_ROLES.filter(() => random.below(3) > 0).map((name) => aggregatedRole(random, name));
}

/** The roles of one world: plain and aggregated ClusterRoles, and Roles that share their names. */
export function roles(random: Random): RawRole[] {
  const made = CLUSTER_ROLES.filter(() => random.below(6) > 0).map((name) => clusterRole(random, name));
  made.push(...aggregatedRoles(random));
  for (const name of CLUSTER_ROLES) {
    if (random.below(4) === 0) continue;
    const metadata = { name, namespace: random.pick(NAMESPACES) };
    const isRefused = random.below(12) === 0;
    made.push(
      isRefused
        ? refusedRole(random, 'Role', metadata)
        : { apiVersion: RBAC_VERSION, kind: 'Role', metadata, rules: rules(random, true) },
    );
  }
  if (random.below(5) === 0) made.push(changedBootstrapRole(random));
  return made;
}
