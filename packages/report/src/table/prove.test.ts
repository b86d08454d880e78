// The table of prove: verdicts first, each step with its request, whose it was, and what the server said.
import type { ProveResult, ReplayedStep } from '@watertight/engine';
import { describe, expect, it } from 'vitest';
import { render } from '../render.ts';
import { OPTIONS } from '../testing/seed-answers.ts';

const APP = 'serviceaccount:shop/app';
const GET = { verb: 'get', group: '', resource: 'secrets', namespace: 'shop', name: 'db' };
const BIND = { verb: 'bind', group: 'rbac.authorization.k8s.io', resource: 'clusterroles', name: 'admin' };
const CREATE = { verb: 'create', group: 'rbac.authorization.k8s.io', resource: 'rolebindings', namespace: 'shop' };
const ALLOWED = { how: 'impersonation', result: 'confirmed', status: 201, reason: 'the authorizers allow it' } as const;
const ESCALATES = {
  how: 'dry-run',
  result: 'refuted',
  status: 403,
  reason: 'the check against escalation refuses it',
} as const;

const STEPS: readonly ReplayedStep[] = [
  {
    path: 'p-1',
    step: 's1',
    technique: 'A1',
    from: APP,
    to: 'secret:shop/db',
    request: GET,
    ...ALLOWED,
    replays: [{ as: APP, request: GET, ...ALLOWED }],
  },
  {
    path: 'p-2',
    step: 's1',
    technique: 'B9',
    from: 'user:ann',
    to: 'clusterrole:admin',
    request: CREATE,
    ...ESCALATES,
    replays: [
      { as: 'user:ann', request: CREATE, ...ESCALATES },
      { as: 'user:ann', request: BIND, ...ALLOWED, result: 'refuted', reason: 'the authorizers refuse it' },
    ],
  },
  {
    path: 'p-3',
    step: 's1',
    technique: 'M1',
    from: 'deployment:shop/api',
    to: 'secret:shop/db',
    result: 'not-testable',
    reason: 'it takes a kubelet',
    replays: [],
  },
];
const RESULT: ProveResult = {
  schema: 'watertight/v1',
  kind: 'prove',
  cluster: { context: 'dev', server: 'https://127.0.0.1:6443', user: 'admin', version: 'v1.37.2' },
  summary: { confirmed: 1, refuted: 1, notTestable: 1 },
  paths: [
    { id: 'p-2', from: 'user:ann', to: 'secret:shop/db', certainty: 'certain', severity: 'high', result: 'refuted' },
    {
      id: 'p-3',
      from: 'deployment:shop/api',
      to: 'secret:shop/db',
      certainty: 'certain',
      severity: 'low',
      result: 'not-testable',
    },
    { id: 'p-1', from: APP, to: 'secret:shop/db', certainty: 'certain', severity: 'high', result: 'confirmed' },
  ],
  steps: STEPS,
  coverage: [],
};

function lines(format: 'table' | 'wide', result = RESULT): string[] {
  return [...render(result, format, { ...OPTIONS, width: 200 })].join('').split('\n');
}

describe('the table of prove', () => {
  it('shows what is confirmed first, and each step with what was asked', () => {
    expect(lines('table').slice(0, 11)).toEqual([
      '3 paths, 3 steps: 1 confirmed, 1 refuted, 1 not testable by Kubernetes v1.37.2 at https://127.0.0.1:6443',
      '',
      '  confirmed     ServiceAccount shop/app reads Secret shop/db · high · p-1',
      '    1. confirmed     A1 get secrets db in shop as ServiceAccount shop/app: the authorizers allow it (asked as the position)',
      '',
      '  not testable  Deployment shop/api reads Secret shop/db · low · p-3',
      '    1. not testable  M1 Deployment shop/api → Secret shop/db: it takes a kubelet',
      '',
      '  refuted       user ann reads Secret shop/db · high · p-2',
      '    1. refuted       B9 create rbac.authorization.k8s.io/rolebindings in shop as user ann: the check against escalation refuses it (dry run: 403)',
      '',
    ]);
  });

  it('lists every request of a step when wide', () => {
    expect(lines('wide')).toContain(
      '       refuted       bind rbac.authorization.k8s.io/clusterroles admin as user ann: the authorizers refuse it (asked as the position)',
    );
    expect(lines('table').join('\n')).not.toContain('bind rbac');
  });

  it('says why it ended early, and that it shows the worst paths only', () => {
    const text = lines('table', { ...RESULT, ended: 'the run was interrupted', truncated: true }).join('\n');
    expect(text).toContain('Ended early: the run was interrupted');
    expect(text).toContain('the worst paths only; --max-paths sets how many');
  });

  it('says so where there is nothing to replay', () => {
    expect(lines('table', { ...RESULT, paths: [], steps: [] })[0]).toBe('No path to replay.');
  });
});
