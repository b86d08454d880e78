// E3: bind a waiting pod to a node that one controls.
import { objectId } from '../facts/object-id.ts';
import type { PodSpec, WorkloadFact } from '../facts/workload.ts';
import type { Citation, StepContext, Technique } from '../graph/rule-types.ts';
import {
  accountManifest,
  APP_TO_DB,
  clusterRoleManifest,
  deploymentManifest,
  podManifest,
  roleManifest,
  secretManifest,
} from './example-manifests.ts';

/** Where the spec of a pod, of the one named or of any, names the target. */
function referenceIn({ facts, to, namespace, request }: StepContext): Citation[] {
  const find = (workload: WorkloadFact): string | undefined => {
    const spec = facts.podSpecs[workload.spec] as PodSpec;
    if (to === `serviceaccount:${namespace}/${spec.serviceAccount}`)
      return spec.serviceAccount === 'default' ? '' : '/serviceAccountName';
    return spec.secrets.find(({ name }) => to === `secret:${namespace}/${name}`)?.pointer;
  };
  const object = facts.workloads.find(
    (workload) =>
      workload.namespace === namespace && isMeant(workload, request?.name ?? '') && find(workload) !== undefined,
  );
  return object === undefined ? [] : [{ object, pointer: `${object.specPointer}${find(object) ?? ''}` }];
}

/** A pod that is not bound, or a template; of a pod's name, that pod, or the StatefulSet that numbers it. */
function isMeant({ node, isPod, objectKind, name }: WorkloadFact, wanted: string): boolean {
  if (node !== '') return false;
  return (
    wanted === '' || (isPod ? name === wanted : objectKind === 'StatefulSet' && /^(.+)-\d+$/.exec(wanted)?.[1] === name)
  );
}

const db = secretManifest();
const waiting =
  deploymentManifest(
    '{ serviceAccountName: web, containers: [{ name: web, image: web, envFrom: [{ secretRef: { name: db } }] }] }',
  ) + accountManifest('web');
const running = waiting
  .replace('apiVersion: apps/v1\nkind: Deployment', 'apiVersion: v1\nkind: Pod')
  .replace(/spec:\n {2}selector: .*\n {2}template:\n {4}metadata: .*\n {4}spec: \{/, 'spec: { nodeName: n2,');
const other = podManifest('{ nodeName: n1, containers: [{ name: api, image: api }] }', 'api', 'infra');
const joins = clusterRoleManifest({
  name: 'joins',
  rules: [
    '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests, certificatesigningrequests/nodeclient], verbs: [create, get] }',
  ],
});
const binds = (resources = 'pods/binding', namespace = 'shop', names?: string): string =>
  roleManifest({
    namespace,
    rules: [
      `{ apiGroups: [""], resources: [${resources}], verbs: [create]${names === undefined ? '' : `, resourceNames: [${names}]`} }`,
    ],
  });
const pendingPod = waiting
  .replace('apiVersion: apps/v1\nkind: Deployment', 'apiVersion: v1\nkind: Pod')
  .replace(/spec:\n {2}selector: .*\n {2}template:\n {4}metadata: .*\n {4}spec: \{/, 'spec: {');
const replica = (name: string, where: string): string => `
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: shop, ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: web, uid: u-web, controller: true }] }
spec: { ${where}serviceAccountName: web, containers: [{ name: web, image: web, envFrom: [{ secretRef: { name: db } }] }] }
status: { phase: ${where === '' ? 'Pending' : 'Running'} }
---`;
const stateful = waiting.replace('kind: Deployment', 'kind: StatefulSet');
const WITH = ['B16'] as const;

export const e3: Technique = {
  id: 'E3',
  title: 'Bind a waiting pod to a node that one controls',
  why: 'Whoever may create pods/binding (or bindings) decides which node a pending pod runs on; a rule on pods/binding may name the pod, one on bindings names nothing that a request carries. Bound to a node whose identity one holds, the pod’s Secrets and its ServiceAccount’s tokens are that node’s to read. Tainting, cordoning or failing other nodes (patch on nodes or nodes/status) and evicting pods steers less surely, and makes pods wait.',
  fix: 'Grant pods/binding to schedulers only, and keep node credentials off nodes that run other tenants.',
  references: [
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/binding-v1/',
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
  ],
  asks: {
    bind: { verbs: ['create'], group: '', resource: 'pods', subresource: 'binding', names: 'carried' },
    bindOld: { verbs: ['create'], group: '', resource: 'bindings', names: 'absent' },
  },
  rules: (['bind', 'bindOld'] as const).map((ask) => ({
    type: 'join',
    holds: [{ can: ask, same: true }, { reaches: 'anyNode' }],
    gains: { kind: 'pending' },
    certainty: 'conditional',
  })),
  explain: (step) => {
    const [reference] = referenceIn(step);
    const pod = reference === undefined ? 'a waiting pod' : `a pod of ${objectId(reference.object)}`;
    return {
      because: `${step.from} may bind ${pod} to a node that it acts as, which then reads ${step.to}`,
      conditions: [
        {
          text: 'the pod waits to be scheduled, or can be made to',
          settledBy: `kubectl get pods --field-selector=spec.nodeName= -n ${step.namespace}`,
        },
      ],
      ...(reference !== undefined && { evidence: [reference] }),
    };
  },
  examples: {
    exposed: [
      {
        name: 'a Secret of a waiting pod',
        manifests: db + waiting + other + joins + binds(),
        ...APP_TO_DB,
        with: WITH,
        certainty: 'conditional',
      },
      {
        name: 'its account, by the older resource',
        manifests: waiting + other + joins + binds('bindings'),
        from: APP_TO_DB.from,
        to: 'serviceaccount:shop/web',
        with: WITH,
        certainty: 'conditional',
      },
      {
        name: 'one waiting pod by its name',
        manifests: db + pendingPod + other + joins + binds('pods/binding', 'shop', 'web'),
        ...APP_TO_DB,
        with: WITH,
        certainty: 'conditional',
      },
      {
        name: 'a numbered pod by its name',
        manifests: db + stateful + other + joins + binds('pods/binding', 'shop', 'web-0'),
        ...APP_TO_DB,
        with: WITH,
        certainty: 'conditional',
      },
      {
        name: 'one replica waits while another runs',
        manifests: db + waiting + replica('web-a', 'nodeName: n2, ') + replica('web-b', '') + other + joins + binds(),
        ...APP_TO_DB,
        with: WITH,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'another pod’s name',
        manifests: db + pendingPod + other + joins + binds('pods/binding', 'shop', 'api'),
        ...APP_TO_DB,
        with: WITH,
      },
      {
        name: 'the replica of this name runs',
        manifests:
          db +
          waiting +
          replica('web-a', 'nodeName: n2, ') +
          replica('web-b', '') +
          other +
          joins +
          binds('pods/binding', 'shop', 'web-a'),
        ...APP_TO_DB,
        with: WITH,
      },
      {
        name: 'a name on the older resource, whose requests carry none',
        manifests: db + pendingPod + other + joins + binds('bindings', 'shop', 'web'),
        ...APP_TO_DB,
        with: WITH,
      },
      { name: 'no node', manifests: db + waiting + other + binds(), ...APP_TO_DB, with: WITH },
      {
        name: 'the pod runs elsewhere already',
        manifests: db + running + other + joins + binds(),
        ...APP_TO_DB,
        with: WITH,
      },
      {
        name: 'another namespace',
        manifests: db + waiting + other + joins + binds('pods/binding', 'lab'),
        ...APP_TO_DB,
        with: WITH,
      },
      {
        name: 'pods are evicted, not bound',
        manifests: db + waiting + other + joins + binds('pods/eviction'),
        ...APP_TO_DB,
        with: WITH,
      },
      {
        name: 'a Secret that no pod references',
        manifests: secretManifest('spare') + waiting + other + joins + binds(),
        from: APP_TO_DB.from,
        to: 'secret:shop/spare',
        with: WITH,
      },
    ],
  },
};
