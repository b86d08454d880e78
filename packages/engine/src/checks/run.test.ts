// Running checks: order, one finding for one fingerprint, and a broken check that costs only itself.
import { expect, test } from 'vitest';
import { readAll } from '../kube/test-input.ts';
import type { Check } from './check.ts';
import { findingOf, fingerprintOf } from './finding.ts';
import { checks } from './list.ts';
import { podPrivileged } from './pod-privileged.ts';
import { runChecks } from './run.ts';

const pod = (name: string, ...names: readonly string[]) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop' },
  spec: {
    containers: names.map((container) => ({
      name: container,
      image: 'a',
      securityContext: { privileged: container === 'bad' },
    })),
  },
});

function broken(message: string): Check {
  return {
    ...podPrivileged,
    id: 'broken',
    find: () => {
      throw new TypeError(message);
    },
  };
}

test('ids are sorted, and the list equals the run', () => {
  const ids = checks.map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted());
  const { failures } = runChecks(readAll(pod('b', 'bad'), pod('a', 'bad')));
  const found = failures.map(({ check }) => check.id);
  expect(found).toEqual(found.toSorted());
  expect(failures.filter(({ check }) => check === podPrivileged).map(({ failure }) => failure.object.name)).toEqual([
    'a',
    'b',
  ]);
});

test('a check that breaks is said, without the text of its error, and the others run', () => {
  const run = runChecks(readAll(pod('web', 'bad')), [broken('FAKE-SECRET-VALUE'), podPrivileged]);
  expect(run.failures).toHaveLength(1);
  expect(run.coverage).toEqual([expect.objectContaining({ what: 'check broken', state: 'not-read' })]);
  expect(JSON.stringify(run.coverage)).not.toContain('FAKE-SECRET-VALUE');
});

test('a check that breaks half way gives nothing', () => {
  const half: Check = {
    ...broken(''),
    *find(facts) {
      yield* podPrivileged.find(facts);
      throw new TypeError('late');
    },
  };
  const run = runChecks(readAll(pod('web', 'bad')), [half]);
  expect(run.failures).toEqual([]);
  expect(run.coverage).toHaveLength(1);
});

test('one fingerprint is one finding', () => {
  const twice: Check = {
    ...podPrivileged,
    *find(facts) {
      yield* podPrivileged.find(facts);
      yield* podPrivileged.find(facts);
    },
  };
  expect(runChecks(readAll(pod('web', 'bad')), [twice]).failures).toHaveLength(1);
});

test('the fingerprint survives another container before the bad one, and tells objects and checks apart', () => {
  const of = (...objects: unknown[]) =>
    fingerprintOf(runChecks(readAll(...objects), [podPrivileged]).failures[0] as never);
  const first = of(pod('web', 'bad'));
  expect(first).toMatch(/^[0-9a-f]{16}$/);
  expect(of(pod('web', 'good', 'bad'))).toBe(first);
  expect(of(pod('other', 'bad'))).not.toBe(first);
  const [found] = runChecks(readAll(pod('web', 'bad')), [{ ...podPrivileged, id: 'pod-other' }]).failures;
  expect(fingerprintOf(found as never)).not.toBe(first);
});

test('a finding has what the contract says, and no location yet', () => {
  const [found] = runChecks(readAll(pod('web', 'bad')), [podPrivileged]).failures;
  const finding = findingOf(found as never);
  expect(finding).toMatchObject({ check: 'pod-privileged', severity: 'high', result: 'fail', object: 'pod:shop/web' });
  expect(finding.fix.patch).toEqual({
    type: 'json',
    target: 'pod:shop/web',
    body: [{ op: 'replace', path: '/spec/containers/0/securityContext/privileged', value: false }],
  });
  expect(finding).not.toHaveProperty('location');
});
