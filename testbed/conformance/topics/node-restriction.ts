// What NodeRestriction refuses a node, and what it leaves.
import type { ApiObject } from '../../cluster/client.ts';
import type { Topic } from '../row.ts';

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
const label = (key: string): object => ({ metadata: { labels: { [key]: 'x' } } });
export const nodeRestriction: Topic = {
  title: 'What a node changes: NodeRestriction',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction',
    'kubernetes plugin/pkg/auth/authorizer/node/node_authorizer.go, plugin/pkg/admission/noderestriction/admission.go',
  ],
  rows: [
    {
      id: 'node-patch-self',
      rule: 'it labels itself; NodeRestriction keeps it from labelling another',
      subject,
      objects,
      request: 'PATCH /api/v1/nodes/{ns}?dryRun=All',
      body: label('example.test/x'),
      contentType: MERGE,
      verdict: '200',
      twin: { request: `PATCH /api/v1/nodes/${OTHER}?dryRun=All`, verdict: '403 afterwards' },
    },
    {
      id: 'node-reserved-label',
      rule: 'and from labels that are reserved for admins',
      subject,
      objects,
      request: 'PATCH /api/v1/nodes/{ns}?dryRun=All',
      body: label('example.test/x'),
      contentType: MERGE,
      verdict: '200',
      twin: { body: label('node-restriction.kubernetes.io/x'), verdict: '403 afterwards' },
    },
    {
      id: 'node-taints',
      rule: 'and from changing its taints',
      subject,
      objects,
      request: 'PATCH /api/v1/nodes/{ns}?dryRun=All',
      body: label('kubernetes.io/os'),
      contentType: MERGE,
      verdict: '200',
      twin: { body: { spec: { taints: [{ key: 'k', effect: 'NoSchedule' }] } }, verdict: '403 afterwards' },
    },
    {
      id: 'node-status',
      rule: 'it reports its own status, not another’s',
      subject,
      objects,
      request: 'PATCH /api/v1/nodes/{ns}/status?dryRun=All',
      body: { status: { phase: 'Running' } },
      contentType: MERGE,
      verdict: '200',
      twin: { request: `PATCH /api/v1/nodes/${OTHER}/status?dryRun=All`, verdict: '403 afterwards' },
    },
    {
      id: 'node-delete-node',
      rule: 'it deletes no Node',
      subject,
      objects,
      grants: ['cluster: delete nodes'],
      request: 'DELETE /api/v1/nodes/{ns}?dryRun=All',
      verdict: '200',
      twin: { grants: [], verdict: '403' },
    },
  ],
};
