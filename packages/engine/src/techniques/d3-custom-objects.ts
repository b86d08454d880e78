// D3: create or change a custom object whose controller makes pods.
import type { Ask, GrantRule, Technique } from '../graph/rule-types.ts';
import { POD_CREATORS } from './data/pod-creators.ts';
import { APP_TO_DB, podManifest, roleManifest, secretManifest } from './example-manifests.ts';
import { appliedName } from './applied-name.ts';
import { podConditions } from './pod-conditions.ts';
import { keyOf, knownKinds, presentKinds, shownKinds } from './pod-creator-kinds.ts';
import type { Kind } from './pod-creator-kinds.ts';

function rulesOf(kind: Kind): Pick<Technique, 'asks' | 'rules'> {
  const { group, resource } = kind;
  const asks: [string, Ask][] = [
    [`create ${resource}.${group}`, { verbs: ['create'], group, resource, names: 'byVerb' }],
  ];
  if (kind.fixed !== true)
    asks.push([
      `edit ${resource}.${group}`,
      { verbs: ['patch', 'update'], group, resource, names: 'carried', existing: true },
    ]);
  const gains = kind.contained === true ? 'content' : 'podOf';
  return {
    asks: Object.fromEntries(asks),
    rules: asks.map(([name]): GrantRule => ({
      type: 'grant',
      asks: [name],
      gains: name.startsWith('create') ? { kind: gains, any: true } : { kind: gains },
      certainty: 'conditional',
    })),
  };
}

const crd = (group: string, kind: string, plural: string): string => `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${plural}.${group} }
spec: { group: ${group}, scope: Namespaced, names: { kind: ${kind}, plural: ${plural} }, versions: [] }
---`;
const on = (group: string, resource: string, verbs: string, more = ''): string =>
  roleManifest({ rules: [`{ apiGroups: ["${group}"], resources: [${resource}], verbs: [${verbs}]${more} }`] });
const machine = `
apiVersion: kubevirt.io/v1
kind: VirtualMachine
metadata: { name: vm, namespace: shop }
spec: { template: { spec: { domain: {}, volumes: [] } } }
---`;
const widget = `
apiVersion: widgets.example/v1
kind: Widget
metadata: { name: one, namespace: shop }
spec: { worker: { template: { spec: { containers: [{ name: w, image: w }] } } } }
---`;
const db = secretManifest();
const workflows = crd('argoproj.io', 'Workflow', 'workflows');
const node = podManifest('{ nodeName: n1, containers: [{ name: api, image: api }] }', 'api', 'infra');

export const d3: Technique = {
  id: 'D3',
  title: 'Create an object whose controller makes pods',
  why: `Operators make pods of what their objects say, with their own right to create pods: ${[...new Set(POD_CREATORS.map(({ operator }) => operator))].join(', ')}, and every custom kind in which the input shows a pod spec. Whoever may create such an object (with create and patch by a free name, by server-side apply), or change one, has a pod of their own design. It holds only where the operator is in the input: by its CustomResourceDefinition or an object of it.`,
  fix: 'Treat write on these kinds like create on pods: grant it only to those who may read every Secret of the namespace and be every account in it.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
    'https://kubernetes.io/docs/concepts/extend-kubernetes/operator/',
  ],
  asks: {},
  rules: [],
  fromInput(facts) {
    const parts = presentKinds(facts).map(rulesOf);
    return {
      asks: Object.fromEntries(parts.flatMap(({ asks }) => Object.entries(asks))),
      rules: parts.flatMap(({ rules }) => rules),
    };
  },
  explain: (step) => {
    const { verb = 'create', resource = '', group = '' } = step.request ?? {};
    const key = keyOf(group, resource);
    const kind = knownKinds.get(key);
    const shown = shownKinds(step.facts).get(key);
    const maker = kind?.operator ?? `the controller of ${resource}.${group}`;
    const uses = step.to.startsWith('pod:') ? 'of its own design' : `that use ${step.to}`;
    return {
      because: `${step.from} may ${verb} ${resource}.${group}${appliedName(step.request)} in ${step.namespace}, of which ${maker} makes pods ${uses}`,
      conditions: [
        {
          text: `${maker} runs, and takes the pod from ${kind?.podSpec ?? 'the object'} as it is written`,
          settledBy: `customresourcedefinition:${resource}.${group}, and its controller`,
        },
        ...(kind?.when === undefined ? [] : [{ text: kind.when, settledBy: `who starts runs in ${step.namespace}` }]),
        ...podConditions(step),
      ],
      evidence: shown === undefined ? [] : [{ object: shown }],
    };
  },
  examples: {
    exposed: [
      {
        name: 'an Argo workflow',
        manifests: db + workflows + on('argoproj.io', 'workflows', 'create'),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'a machine that exists, by name',
        manifests: db + machine + on('kubevirt.io', 'virtualmachines', 'patch', ', resourceNames: [vm]'),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'create and patch by a name that is free',
        manifests: db + workflows + on('argoproj.io', 'workflows', 'create, patch', ', resourceNames: [nightly]'),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'a kind in which the input shows a pod spec',
        manifests: db + widget + on('widgets.example', 'widgets', 'create'),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'and on to the node',
        manifests: node + workflows + on('argoproj.io', 'workflows', 'create'),
        from: 'serviceaccount:shop/app',
        to: 'node:n1',
        with: ['F1'],
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'the operator is not in the input',
        manifests: db + on('argoproj.io', 'workflows', 'create'),
        ...APP_TO_DB,
      },
      {
        name: 'another group',
        manifests: db + workflows + on('argoproj.example', 'workflows', 'create'),
        ...APP_TO_DB,
      },
      {
        name: 'create by name alone',
        manifests: db + workflows + on('argoproj.io', 'workflows', 'create', ', resourceNames: [nightly]'),
        ...APP_TO_DB,
      },
      {
        name: 'patch of a name that is free',
        manifests: db + workflows + on('argoproj.io', 'workflows', 'patch', ', resourceNames: [nightly]'),
        ...APP_TO_DB,
      },
      {
        name: 'reading workflows',
        manifests: db + workflows + on('argoproj.io', 'workflows', 'get, list, watch'),
        ...APP_TO_DB,
      },
      {
        name: 'another operator of the same group',
        manifests: db + crd('argoproj.io', 'Application', 'applications') + on('argoproj.io', 'workflows', 'create'),
        ...APP_TO_DB,
      },
      {
        name: 'a machine’s pod is never privileged',
        manifests: node + machine + on('kubevirt.io', 'virtualmachines', 'create'),
        from: 'serviceaccount:shop/app',
        to: 'node:n1',
        with: ['F1'],
      },
    ],
  },
};
