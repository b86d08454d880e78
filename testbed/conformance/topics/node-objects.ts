// What a node sees of Nodes and pods, all of them before 1.32 and its own since, and what it may do to pods.
import type { ApiObject } from '../../cluster/client.ts';
import type { Topic } from '../row.ts';

const AT = '/api/v1/namespaces/{ns}';
const subject = 'node:{ns}';
const MERGE = 'application/merge-patch+json';
const OTHER = '{ns}-b';

function pod(name: string, nodeName: string): ApiObject {
  const spec = { nodeName, containers: [{ name: 'main', image: 'example.test/none' }] };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: '{ns}' }, spec };
}

const node = (name: string): ApiObject => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } });
const nodes = [node('{ns}'), node(OTHER)];
const objects = [...nodes, pod('mine', '{ns}'), pod('theirs', OTHER)];
const eviction = (name: string): object => ({ apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name } });
const reviewed = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'new' },
  spec: { nodeName: '{ns}', containers: [{ name: 'main', image: 'example.test/none' }] },
};

export const nodeObjects: Topic = {
  title: 'Nodes and pods, as a node sees and changes them',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction',
    'kubernetes plugin/pkg/auth/authorizer/node/node_authorizer.go, plugin/pkg/admission/noderestriction/admission.go',
  ],
  rows: [
    {
      id: 'node-get-self',
      since: '1.32',
      rule: 'it gets its own Node; since 1.32 no other',
      subject,
      objects,
      request: 'GET /api/v1/nodes/{ns}',
      verdict: '200',
      twin: { request: `GET /api/v1/nodes/${OTHER}`, verdict: '403' },
    },
    {
      id: 'node-get-others-before',
      until: '1.31',
      rule: 'before, it gets every Node, and deletes none',
      subject,
      objects,
      request: `GET /api/v1/nodes/${OTHER}`,
      verdict: '200',
      twin: { request: `DELETE /api/v1/nodes/${OTHER}?dryRun=All`, verdict: '403' },
    },
    {
      id: 'node-list-self',
      since: '1.32',
      rule: 'it lists its own Node by name',
      subject,
      objects,
      request: 'GET /api/v1/nodes?fieldSelector=metadata.name={ns}',
      verdict: '200',
      twin: { request: 'GET /api/v1/nodes', verdict: '403' },
    },
    {
      id: 'node-get-pod',
      since: '1.32',
      rule: 'since 1.32 it gets the pods that are bound to it',
      subject,
      objects,
      request: `GET ${AT}/pods/mine`,
      verdict: '200',
      twin: { request: `GET ${AT}/pods/theirs`, verdict: '403' },
    },
    {
      id: 'node-get-pod-before',
      until: '1.31',
      rule: 'before, it gets every pod, and patches none',
      subject,
      objects,
      request: `GET ${AT}/pods/theirs`,
      verdict: '200',
      twin: { request: `PATCH ${AT}/pods/theirs?dryRun=All`, body: {}, contentType: MERGE, verdict: '403' },
    },
    {
      id: 'node-list-pods',
      since: '1.32',
      rule: 'since 1.32 a list of pods must select its own',
      subject,
      objects,
      request: 'GET /api/v1/pods?fieldSelector=spec.nodeName={ns}',
      verdict: '200',
      twin: { request: 'GET /api/v1/pods', verdict: '403' },
    },
    {
      id: 'node-list-pods-other',
      since: '1.32',
      rule: 'not another node’s',
      subject,
      objects,
      request: 'GET /api/v1/pods?fieldSelector=spec.nodeName={ns}',
      verdict: '200',
      twin: { request: `GET /api/v1/pods?fieldSelector=spec.nodeName=${OTHER}`, verdict: '403' },
    },
    {
      id: 'node-list-pods-not',
      since: '1.32',
      rule: 'nor all but its own',
      subject,
      objects,
      request: 'GET /api/v1/pods?fieldSelector=spec.nodeName=={ns}',
      verdict: '200',
      twin: { request: 'GET /api/v1/pods?fieldSelector=spec.nodeName!={ns}', verdict: '403' },
    },
    {
      id: 'node-watch-pods',
      since: '1.32',
      rule: 'so must a watch',
      subject,
      objects,
      request: 'GET /api/v1/pods?watch=1&timeoutSeconds=1&fieldSelector=spec.nodeName={ns}',
      verdict: '200',
      twin: { request: 'GET /api/v1/pods?watch=1&timeoutSeconds=1', verdict: '403' },
    },
    {
      id: 'node-list-pods-before',
      until: '1.31',
      rule: 'before, it lists all pods of the cluster, but not their deletion',
      subject,
      objects,
      request: 'GET /api/v1/pods?limit=1',
      verdict: '200',
      twin: { request: `DELETE ${AT}/pods?dryRun=All`, verdict: '403' },
    },
    {
      id: 'node-delete-pod',
      rule: 'it deletes its own pods; NodeRestriction keeps the others',
      subject,
      objects,
      request: `DELETE ${AT}/pods/mine?dryRun=All`,
      verdict: '200',
      twin: { request: `DELETE ${AT}/pods/theirs?dryRun=All`, verdict: '403 afterwards' },
    },
    {
      id: 'node-evict-pod',
      rule: 'it evicts its own pods only',
      subject,
      objects,
      request: `POST ${AT}/pods/mine/eviction?dryRun=All`,
      body: eviction('mine'),
      verdict: '201',
      twin: {
        request: `POST ${AT}/pods/theirs/eviction?dryRun=All`,
        body: eviction('theirs'),
        verdict: '403 afterwards',
      },
    },
    {
      id: 'node-pod-status',
      rule: 'it reports the status of its own pods',
      subject,
      objects,
      request: `PATCH ${AT}/pods/mine/status?dryRun=All`,
      body: { status: { message: 'x' } },
      contentType: MERGE,
      verdict: '200',
      twin: { request: `PATCH ${AT}/pods/theirs/status?dryRun=All`, verdict: '403 afterwards' },
    },
    {
      id: 'node-create-pod',
      rule: 'it may create mirror pods only',
      subject: 'group:system:masters',
      objects,
      request: `POST ${AT}/pods?dryRun=All`,
      body: reviewed,
      verdict: '201',
      twin: { subject, verdict: '403 afterwards' },
    },
  ],
};
