// The words that worlds and requests are made of: few, so that they meet, and each beside the traps that look like it.
import type { Random } from '../../../bench/random.ts';

/** A resource that requests ask for. A subresource has its parent's group and scope. */
export interface Target {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespaced: boolean;
}

function targets(group: string, scope: 'n' | 'c', resources: string): Target[] {
  return resources.split(' ').map((full) => {
    const [resource = '', subresource = ''] = full.split('/');
    return { group, resource, subresource, namespaced: scope === 'n' };
  });
}

const RBAC = 'rbac.authorization.k8s.io';
const CERTIFICATES = 'certificates.k8s.io';

/** Resources that URLs name, as API servers serve them. */
export const SERVED: readonly Target[] = [
  ...targets('', 'n', 'secrets secrets secrets configmaps pods pods serviceaccounts services events'),
  ...targets('', 'n', 'pods/exec pods/exec pods/log pods/eviction pods/binding pods/ephemeralcontainers pods/proxy'),
  ...targets('', 'n', 'serviceaccounts/token serviceaccounts/token services/proxy'),
  ...targets('', 'c', 'namespaces namespaces namespaces/status namespaces/finalize'),
  ...targets('', 'c', 'nodes nodes/proxy persistentvolumes'),
  ...targets('apps', 'n', 'deployments deployments deployments/scale statefulsets/scale'),
  ...targets(RBAC, 'n', 'roles rolebindings'),
  ...targets(RBAC, 'c', 'clusterroles clusterrolebindings'),
  ...targets(CERTIFICATES, 'c', 'certificatesigningrequests certificatesigningrequests/approval'),
];

/** What only checks of the API server itself name, with the verb it asks. */
export const CHECKED: readonly (Target & { readonly verb: string })[] = [
  ...targets('', 'c', 'users groups').map((target) => ({ ...target, verb: 'impersonate' })),
  ...targets('', 'n', 'serviceaccounts serviceaccounts').map((target) => ({ ...target, verb: 'impersonate' })),
  ...targets('authentication.k8s.io', 'c', 'uids userextras/scopes').map((target) => ({
    ...target,
    verb: 'impersonate',
  })),
  ...targets(CERTIFICATES, 'c', 'signers').flatMap((target) => [
    { ...target, verb: 'approve' },
    { ...target, verb: 'sign' },
  ]),
  ...targets(RBAC, 'c', 'clusterroles').flatMap((target) => [
    { ...target, verb: 'bind' },
    { ...target, verb: 'escalate' },
  ]),
  ...targets(RBAC, 'n', 'roles').flatMap((target) => [
    { ...target, verb: 'bind' },
    { ...target, verb: 'escalate' },
  ]),
];

export const VERBS = [
  'get',
  'get',
  'list',
  'list',
  'watch',
  'watch',
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
];
/** Verbs that are none, or match only as a whole. */
export const ODD_VERBS = ['GET', 'ge*', 'read', 'Get', 'get ', 'use', 'impersonate', 'proxy'];
export const ODD_GROUPS = ['core', 'v1', 'apps/v1', 'Apps', 'app*', 'extensions', 'policy'];
/** Resources that match nothing, or not what they seem to. */
export const ODD_RESOURCES = [
  'pods/*',
  'pods/*',
  'secrets/*',
  '*/*',
  'sec*',
  'Secrets',
  'secret',
  'exec',
  '/exec',
  'v1/pods',
];

export const NAMES = ['s', 's', 's', 't', 'x', '', '*'];
export const SIGNERS = ['kubernetes.io/kube-apiserver-client', 'kubernetes.io/*', 'kubernetes.io/kubelet-serving'];
export const NAMESPACES = ['a', 'a', 'b', 'kube-system'];
export const USERS = ['u', 'u', 'v', 'g'];
export const GROUPS = ['g', 'g', 'h', 'u'];
export const ACCOUNTS = ['s', 's', 't'];
export const NODES = ['n1', 'n1', 'n2'];
export const CLUSTER_ROLES = ['one', 'two', 'three'];
export const AGGREGATED_ROLES = ['all', 'more'];

export const PATHS = [
  '/metrics',
  '/metrics',
  '/metrics/slis',
  '/metricsx',
  '/Metrics',
  '/healthz',
  '/healthz/etcd',
  '/api',
  '/api/v1',
  '/apis/apps/v1',
  '/logs/',
  '/logs',
  '/version',
  '/openapi/v3',
  '/',
];
export const PATH_RULES = [
  '/metrics',
  '/metrics',
  '/metrics*',
  '/metrics/*',
  '/healthz/*',
  '*',
  '/api**',
  '/logs/',
  '/*',
];

/** One of the items, or of the others with a chance of one in `rarity`. */
export function usually<T>(random: Random, items: readonly T[], rarity: number, others: readonly T[]): T {
  return random.pick(random.below(rarity) === 0 ? others : items);
}
