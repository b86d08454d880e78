// Results written by hand for tests: a ServiceAccount whose Role reads a Secret, as in the over-permissive backend example.
import type { Asset, Coverage, Finding, Path, ScanResult, Step } from '@watertight/engine';

const FILE = 'examples/seed-backend/rbac.yaml';
export const SECRET = 'secret:backend/database-credentials';
export const ACCOUNT = 'serviceaccount:backend/backend-sa';

export const GET_STEP: Step = {
  id: 's1',
  needs: [],
  technique: 'A1',
  from: ACCOUNT,
  to: SECRET,
  request: { verb: 'get', group: '', resource: 'secrets', namespace: 'backend', name: 'database-credentials' },
  because: 'serviceaccount:backend/backend-sa may get secret:backend/database-credentials',
  certainty: 'certain',
  conditions: [],
  evidence: [
    { object: 'rolebinding:backend/backend-read-only', pointer: '/subjects/0', file: FILE, line: 31, column: 5 },
    { object: 'role:backend/backend-read-only', pointer: '/rules/0', file: FILE, line: 14, column: 5 },
  ],
};

export const DIRECT: Path = {
  id: 'p-0123456789ab',
  from: ACCOUNT,
  to: SECRET,
  certainty: 'certain',
  severity: 'high',
  hops: 1,
  steps: [GET_STEP],
};

export const THROUGH_POD: Path = {
  id: 'p-ba9876543210',
  from: 'user:alice',
  to: SECRET,
  certainty: 'conditional',
  severity: 'medium',
  hops: 2,
  steps: [
    {
      id: 's1',
      needs: [],
      technique: 'D2',
      from: 'user:alice',
      to: ACCOUNT,
      request: { verb: 'create', group: '', resource: 'pods', namespace: 'backend' },
      because: 'user:alice may create a pod that runs as serviceaccount:backend/backend-sa',
      certainty: 'conditional',
      conditions: [{ text: 'admission lets the pod in', settledBy: 'the admission policies of the cluster' }],
      evidence: [{ object: 'clusterrole:deployers', pointer: '/rules/1', file: FILE, line: 60, column: 3 }],
    },
    { ...GET_STEP, id: 's2', needs: ['s1'] },
  ],
};

export const COVERAGE: readonly Coverage[] = [
  { source: 'examples/seed-backend', what: 'manifests', state: 'read' },
  {
    source: 'examples/seed-backend',
    what: 'Helm templates',
    state: 'partial',
    reason: 'helm is not installed',
    file: 'examples/seed-backend/chart',
    line: 1,
  },
  { source: 'examples/seed-backend', what: 'nodes', state: 'not-read', reason: 'no Node object in the input' },
];

export const ASSETS: readonly Asset[] = [
  {
    id: SECRET,
    inInput: true,
    keys: [
      { name: 'password', length: 16 },
      { name: 'username', length: 7 },
    ],
    severity: 'high',
    exposed: true,
    readers: { total: 18, expected: 14, declared: 2 },
    location: { file: 'examples/seed-backend/secret.yaml', line: 1, column: 1, endLine: 9, endColumn: 1 },
  },
  {
    id: 'secret:backend/tls',
    inInput: false,
    keys: [],
    severity: 'info',
    exposed: false,
    readers: { total: 14, expected: 14, declared: 0 },
  },
];

export const FINDING: Finding = {
  fingerprint: 'f-1111',
  check: 'pod-privileged',
  severity: 'high',
  result: 'fail',
  object: 'pod:backend/debug',
  location: { file: 'examples/seed-backend/pod with space.yaml', line: 9, column: 7, endLine: 9, endColumn: 23 },
  message: 'container shell is privileged',
  fix: {
    summary: 'Remove privileged: true',
    patch: {
      type: 'json',
      target: 'pod:backend/debug',
      body: [{ op: 'remove', path: '/spec/containers/0/securityContext/privileged' }],
    },
    commands: ['kubectl -n backend delete pod debug'],
  },
  maps: { pss: ['baseline'], cis: ['5.2.1'] },
};

export const UNDECIDED: Finding = {
  fingerprint: 'f-2222',
  check: 'storage-encrypted',
  severity: 'medium',
  result: 'unknown',
  object: 'storageclass:fast',
  message: 'the provisioner is not known to encrypt',
  fix: { summary: 'Say whether the disks are encrypted' },
  maps: {},
};

export const SCAN: ScanResult = {
  schema: 'watertight/v1',
  kind: 'scan',
  summary: { assets: 2, exposed: 1, paths: 2, findings: { critical: 0, high: 1, medium: 0, low: 0, info: 0 } },
  coverage: COVERAGE,
  assets: ASSETS,
  paths: [THROUGH_POD, DIRECT],
  findings: [FINDING, UNDECIDED],
  cuts: [
    {
      object: 'role:backend/backend-read-only',
      pointer: '/rules/0',
      summary: 'Remove secrets from resources',
      breaks: 2,
    },
  ],
};

export const CLEAN_SCAN: ScanResult = {
  ...SCAN,
  summary: { assets: 2, exposed: 0, paths: 0, findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 } },
  coverage: COVERAGE.slice(0, 1),
  assets: ASSETS.map((asset) => ({ ...asset, exposed: false, severity: 'info' })),
  paths: [],
  findings: [],
  cuts: [],
};
