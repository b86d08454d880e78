// The commands that verify a path by hand.
import { describe, expect, it } from 'vitest';
import { DIRECT, GET_STEP, THROUGH_POD } from '../testing/seed-backend.ts';
import { verifyCommands } from './verify.ts';

function commandOf(from: string): string[] {
  return verifyCommands({ ...DIRECT, steps: [{ ...GET_STEP, from }] });
}

describe('verifyCommands', () => {
  it('asks the question of each step', () => {
    expect(verifyCommands(THROUGH_POD)).toEqual([
      'kubectl auth can-i create pods -n backend --as=alice',
      'kubectl auth can-i get secrets/database-credentials -n backend --as=system:serviceaccount:backend:backend-sa',
    ]);
  });

  it.each([
    ['user:alice & bob', "'--as=alice & bob'"],
    ['group:dev', '--as=somebody --as-group=dev'],
    ['anonymous', '--as=system:anonymous --as-group=system:unauthenticated'],
    ['node:n1', '--as=system:node:n1 --as-group=system:nodes'],
  ])('%s', (from, words) => {
    expect(commandOf(from)).toEqual([`kubectl auth can-i get secrets/database-credentials -n backend ${words}`]);
  });

  it.each(['deployment:backend/api', 'node:*', 'user:\u001b[31m'])('has none for %j', (from) => {
    expect(commandOf(from)).toEqual([]);
  });

  it('asks about all that a step takes, each with the rights it is made with', () => {
    const requests = [
      { as: 'user:ann', request: { verb: 'create', group: '', resource: 'secrets', namespace: 'backend' } },
      { as: 'clusterrole:edit', request: { verb: 'get', group: '', resource: 'secrets', namespace: 'backend' } },
      { as: 'group:dev', request: { verb: 'get', group: '', resource: 'secrets', namespace: 'backend' } },
    ];
    expect(verifyCommands({ ...DIRECT, steps: [{ ...GET_STEP, requests }] })).toEqual([
      'kubectl auth can-i create secrets -n backend --as=ann',
      'kubectl auth can-i get secrets -n backend --as=somebody --as-group=dev',
    ]);
  });

  it('names group and subresource', () => {
    const request = { verb: 'update', group: 'apps', resource: 'deployments', subresource: 'scale', name: 'x' };
    expect(verifyCommands({ ...DIRECT, steps: [{ ...GET_STEP, request }] })).toEqual([
      'kubectl auth can-i update deployments.apps/x --subresource=scale --as=system:serviceaccount:backend:backend-sa',
    ]);
  });
});
