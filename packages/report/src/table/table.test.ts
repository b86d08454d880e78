// What a person reads: the sentences, counts, notes and commands of each table.
import type { Path, Reader, ScanResult } from '@watertight/engine';
import { describe, expect, it } from 'vitest';
import type { Result } from '../input/result.ts';
import * as answers from '../testing/seed-answers.ts';
import * as seed from '../testing/seed-backend.ts';
import { table } from './table.ts';

function lines(result: Result, wide = false, width = 300): string[] {
  return [...table(result, { ...answers.OPTIONS, width }, wide)].join('').split('\n');
}

function many(amount: number, change: (path: Path, at: number) => Path): Path[] {
  return Array.from({ length: amount }, (_, at) =>
    change({ ...seed.DIRECT, id: `p-${at}`, from: `serviceaccount:backend/sa${at}` }, at),
  );
}

describe('scan', () => {
  it('tells the worst path first, what it exposes, the change, coverage and the next command', () => {
    expect(lines(seed.SCAN)).toEqual([
      '1 of 2 assets exposed by 2 paths',
      'Findings: 1 high',
      '',
      'Worst paths',
      '  high      ServiceAccount backend/backend-sa reads Secret backend/database-credentials: get secrets in backend (role:backend/backend-read-only rules[0])',
      '            exposes password, username · certain, 1 step · p-0123456789ab · examples/seed-backend/rbac.yaml:14:5',
      '  medium    user alice reads Secret backend/database-credentials: create pods in backend (clusterrole:deployers rules[1]); then as ServiceAccount backend/backend-sa get secrets in backend (role:backend/backend-read-only rules[0])',
      '            exposes password, username · conditional, 2 steps · p-ba9876543210 · examples/seed-backend/rbac.yaml:14:5',
      '',
      'Changes that end most paths',
      '  ends 2 of 2  Remove secrets from resources (role:backend/backend-read-only /rules/0)',
      '',
      'Findings',
      '  high  pod-privileged  1  pod:backend/debug',
      '  and 1 check could not be decided; -o wide says why',
      '',
      'Coverage',
      '  1 read, 1 in part, 1 not read',
      '  not looked at: nodes in examples/seed-backend (no Node object in the input); Helm templates in examples/seed-backend/chart:1 (helm is not installed)',
      '',
      'Next',
      '  watertight explain p-0123456789ab -f examples/seed-backend',
      '  watertight who-can-read secret/database-credentials -n backend -f examples/seed-backend',
      '',
    ]);
  });

  it('is short when nothing is wrong', () => {
    expect(lines(seed.CLEAN_SCAN)).toEqual([
      'No exposed asset among 2',
      'No findings',
      '',
      'Coverage',
      '  1 read, 0 in part, 0 not read',
      '',
    ]);
  });

  it('folds what one grant opens, and shows five of different ones', () => {
    const same = lines({ ...seed.SCAN, paths: many(12, (path) => path) });
    expect(same.filter((line) => line.startsWith('  high      '))).toHaveLength(1);
    expect(same.join('\n')).toContain('the same grant opens 12 paths (12 positions, 1 asset)');
    const apart = lines({
      ...seed.SCAN,
      paths: many(7, (path, at) => ({ ...path, steps: path.steps.map((step) => ({ ...step, technique: `A${at}` })) })),
    });
    expect(apart.filter((line) => line.startsWith('  high      '))).toHaveLength(5);
    expect(apart).toContain('  and 2 more paths; -o wide shows them');
    expect(
      lines({ ...seed.SCAN, paths: many(12, (path) => path) }, true).filter((line) => line.startsWith('  high      ')),
    ).toHaveLength(12);
  });

  it('collapses findings of one check to a count with examples', () => {
    const findings = Array.from({ length: 6 }, (_, at) => ({
      ...seed.FINDING,
      object: `pod:backend/p${at}`,
      fingerprint: `f-${at}`,
    }));
    expect(lines({ ...seed.SCAN, findings })).toContain(
      '  high  pod-privileged  6  pod:backend/p0, pod:backend/p1, pod:backend/p2 and 3 more',
    );
    expect(lines({ ...seed.SCAN, findings }, true).join('\n')).toContain('pod:backend/p5');
  });

  it('says when paths were cut, and offers no command that cannot be typed', () => {
    const cut: ScanResult = {
      ...seed.SCAN,
      truncated: true,
      paths: [{ ...seed.DIRECT, to: 'secret:backend/\u001b[31m' }],
    };
    expect(lines(cut)[0]).toBe('1 of 2 assets exposed by at least 2 paths');
    expect(lines(cut).slice(-3)).toEqual(['Next', '  watertight explain p-0123456789ab -f examples/seed-backend', '']);
  });

  it('shortens names in the middle when narrow, and nothing when wide', () => {
    const paths = [{ ...seed.DIRECT, from: `serviceaccount:backend/${'x'.repeat(150)}` }];
    expect(lines({ ...seed.SCAN, paths }, false, 80).join('\n')).toMatch(/x…x/);
    expect(lines({ ...seed.SCAN, paths }, true, 80).join('\n')).not.toContain('…');
  });
});

describe('who-can-read', () => {
  const text = lines(answers.WHO_CAN_READ).join('\n');

  it('lists readers, counts the expected and proves each', () => {
    expect(lines(answers.WHO_CAN_READ).slice(0, 12)).toEqual([
      'Secret backend/database-credentials: 2 positions beyond the declared and expected ones can read it',
      '',
      '  POSITION                           CERTAINTY    HOPS  VIA',
      '  serviceaccount:backend/backend-sa  certain      1     A1  get secrets in backend (role:backend/backend-read-only rules[0])',
      '  user:alice                         conditional  2     D2 → A1  create pods in backend (clusterrole:deployers rules[1]); then as ServiceAccount backend/backend-sa get secrets in backend (role:backend/backend-read-only rules[0])',
      '  deployment:backend/api (declared)  certain      1     M1  mounts it at /etc/db',
      '  and 1 expected control-plane reader; -o wide shows it',
      '',
      '  ServiceAccount backend/backend-sa  certain  1 step, p-0123456789ab',
      '    1. A1 serviceaccount:backend/backend-sa may get secret:backend/database-credentials',
      '       by rolebinding:backend/backend-read-only /subjects/0  examples/seed-backend/rbac.yaml:31:5',
      '       by role:backend/backend-read-only /rules/0  examples/seed-backend/rbac.yaml:14:5',
    ]);
    expect(text).toContain(
      '       if admission lets the pod in\n          settled by: the admission policies of the cluster',
    );
    expect(text).toContain(
      'Not known\n  ? who is in group deployers is not in the input\n    missing: the identity provider’s groups',
    );
  });

  it('shows the expected ones when wide', () => {
    expect(text).not.toContain('group:system:masters');
    expect(lines(answers.WHO_CAN_READ, true).join('\n')).toContain(
      '  group:system:masters (expected)    certain      1     A1  system:masters is never refused',
    );
  });

  it('says when nobody else can, when the Secret is absent, and when the list was cut', () => {
    const [asset] = answers.WHO_CAN_READ.assets;
    const quiet = {
      ...answers.WHO_CAN_READ,
      assets: [{ ...(asset as NonNullable<typeof asset>), inInput: false, readers: [] as Reader[], truncated: true }],
    };
    expect(lines(quiet)[0]).toBe(
      'Secret backend/database-credentials: no position beyond the declared and expected ones can read it; the Secret itself is not in the input',
    );
    expect(lines(quiet)).toContain('  the list was cut; --max-readers sets how long it may be');
    expect(lines({ ...answers.WHO_CAN_READ, assets: [] })[0]).toBe('There is no Secret to ask about.');
  });

  it('gives a line an asset when there are many', () => {
    const [asset] = answers.WHO_CAN_READ.assets;
    const assets = [
      asset,
      { ...asset, asset: 'secret:backend/other', readers: [] },
    ] as (typeof answers.WHO_CAN_READ)['assets'];
    expect(lines({ ...answers.WHO_CAN_READ, assets }).slice(0, 2)).toEqual([
      'secret:backend/database-credentials  2 undeclared readers: ServiceAccount backend/backend-sa and 1 more; 1 thing not known',
      'secret:backend/other  0 undeclared readers; 1 thing not known',
    ]);
  });
});

describe('the other results', () => {
  it('reach: assets before positions', () => {
    const text = lines(answers.REACH).join('\n');
    expect(text).toContain('user alice: reads 1 asset, can become 1 other position');
    expect(lines({ ...answers.REACH, assets: [], positions: [] })[0]).toBe(
      'user alice: reads no asset, can become no other position',
    );
    expect(text.indexOf('\nReads\n')).toBeLessThan(text.indexOf('\nBecomes\n'));
  });

  it('paths: ranked, with the way to see more', () => {
    expect(lines(answers.PATHS)[0]).toBe('2 paths, worst first');
    expect(lines(answers.PATHS)).toContain('  the list was cut; --max-paths sets how long it may be');
    expect(lines({ ...answers.PATHS, paths: [] })[0]).toBe('No path.');
  });

  it('can: one line an answer', () => {
    const request = {
      user: 'alice',
      verb: 'get',
      group: 'apps',
      resource: 'deployments',
      subresource: 'scale',
      namespace: 'a',
      name: 'b',
    };
    expect(
      lines({
        schema: 'watertight/v1',
        kind: 'can',
        answers: [
          {
            request,
            allowed: true,
            authorizer: 'RBAC',
            by: { binding: 'rolebinding:a/b', role: 'role:a/c', pointer: '/rules/0' },
          },
          { request: { user: 'bob', groups: ['g'], verb: 'get', path: '/metrics' }, allowed: false },
          { request, allowed: null, reason: 'no bindings in the input' },
          { line: 4, error: 'verb is missing' },
        ],
      }),
    ).toEqual([
      'yes      alice: get deployments/scale.apps b in a (RBAC by rolebinding:a/b → role:a/c /rules/0)',
      'no       bob as g: get /metrics',
      'unknown  alice: get deployments/scale.apps b in a: no bindings in the input',
      'error    line 4: verb is missing',
      '',
    ]);
  });

  it('explain: why, how to verify, how to fix', () => {
    const text = lines(answers.EXPLAIN).join('\n');
    expect(text).toContain(
      'p-0123456789ab: ServiceAccount backend/backend-sa reads Secret backend/database-credentials (high)',
    );
    expect(text).toContain('\nVerify by hand\n  kubectl auth can-i get secrets/database-credentials -n backend');
    expect(text).toContain(
      '\n  * Remove secrets from rules[0].resources\n    role:backend/backend-read-only (json patch)\n      [\n        {\n          "op": "remove"',
    );
  });
});
