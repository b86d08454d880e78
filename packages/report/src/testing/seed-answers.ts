// The answers to the other questions about the backend example, and the options that tests report with.
import type { ExplainResult, Path, PathsResult, ReachResult, Reader, Step, WhoCanReadResult } from '@watertight/engine';
import type { ReportOptions } from '../input/options.ts';
import { ACCOUNT, COVERAGE, DIRECT, GET_STEP, SECRET, THROUGH_POD } from './seed-backend.ts';

function reader(path: Path, flags: { readonly expected?: true; readonly declared?: true }): Reader {
  const { from, certainty, hops } = path;
  return { id: from, certainty, hops, expected: flags.expected === true, declared: flags.declared === true, path };
}

const { technique, because, certainty, conditions, evidence, from, id, needs, to } = GET_STEP;
const WITHOUT_REQUEST: Step = { id, needs, technique, from, to, because, certainty, conditions, evidence };
const MASTERS: Path = {
  ...DIRECT,
  id: 'p-aaaaaaaaaaaa',
  from: 'group:system:masters',
  steps: [
    { ...WITHOUT_REQUEST, from: 'group:system:masters', because: 'system:masters is never refused', evidence: [] },
  ],
};
const OWN: Path = {
  ...DIRECT,
  id: 'p-bbbbbbbbbbbb',
  from: 'deployment:backend/api',
  steps: [{ ...WITHOUT_REQUEST, technique: 'M1', from: 'deployment:backend/api', because: 'mounts it at /etc/db' }],
};

export const WHO_CAN_READ: WhoCanReadResult = {
  schema: 'watertight/v1',
  kind: 'who-can-read',
  assets: [
    {
      asset: SECRET,
      inInput: true,
      readers: [
        reader(DIRECT, {}),
        reader(MASTERS, { expected: true }),
        reader(OWN, { declared: true }),
        reader(THROUGH_POD, {}),
      ],
      unknown: [{ reason: 'who is in group deployers is not in the input', missing: 'the identity provider’s groups' }],
    },
  ],
  coverage: COVERAGE,
};

export const REACH: ReachResult = {
  schema: 'watertight/v1',
  kind: 'reach',
  position: 'user:alice',
  positions: [
    {
      id: ACCOUNT,
      certainty: 'conditional',
      hops: 1,
      path: { ...THROUGH_POD, id: 'p-cccccccccccc', to: ACCOUNT, hops: 1, steps: THROUGH_POD.steps.slice(0, 1) },
    },
  ],
  assets: [{ id: SECRET, certainty: 'conditional', hops: 2, path: THROUGH_POD }],
  network: {
    enforcer: 'no network plugin is in the input: the answer holds where one enforces policies',
    connections: [
      { from: 'pod:backend/web', to: 'pod:backend/db', port: 5432, protocol: 'TCP', verdict: 'allow' },
      { from: 'pod:backend/web', to: 'service:backend/api', port: 'http', protocol: 'TCP', verdict: 'undefined' },
    ],
  },
  unknown: [],
  coverage: COVERAGE,
};

export const PATHS: PathsResult = {
  schema: 'watertight/v1',
  kind: 'paths',
  paths: [THROUGH_POD, DIRECT],
  coverage: COVERAGE,
  truncated: true,
};

export const EXPLAIN: ExplainResult = {
  schema: 'watertight/v1',
  kind: 'explain',
  subject: 'path',
  id: DIRECT.id,
  title: 'ServiceAccount backend/backend-sa reads Secret backend/database-credentials',
  severity: 'high',
  why: 'A Role with get on secrets and no resourceNames\nreads every Secret of its namespace.',
  verify: [
    'kubectl auth can-i get secrets/database-credentials -n backend --as=system:serviceaccount:backend:backend-sa',
  ],
  fixes: [
    {
      summary: 'Remove secrets from rules[0].resources',
      patch: {
        type: 'json',
        target: 'role:backend/backend-read-only',
        body: [{ op: 'remove', path: '/rules/0/resources/2' }],
      },
    },
  ],
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/'],
  maps: { cis: ['5.1.2'] },
  path: DIRECT,
  coverage: COVERAGE,
};

export const OPTIONS: ReportOptions = {
  color: false,
  width: 100,
  program: 'watertight',
  version: '0.1.0',
  inputs: ['-f', 'examples/seed-backend'],
  rules: [
    {
      id: 'pod-privileged',
      kind: 'check',
      title: 'Privileged container',
      why: 'Root on the node.',
      fix: 'Remove it.',
      severity: 'high',
      maps: { cis: ['5.2.1'] },
      references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
    },
    { id: 'storage-encrypted', kind: 'check', title: 'Disk encryption', why: 'Disks are copied.', severity: 'medium' },
    { id: 'secret-stale', kind: 'check', title: 'Unused Secret', why: 'Nobody misses it.', severity: 'low' },
    { id: 'A1', kind: 'technique', title: 'get a Secret', why: 'RBAC grants it.', fix: 'Name the Secrets.' },
    { id: 'D2', kind: 'technique', title: 'a pod as another account', why: 'Pod creation is account use.' },
  ],
};
