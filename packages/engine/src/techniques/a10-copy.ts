// A10: read a copy of the Secret in another object.
import type { Facts } from '../facts/facts.ts';
import type { Ask, GrantRule, Technique } from '../graph/rule-types.ts';
import { APP_TO_DB, clusterRoleManifest, onSecrets, roleManifest, secretManifest } from './example-manifests.ts';

/** A kind whose objects hold whole Secret manifests. */
interface HolderKind {
  readonly group: string;
  readonly resource: string;
  readonly clusterScoped: boolean;
}

/** The kind that the page shows; the others are taken from the input. */
const SHOWN: HolderKind = { group: 'work.open-cluster-management.io', resource: 'manifestworks', clusterScoped: false };

/** The six verbs disclose every kind of object, as they do Secrets. */
function asksOf(kind: HolderKind): readonly Ask[] {
  const { group, resource, clusterScoped } = kind;
  const ask = (verbs: readonly string[], names: Ask['names'], query?: string): Ask => ({
    verbs,
    group,
    resource,
    names,
    ...(clusterScoped && { clusterScoped }),
    ...(query !== undefined && { query }),
  });
  return [
    ask(['get'], 'carried'),
    ask(['list', 'watch'], 'absent'),
    ask(['list', 'watch'], 'selector'),
    ask(['patch'], 'carried', 'dryRun=All'),
    ask(['delete'], 'carried', 'dryRun=All&propagationPolicy=Foreground'),
    ask(['deletecollection'], 'absent', 'dryRun=All'),
  ];
}

const WORDS = ['get', 'list', 'select', 'patch', 'delete', 'collection'];

function readsOf(kind: HolderKind): Pick<Technique, 'asks' | 'rules'> {
  const of = `${kind.group}/${kind.resource}`;
  const named = asksOf(kind).map((ask, index) => [`${WORDS[index]} ${kind.resource}.${kind.group}`, ask] as const);
  const rules = named.map(([name]): GrantRule => ({
    type: 'grant',
    asks: [name],
    gains: { kind: 'copies', of },
    certainty: 'certain',
  }));
  return { asks: Object.fromEntries(named), rules };
}

/** Kinds of holders in the input, each once, without the one that is always asked for. */
function kindsIn(facts: Facts): HolderKind[] {
  const kinds = new Map<string, HolderKind>();
  for (const { holder, resource } of facts.secretCopies) {
    const key = `${holder.group}/${resource}`;
    if (holder.group === '' || key === `${SHOWN.group}/${SHOWN.resource}`) continue;
    kinds.set(key, { group: holder.group, resource, clusterScoped: holder.namespace === '' });
  }
  return [...kinds.values()];
}

const shown = readsOf(SHOWN);

const onWorks = (verbs: string, names?: string): string =>
  `{ apiGroups: [${SHOWN.group}], resources: [manifestworks], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: [${names}]`} }`;
const work = (name: string, kind = 'Secret'): string => `
apiVersion: ${SHOWN.group}/v1
kind: ManifestWork
metadata: { name: ${name}, namespace: fleet }
spec:
  workload:
    manifests:
    - { apiVersion: v1, kind: ${kind}, metadata: { name: db, namespace: shop }, stringData: { password: not-a-real-password } }
---`;
const crossplane = `
apiVersion: kubernetes.crossplane.io/v1alpha2
kind: Object
metadata: { name: db }
spec:
  forProvider:
    manifest: { apiVersion: v1, kind: Secret, metadata: { name: db, namespace: shop }, stringData: { password: not-a-real-password } }
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: objects.kubernetes.crossplane.io }
spec: { group: kubernetes.crossplane.io, scope: Cluster, names: { kind: Object, plural: objects }, versions: [] }
---`;
const release = (name: string): string => `
apiVersion: v1
kind: Secret
metadata: { name: sh.helm.release.v1.${name}.v1, namespace: shop, labels: { owner: helm, name: ${name} } }
type: helm.sh/release.v1
data: { release: bm90LWEtcmVhbC1yZWxlYXNl }
---`;
const rendered = `
apiVersion: v1
kind: Secret
metadata:
  name: db
  namespace: shop
  labels: { app.kubernetes.io/managed-by: Helm }
  annotations: { meta.helm.sh/release-name: web, meta.helm.sh/release-namespace: shop }
stringData: { password: not-a-real-password }
---`;
const inFleet = (rule: string): string => roleManifest({ namespace: 'fleet', rules: [rule] });
const reads = (name: string): string => roleManifest({ rules: [onSecrets('get', `sh.helm.release.v1.${name}.v1`)] });

export const a10: Technique = {
  id: 'A10',
  title: 'Read a copy of the Secret',
  why: 'Controllers that carry objects to other clusters or namespaces keep whole Secret manifests inside their own objects (ManifestWork, Karmada’s Work, Crossplane’s Object, and others; the input’s own kinds are taken as they come). Rights on secrets do not guard those: whoever may read the holder by any of the six disclosing verbs reads the Secret. Helm keeps every rendered manifest in a Secret of type helm.sh/release.v1 per revision. The conversion webhook of such a kind sees its objects as well. Kinds of aggregated API servers that answer with Secrets of their own are not known from manifests.',
  fix: 'Grant rights on the holder’s kind as sparingly as on secrets; let Helm keep fewer revisions, and let charts refer to Secrets that are made elsewhere.',
  references: [
    'https://open-cluster-management.io/docs/concepts/work-distribution/manifestwork/',
    'https://helm.sh/docs/topics/advanced/#storage-backends',
  ],
  ...shown,
  rules: [...shown.rules, { type: 'relation', relation: 'releaseHoldsSecret', certainty: 'conditional' }],
  fromInput(facts) {
    const parts = kindsIn(facts).map(readsOf);
    return {
      asks: Object.assign({}, ...parts.map(({ asks }) => asks)) as Technique['asks'],
      rules: parts.flatMap(({ rules }) => rules),
    };
  },
  explain: ({ rule, from, to, request, detail }) => {
    if (rule.type === 'relation')
      return {
        because: `${from} is a revision of the Helm release that made ${to}, and holds its manifest`,
        conditions: [
          {
            text: 'the Secret still has the value that this revision rendered',
            settledBy: `helm get manifest, compared with ${to}`,
          },
        ],
      };
    return {
      because: `${from} may ${request?.verb ?? 'read'} ${detail ?? 'an object'}, which holds a copy of ${to}`,
      conditions: [],
    };
  },
  examples: {
    exposed: [
      {
        name: 'a ManifestWork',
        manifests: secretManifest() + work('web') + inFleet(onWorks('get')),
        ...APP_TO_DB,
        certainty: 'certain',
      },
      {
        name: 'by resourceNames and a field selector',
        manifests: work('web') + inFleet(onWorks('list', 'web')),
        ...APP_TO_DB,
        certainty: 'certain',
      },
      {
        name: 'a kind that the input defines',
        manifests:
          crossplane +
          clusterRoleManifest({
            rules: ['{ apiGroups: [kubernetes.crossplane.io], resources: [objects], verbs: [watch] }'],
          }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
      {
        name: 'a Helm release',
        manifests: rendered + release('web') + reads('web'),
        ...APP_TO_DB,
        with: ['A1'],
        certainty: 'conditional',
      },
    ],
    safe: [
      { name: 'another holder', manifests: work('web') + inFleet(onWorks('get', 'api')), ...APP_TO_DB },
      {
        name: 'the holder is in another namespace',
        manifests: work('web') + roleManifest({ rules: [onWorks('get')] }),
        ...APP_TO_DB,
      },
      {
        name: 'a ConfigMap of that name',
        manifests: secretManifest() + work('web', 'ConfigMap') + inFleet(onWorks('get')),
        ...APP_TO_DB,
      },
      { name: 'writing shows nothing', manifests: work('web') + inFleet(onWorks('create, update')), ...APP_TO_DB },
      { name: 'another release', manifests: rendered + release('api') + reads('api'), ...APP_TO_DB, with: ['A1'] },
    ],
  },
};
