// D2: create a controller of pods, or change the pod template of one.
import type { Ask, Rule, Technique } from '../graph/rule-types.ts';
import {
  APP_TO_DB,
  clusterRoleManifest,
  deploymentManifest,
  roleManifest,
  secretManifest,
} from './example-manifests.ts';
import { appliedName } from './applied-name.ts';
import { podConditions } from './pod-conditions.ts';

interface Kind {
  readonly group: string;
  readonly resource: string;
  /** False where the template of an existing object cannot be changed. */
  readonly editable?: false;
  /** Last minor version that serves the resource in this group. */
  readonly until?: string;
}

/** Kinds whose controllers make pods. The template of a Job is immutable; a PodTemplate makes no pods by itself. */
const KINDS: readonly Kind[] = [
  { group: 'apps', resource: 'deployments' },
  { group: 'apps', resource: 'daemonsets' },
  { group: 'apps', resource: 'statefulsets' },
  { group: 'apps', resource: 'replicasets' },
  { group: '', resource: 'replicationcontrollers' },
  { group: 'batch', resource: 'jobs', editable: false },
  { group: 'batch', resource: 'cronjobs' },
  { group: 'extensions', resource: 'deployments', until: '1.15' },
  { group: 'extensions', resource: 'daemonsets', until: '1.15' },
  { group: 'extensions', resource: 'replicasets', until: '1.15' },
];

function asksOf(kind: Kind): [string, Ask][] {
  const { group, resource } = kind;
  const id = `${resource}.${group}`;
  const create: [string, Ask] = [`create ${id}`, { verbs: ['create'], group, resource, names: 'byVerb' }];
  const edit: [string, Ask] = [
    `edit ${id}`,
    { verbs: ['patch', 'update'], group, resource, names: 'carried', existing: true },
  ];
  return kind.editable === false ? [create] : [create, edit];
}

function rulesOf(kind: Kind): Rule[] {
  return asksOf(kind).map(([name]): Rule => ({
    type: 'grant',
    asks: [name],
    gains: name.startsWith('create') ? { kind: 'podOf', any: true } : { kind: 'podOf' },
    certainty: 'conditional',
    ...(kind.until !== undefined && { until: kind.until }),
  }));
}

const db = secretManifest();
const web = deploymentManifest('{ automountServiceAccountToken: false, containers: [{ name: web, image: web }] }');
const once = `
apiVersion: batch/v1
kind: Job
metadata: { name: once, namespace: shop }
spec: { template: { spec: { restartPolicy: Never, containers: [{ name: once, image: once }] } } }
---`;
const onDeployments = (verbs: string, more = ''): string =>
  `{ apiGroups: [apps], resources: [deployments], verbs: [${verbs}]${more} }`;

export const d2: Technique = {
  id: 'D2',
  title: 'Create or change what makes pods',
  why: 'The pod template of a Deployment, DaemonSet, StatefulSet, ReplicaSet, ReplicationController, Job or CronJob is a pod of its author’s own design: its controller creates the pods, and nobody asks whether the author may read what they reference. Patching one existing object by name is enough, and with create and patch by a name that is free, server-side apply creates it.',
  fix: 'Grant write on workloads only to those who may read every Secret of the namespace and be every account in it.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
    'https://kubernetes.io/docs/concepts/workloads/controllers/',
  ],
  asks: Object.fromEntries(KINDS.flatMap(asksOf)),
  rules: KINDS.flatMap(rulesOf),
  explain: (step) => {
    const { verb = 'create', resource = 'workloads' } = step.request ?? {};
    const uses = step.to.startsWith('pod:') ? `whose pods are of its own design` : `whose pods use ${step.to}`;
    const remade = verb !== 'create' && (resource === 'replicasets' || resource === 'replicationcontrollers');
    const anew = remade
      ? [
          {
            text: `a pod of the object is made anew after the change`,
            settledBy: 'delete pods, or update on its scale',
          },
        ]
      : [];
    return {
      because: `${step.from} may ${verb} ${resource}${appliedName(step.request)} in ${step.namespace}, ${uses}`,
      conditions: [...podConditions(step), ...anew],
    };
  },
  examples: {
    exposed: [
      {
        name: 'create Deployments',
        manifests: db + roleManifest({ rules: [onDeployments('create')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'patch one Deployment by name',
        manifests: db + web + roleManifest({ rules: [onDeployments('patch', ', resourceNames: [web]')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'create Jobs everywhere',
        manifests: db + clusterRoleManifest({ rules: ['{ apiGroups: [batch], resources: [jobs], verbs: [create] }'] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'create and patch by a name that is free',
        manifests: db + web + roleManifest({ rules: [onDeployments('create, patch', ', resourceNames: [api]')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'create and patch of one name by two roles',
        manifests:
          db +
          roleManifest({ name: 'makes', rules: [onDeployments('create', ', resourceNames: [api]')] }) +
          clusterRoleManifest({ name: 'changes', rules: [onDeployments('patch', ', resourceNames: [web, api]')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'a Job by a name that is free',
        manifests: `${db}${roleManifest({ rules: ['{ apiGroups: [batch], resources: [jobs], verbs: [create, patch], resourceNames: [once] }'] })}`,
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'the group that served Deployments first',
        manifests:
          db + roleManifest({ rules: ['{ apiGroups: [extensions], resources: [deployments], verbs: [create] }'] }),
        ...APP_TO_DB,
        certainty: 'conditional',
        kubernetesVersion: '1.14',
      },
    ],
    safe: [
      {
        name: 'patch of a name that does not exist',
        manifests: db + web + roleManifest({ rules: [onDeployments('patch', ', resourceNames: [api]')] }),
        ...APP_TO_DB,
      },
      {
        name: 'patch where there is no Deployment',
        manifests: db + roleManifest({ rules: [onDeployments('patch')] }),
        ...APP_TO_DB,
      },
      {
        name: 'create by name alone',
        manifests: db + web + roleManifest({ rules: [onDeployments('create', ', resourceNames: [api]')] }),
        ...APP_TO_DB,
      },
      {
        name: 'create and update by a name that is free',
        manifests: db + roleManifest({ rules: [onDeployments('create, update', ', resourceNames: [api]')] }),
        ...APP_TO_DB,
      },
      {
        name: 'create of one name and patch of another',
        manifests:
          db +
          roleManifest({
            rules: [
              onDeployments('create', ', resourceNames: [api]'),
              onDeployments('patch', ', resourceNames: [other]'),
            ],
          }),
        ...APP_TO_DB,
      },
      {
        name: 'create and patch of one name in two namespaces',
        manifests:
          db +
          roleManifest({ name: 'makes', rules: [onDeployments('create', ', resourceNames: [api]')] }) +
          roleManifest({
            name: 'changes',
            namespace: 'lab',
            rules: [onDeployments('patch', ', resourceNames: [api]')],
          }),
        ...APP_TO_DB,
      },
      {
        name: 'a Job of this name exists',
        manifests: `${db}${once}${roleManifest({ rules: ['{ apiGroups: [batch], resources: [jobs], verbs: [create, patch], resourceNames: [once] }'] })}`,
        ...APP_TO_DB,
      },
      {
        name: 'scaling',
        manifests:
          db +
          web +
          roleManifest({ rules: ['{ apiGroups: [apps], resources: [deployments/scale], verbs: [patch, update] }'] }),
        ...APP_TO_DB,
      },
      {
        name: 'the core group has no Deployments',
        manifests:
          db + web + roleManifest({ rules: ['{ apiGroups: [""], resources: [deployments], verbs: [create, patch] }'] }),
        ...APP_TO_DB,
      },
      {
        name: 'the template of a Job cannot be changed',
        manifests: `${db}${once}${roleManifest({ rules: ['{ apiGroups: [batch], resources: [jobs], verbs: [patch, update] }'] })}`,
        ...APP_TO_DB,
      },
      {
        name: 'extensions serves nothing any more',
        manifests:
          db + roleManifest({ rules: ['{ apiGroups: [extensions], resources: [deployments], verbs: [create] }'] }),
        ...APP_TO_DB,
      },
    ],
  },
};
