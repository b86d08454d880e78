// L1: read an object that holds a credential in plain text.
import { isInObject } from '../facts/credential.ts';
import type { Facts } from '../facts/facts.ts';
import { pluralOf } from '../facts/plural.ts';
import type { Ask, GrantRule, Technique } from '../graph/rule-types.ts';
import { appConfig, CONFIG_TO_APP, literal, onKind, WEB_PASSWORD } from './credential-examples.ts';
import { clusterRoleManifest, deploymentManifest, podManifest, roleManifest } from './example-manifests.ts';

/** A kind whose objects hold credentials. */
interface HolderKind {
  readonly group: string;
  readonly resource: string;
  readonly clusterScoped: boolean;
}

/** The kind that is always asked about; the others are taken from the input. */
const CONFIG_MAPS: HolderKind = { group: '', resource: 'configmaps', clusterScoped: false };
const PODS: HolderKind = { group: '', resource: 'pods', clusterScoped: false };
const DRY_RUN = 'dryRun=All';

/** Built-in kinds with a status of their own: its requests answer with the whole object. */
const WITH_STATUS =
  /^(?:\/pods|\/replicationcontrollers|apps\/(?:deployments|replicasets|statefulsets|daemonsets)|batch\/(?:jobs|cronjobs))$/;

/** The six verbs disclose every kind of object, as they do Secrets; so do those of the status, and of a pod's ephemeral containers. */
function asksOf({ group, resource, clusterScoped }: HolderKind): Readonly<Record<string, Ask>> {
  const ask = (verbs: readonly string[], names: Ask['names'], more: Partial<Ask> = {}): Ask => ({
    verbs,
    group,
    resource,
    names,
    ...(clusterScoped && { clusterScoped }),
    ...more,
  });
  const parts = WITH_STATUS.test(`${group}/${resource}`) ? ['status'] : [];
  if (resource === 'pods' && group === '') parts.push('ephemeralcontainers');
  return {
    get: ask(['get'], 'carried'),
    list: ask(['list', 'watch'], 'absent'),
    select: ask(['list', 'watch'], 'selector'),
    patch: ask(['patch'], 'carried', { query: DRY_RUN }),
    delete: ask(['delete'], 'carried', { query: `${DRY_RUN}&propagationPolicy=Foreground` }),
    collection: ask(['deletecollection'], 'absent', { query: DRY_RUN }),
    ...Object.fromEntries(
      parts.flatMap((subresource) => [
        [`get ${subresource}`, ask(['get'], 'carried', { subresource })],
        [`patch ${subresource}`, ask(['patch'], 'carried', { subresource, query: DRY_RUN })],
      ]),
    ),
  };
}

type Reads = Pick<Technique, 'asks' | 'rules'>;

function readsOf(kind: HolderKind): Reads {
  const of = `${kind.group}/${kind.resource}`;
  const named = Object.entries(asksOf(kind)).map(([word, ask]) => [`${word} of ${of}`, ask] as const);
  const rules = named.map(([name]): GrantRule => ({
    type: 'grant',
    asks: [name],
    gains: { kind: 'credentials', of },
    certainty: 'certain',
  }));
  return { asks: Object.fromEntries(named), rules };
}

/** One and the same for a kind in every input: a change of an input that is tried out keeps its answers. */
const known = new Map<string, Reads>();

function readsOnce(kind: HolderKind): Reads {
  const key = JSON.stringify(kind);
  let reads = known.get(key);
  if (reads === undefined) known.set(key, (reads = readsOf(kind)));
  return reads;
}

function kindsIn(facts: Facts): HolderKind[] {
  const kinds = new Map<string, HolderKind>();
  const add = (group: string, resource: string, namespace: string): void => {
    const isStatic = group === '' && (resource === 'configmaps' || resource === 'pods');
    if (!isStatic) kinds.set(`${group}/${resource}`, { group, resource, clusterScoped: namespace === '' });
  };
  for (const found of facts.credentials)
    if (isInObject(found)) add(found.holder.group, found.resource, found.holder.namespace);
  if (facts.podSpecs.some(({ credentials }) => credentials !== undefined)) {
    for (const { spec, group, objectKind, namespace } of facts.workloads)
      if (facts.podSpecs[spec]?.credentials !== undefined) add(group, pluralOf(objectKind), namespace);
  }
  return [...kinds.values()];
}

const [configMaps, pods] = [readsOnce(CONFIG_MAPS), readsOnce(PODS)];
const web = deploymentManifest(literal('DB_PASSWORD'));
const webPod = podManifest(literal('DB_PASSWORD'));
const reads = (rule: string): string => roleManifest({ rules: [rule] });

export const l1: Technique = {
  id: 'L1',
  title: 'Read an object that holds a credential',
  why: 'Rights on secrets do not guard what stands elsewhere: a ConfigMap, the literal environment of a Deployment, an old ReplicaSet, the copy that kubectl keeps in an annotation, an Event. Whoever may read the object by any of the six disclosing verbs (get, list, watch; patch, delete and deletecollection as a dry run), or read or patch its status, gets it whole. The default roles view, edit and admin let all of these be read in a namespace, although view leaves secrets out.',
  fix: 'Move the credential into a Secret, refer to it from there, and change it: copies of the old object keep it.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/configmap/#motivation',
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  asks: { ...configMaps.asks, ...pods.asks },
  rules: [...configMaps.rules, ...pods.rules],
  fromInput(facts) {
    const parts = kindsIn(facts).map(readsOnce);
    return {
      asks: Object.assign({}, ...parts.map(({ asks }) => asks)) as Technique['asks'],
      rules: parts.flatMap(({ rules }) => rules),
    };
  },
  explain: ({ from, to, request, detail = 'an object' }) => ({
    because: to.startsWith('configmap:')
      ? `${from} may ${request?.verb ?? 'read'} ${to}`
      : `${from} may ${request?.verb ?? 'read'} ${detail}, which holds ${to} in plain text`,
    conditions: [],
  }),
  examples: {
    exposed: [
      {
        name: 'a ConfigMap',
        manifests: appConfig() + reads(onKind('configmaps', 'get')),
        ...CONFIG_TO_APP,
        certainty: 'certain',
      },
      {
        name: 'a ConfigMap, by a dry run of patch',
        manifests: appConfig() + reads(onKind('configmaps', 'patch', 'app')),
        ...CONFIG_TO_APP,
        certainty: 'certain',
      },
      {
        name: 'the literal environment of a Deployment',
        manifests: web + reads(onKind('deployments', 'list', undefined, 'apps')),
        ...WEB_PASSWORD,
        certainty: 'certain',
      },
      {
        name: 'the status of a Deployment',
        manifests: web + reads(onKind('deployments/status', 'get', 'web', 'apps')),
        ...WEB_PASSWORD,
        certainty: 'certain',
      },
      {
        name: 'a pod, by its ephemeral containers',
        manifests: webPod + reads(onKind('pods/ephemeralcontainers', 'patch')),
        from: 'serviceaccount:shop/app',
        to: 'pod:shop/web#DB_PASSWORD',
        certainty: 'certain',
      },
      {
        name: 'the role view',
        manifests: appConfig() + viewManifest(),
        ...CONFIG_TO_APP,
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'another ConfigMap',
        manifests: appConfig() + reads(onKind('configmaps', 'patch', 'other')),
        ...CONFIG_TO_APP,
      },
      { name: 'rights on secrets', manifests: appConfig() + reads(onKind('secrets', 'get')), ...CONFIG_TO_APP },
      {
        name: 'the scale of a Deployment',
        manifests: web + reads(onKind('deployments/scale', 'get', 'web', 'apps')),
        ...WEB_PASSWORD,
      },
      {
        name: 'the core group has no Deployments',
        manifests: web + reads(onKind('deployments', 'list')),
        ...WEB_PASSWORD,
      },
      {
        name: 'a reference instead of a literal',
        manifests:
          deploymentManifest(
            '{ containers: [{ name: web, image: web, env: [{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: db, key: password } } }] }] }',
          ) + reads(onKind('deployments', 'list', undefined, 'apps')),
        ...WEB_PASSWORD,
      },
      {
        name: 'in another namespace',
        manifests: appConfig() + roleManifest({ namespace: 'other', rules: [onKind('configmaps', 'get')] }),
        ...CONFIG_TO_APP,
      },
      {
        name: 'a role that lists nodes',
        manifests: appConfig() + clusterRoleManifest({ rules: [onKind('nodes', 'get, list')] }),
        ...CONFIG_TO_APP,
      },
    ],
  },
};

function viewManifest(): string {
  return `
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: viewers, namespace: shop }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }
subjects:
- { kind: ServiceAccount, name: app, namespace: shop }
---`;
}
