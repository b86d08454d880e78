// Rights that all nodes share, and those that are limited to their own names.
import type { ApiObject } from '../../cluster/client.ts';
import type { Topic } from '../row.ts';

const subject = 'node:{ns}';
const OTHER = '{ns}-b';

function pod(name: string, nodeName: string): ApiObject {
  const spec = { nodeName, containers: [{ name: 'main', image: 'example.test/none' }] };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: '{ns}' }, spec };
}

const node = (name: string): ApiObject => ({ apiVersion: 'v1', kind: 'Node', metadata: { name } });
const nodes = [node('{ns}'), node(OTHER)];
const objects = [...nodes, pod('mine', '{ns}'), pod('theirs', OTHER)];
const LEASES = 'leases.coordination.k8s.io';
export const nodeRights: Topic = {
  title: 'What every node may do',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction',
    'kubernetes plugin/pkg/auth/authorizer/node/node_authorizer.go, plugin/pkg/admission/noderestriction/admission.go',
  ],
  rows: [
    {
      id: 'node-binding',
      rule: 'it binds no pod to itself',
      subject,
      objects,
      grants: ['create pods/binding'],
      request: 'create pods/binding theirs @{ns}',
      verdict: 'allowed',
      twin: { grants: [], verdict: 'denied' },
    },
    {
      id: 'node-ephemeral-containers',
      rule: 'it adds no ephemeral container',
      subject,
      objects,
      grants: ['patch pods/ephemeralcontainers'],
      request: 'patch pods/ephemeralcontainers mine @{ns}',
      verdict: 'allowed',
      twin: { grants: [], verdict: 'denied' },
    },
    {
      id: 'node-lease',
      rule: 'it renews its own lease',
      subject,
      request: `update ${LEASES} {ns} @kube-node-lease`,
      verdict: 'allowed',
      twin: { request: `update ${LEASES} ${OTHER} @kube-node-lease`, verdict: 'denied' },
    },
    {
      id: 'node-lease-delete',
      rule: 'it deletes no other’s, which would make that node seem dead',
      subject,
      request: `delete ${LEASES} {ns} @kube-node-lease`,
      verdict: 'allowed',
      twin: { request: `delete ${LEASES} ${OTHER} @kube-node-lease`, verdict: 'denied' },
    },
    {
      id: 'node-lease-namespace',
      rule: 'leases elsewhere are not its',
      subject,
      request: `create ${LEASES} @kube-node-lease`,
      verdict: 'allowed',
      twin: { request: `create ${LEASES} @kube-system`, verdict: 'denied' },
    },
    {
      id: 'node-csinode',
      rule: 'its own CSINode',
      subject,
      request: 'update csinodes.storage.k8s.io {ns}',
      verdict: 'allowed',
      twin: { request: `update csinodes.storage.k8s.io ${OTHER}`, verdict: 'denied' },
    },
    {
      id: 'node-services',
      rule: 'it lists Services, not Endpoints',
      subject,
      request: 'list services',
      verdict: 'allowed',
      twin: { request: 'list endpoints', verdict: 'denied' },
    },
    {
      id: 'node-events',
      rule: 'it writes events, and reads none',
      subject,
      request: 'create events @{ns}',
      verdict: 'allowed',
      twin: { request: 'list events @{ns}', verdict: 'denied' },
    },
    {
      id: 'node-reviews',
      rule: 'it asks for reviews on behalf of whoever calls its kubelet',
      subject,
      request: 'create subjectaccessreviews.authorization.k8s.io',
      verdict: 'allowed',
      twin: { subject: 'user:system:node:{ns}', verdict: 'denied' },
    },
    {
      id: 'node-exec',
      rule: 'it does not exec through the API server',
      subject,
      objects,
      grants: ['create pods/exec'],
      request: 'create pods/exec mine @{ns}',
      verdict: 'allowed',
      twin: { grants: [], verdict: 'denied' },
    },
    {
      id: 'node-slices',
      since: '1.34',
      rule: 'a list of ResourceSlices must select its own',
      subject,
      request: 'GET /apis/resource.k8s.io/v1/resourceslices?fieldSelector=spec.nodeName={ns}',
      verdict: '200',
      twin: { request: 'GET /apis/resource.k8s.io/v1/resourceslices', verdict: '403' },
    },
  ],
};
