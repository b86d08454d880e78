// C5: add an ephemeral container to a running pod.
import type { Technique } from '../graph/rule-types.ts';
import { APP_TO_DB, namespaceManifest, podManifest, roleManifest, secretManifest } from './example-manifests.ts';
import { admissionConditions } from './pod-conditions.ts';
import { podsOf } from './pod-specs.ts';

const db = secretManifest();
const web = podManifest('{ automountServiceAccountToken: false, containers: [{ name: web, image: web }] }');
const onNode = podManifest(
  '{ nodeName: n1, automountServiceAccountToken: false, containers: [{ name: web, image: web }] }',
);
const onDebug = (verbs: string, more = ''): string =>
  `{ apiGroups: [""], resources: [pods/ephemeralcontainers], verbs: [${verbs}]${more} }`;
const INTO_WEB = { from: 'serviceaccount:shop/app', to: 'pod:shop/web' } as const;

export const c5: Technique = {
  id: 'C5',
  title: 'Add an ephemeral container',
  why: 'An ephemeral container joins a running pod: with targetContainerName it shares the processes of a container, and with them their environment and files. Its own environment may refer to any Secret of the namespace, used by the pod or not. Where no Pod Security level is enforced it may be privileged, which is the pod’s node. The right on one named pod is enough. Node authorizers count such references since 1.33; before, the kubelet is refused the Secret.',
  fix: 'Remove update and patch on pods/ephemeralcontainers where Secrets hold more than the subject.',
  references: [
    'https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/',
    'https://github.com/kubernetes/kubernetes/pull/129670',
  ],
  asks: {
    add: {
      verbs: ['patch', 'update'],
      group: '',
      resource: 'pods',
      subresource: 'ephemeralcontainers',
      names: 'carried',
    },
  },
  rules: [
    { type: 'grant', asks: ['add'], gains: { kind: 'pod' }, certainty: 'conditional' },
    { type: 'grant', asks: ['add'], gains: { kind: 'namespaceSecrets' }, certainty: 'conditional', since: '1.33' },
    { type: 'grant', asks: ['add'], gains: { kind: 'podNodes' }, certainty: 'assumed' },
  ],
  explain: ({ from, to, namespace, facts, detail, rule, request }) => {
    const requestNamespace = request?.namespace ?? namespace;
    const gain = rule.type === 'grant' ? rule.gains.kind : 'pod';
    if (gain === 'podNodes') {
      const privileged = { text: 'a privileged container gets out to its node', settledBy: to };
      return {
        because: `${from} may add an ephemeral container to ${detail ?? 'a pod'}, and nothing in the input keeps it from being privileged on ${to}`,
        conditions: [...admissionConditions(facts, requestNamespace, 'a privileged ephemeral container'), privileged],
      };
    }
    const conditions = admissionConditions(facts, namespace, 'the ephemeral container');
    if (gain !== 'namespaceSecrets') {
      const shares = {
        text: 'the container shares the processes of another one of the pod, by targetContainerName, as the same user or root',
        settledBy: 'the container runtime, and the users of the containers',
      };
      return {
        because: `${from} may add an ephemeral container to ${podsOf(to)}`,
        conditions: [...conditions, shares],
      };
    }
    const out = {
      text: `what the container sees gets out to ${from}: by its log, by attaching, or by a connection from the pod`,
      settledBy: `get pods/log or create pods/attach in ${namespace}, or its egress`,
    };
    return {
      because: `${from} may add an ephemeral container to ${detail ?? 'a pod'}, with ${to} in its environment`,
      conditions: [...conditions, out],
    };
  },
  examples: {
    exposed: [
      {
        name: 'into a pod',
        manifests: web + roleManifest({ rules: [onDebug('patch')] }),
        ...INTO_WEB,
        certainty: 'conditional',
        kubernetesVersion: '1.30',
      },
      {
        name: 'any Secret, through one named pod',
        manifests: db + web + roleManifest({ rules: [onDebug('update', ', resourceNames: [web]')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
        kubernetesVersion: '1.33',
      },
      {
        name: 'any Secret, version unknown',
        manifests: db + web + roleManifest({ rules: [onDebug('patch')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'the node of the pod',
        manifests: onNode + roleManifest({ rules: [onDebug('patch')] }),
        from: 'serviceaccount:shop/app',
        to: 'node:n1',
        certainty: 'assumed',
      },
    ],
    safe: [
      {
        name: 'any Secret before 1.33',
        manifests: db + web + roleManifest({ rules: [onDebug('patch')] }),
        ...APP_TO_DB,
        kubernetesVersion: '1.32',
      },
      { name: 'get adds nothing', manifests: db + web + roleManifest({ rules: [onDebug('get')] }), ...APP_TO_DB },
      {
        name: 'a pod that does not exist',
        manifests: db + web + roleManifest({ rules: [onDebug('patch', ', resourceNames: [api]')] }),
        ...APP_TO_DB,
      },
      {
        name: 'the node, where the namespace enforces baseline',
        manifests: namespaceManifest('baseline') + onNode + roleManifest({ rules: [onDebug('patch')] }),
        from: 'serviceaccount:shop/app',
        to: 'node:n1',
      },
      { name: 'a namespace without pods', manifests: db + roleManifest({ rules: [onDebug('patch')] }), ...APP_TO_DB },
      {
        name: 'pods of another namespace',
        manifests:
          db +
          podManifest('{ containers: [{ name: web, image: web }] }', 'web', 'lab') +
          roleManifest({ namespace: 'lab', rules: [onDebug('patch')] }),
        ...APP_TO_DB,
      },
    ],
  },
};
