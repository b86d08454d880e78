// The same verbs on other kinds that hold sensitive data.
import { MARK, type Topic } from '../row.ts';

const AT = '/api/v1/namespaces/{ns}';
const MERGE = 'application/merge-patch+json';
const settings = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'settings', namespace: '{ns}' },
  data: { password: MARK },
};
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: '{ns}' },
  spec: { containers: [{ name: 'web', image: 'example.test/none', env: [{ name: 'PASSWORD', value: MARK }] }] },
};
const template = { metadata: { labels: { app: 'web' } }, spec: pod.spec };
const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: '{ns}' },
  spec: { replicas: 0, selector: { matchLabels: { app: 'web' } }, template },
};

export const otherKinds: Topic = {
  title: 'The same verbs on other kinds',
  references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/'],
  rows: [
    {
      id: 'configmap-get',
      rule: 'get shows a ConfigMap; a right on secrets does not',
      grants: ['get configmaps'],
      objects: [settings],
      request: `GET ${AT}/configmaps/settings`,
      verdict: '200 data',
      reads: 'no',
      twin: { grants: ['get secrets'], verdict: '403', reads: 'certain' },
    },
    {
      id: 'configmap-patch',
      rule: 'patch shows a ConfigMap',
      grants: ['patch configmaps'],
      objects: [settings],
      request: `PATCH ${AT}/configmaps/settings?dryRun=All`,
      body: {},
      contentType: MERGE,
      verdict: '200 data',
      reads: 'no',
      twin: { grants: ['update configmaps'], verdict: '403', reads: 'no' },
    },
    {
      id: 'configmap-delete',
      rule: 'delete with a propagation policy shows a ConfigMap',
      grants: ['delete configmaps'],
      objects: [settings],
      request: `DELETE ${AT}/configmaps/settings?dryRun=All&propagationPolicy=Foreground`,
      verdict: '200 data',
      reads: 'no',
      twin: { request: `DELETE ${AT}/configmaps/settings?dryRun=All`, verdict: '200', reads: 'no' },
    },
    {
      id: 'pod-list-env',
      rule: 'a list of pods shows the literal environment of their containers',
      grants: ['list pods'],
      objects: [pod],
      request: `GET ${AT}/pods`,
      verdict: '200 data',
      reads: 'no',
      twin: { grants: ['list services'], verdict: '403', reads: 'no' },
    },
    {
      id: 'pod-deletecollection-env',
      rule: 'so does deletecollection, in a dry run',
      grants: ['deletecollection pods'],
      objects: [pod],
      request: `DELETE ${AT}/pods?dryRun=All`,
      verdict: '200 data',
      reads: 'no',
      twin: { grants: ['delete pods'], verdict: '403', reads: 'no' },
    },
    {
      id: 'pod-delete-env',
      rule: 'delete of a pod answers with the pod, since deletion is graceful',
      grants: ['delete pods'],
      objects: [{ ...pod, spec: { ...pod.spec, nodeName: '{ns}' } }],
      request: `DELETE ${AT}/pods/web?dryRun=All`,
      verdict: '200 data',
      reads: 'no',
      twin: { grants: ['create pods/eviction'], verdict: '403', reads: 'no' },
    },
    {
      id: 'deployment-watch-env',
      rule: 'a watch of deployments shows the environment of their template',
      grants: ['watch deployments.apps'],
      objects: [deployment],
      request: 'GET /apis/apps/v1/namespaces/{ns}/deployments?watch=true&timeoutSeconds=1',
      verdict: '200 data',
      reads: 'no',
      twin: { grants: ['watch deployments'], verdict: '403', reads: 'no' },
    },
    {
      id: 'deployment-status-patch',
      rule: 'patch of the status answers with the whole object',
      grants: ['patch deployments.apps/status'],
      objects: [deployment],
      request: 'PATCH /apis/apps/v1/namespaces/{ns}/deployments/web/status?dryRun=All',
      body: {},
      contentType: MERGE,
      verdict: '200 data',
      reads: 'no',
      twin: { grants: ['patch deployments.apps/scale'], verdict: '403', reads: 'no' },
    },
    {
      id: 'deployment-scale-hides',
      rule: 'the scale of a deployment shows replicas and nothing of the template',
      grants: ['get deployments.apps/scale'],
      objects: [deployment],
      request: 'GET /apis/apps/v1/namespaces/{ns}/deployments/web/scale',
      verdict: '200',
      reads: 'no',
      twin: { grants: ['get deployments.apps'], verdict: '403', reads: 'no' },
    },
  ],
};
