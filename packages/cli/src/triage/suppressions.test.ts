// Suppressions by the command line: what they fit, until when, and which of them are of no use.
import { afterAll, describe, expect, test } from 'vitest';
import { PRIVILEGED, role, SECRET, suppress, TriageScan } from '../testing/triage-scan.ts';
import type { Scanned } from '../testing/triage-scan.ts';

const cluster = new TriageScan();
afterAll(() => cluster.remove());

const suppressedPaths = ({ result }: Scanned): string[] =>
  result.paths.filter((item) => item.suppressed).map(({ from }) => from);
const suppressedChecks = ({ result }: Scanned): string[] =>
  result.findings.filter((item) => item.suppressed).map(({ check }) => check);

describe('suppressions', () => {
  const alice = SECRET + role('alice', 'secrets');

  test.each([
    ['position: "user:alice"', true],
    ['position: "user:*"', true],
    ['asset: "secret:shop/db"', true],
    ['asset: "secret:shop/*", position: "user:alice"', true],
    ['technique: A1', true],
    ['technique: a1', true],
    ['position: "user:bob"', false],
    ['asset: "secret:web/*"', false],
    ['technique: B9', false],
    ['asset: "secret:shop/db", position: "user:bob"', false],
    ['path: p-000000000000', false],
    ['check: pod-privileged', false],
  ])('%s: %s', async (matchers, fits) => {
    const scanned = await cluster.scan(alice, suppress(matchers));
    expect(scanned.code).toBe(fits ? 0 : 1);
    expect(suppressedPaths(scanned)).toEqual(fits ? ['user:alice'] : []);
    expect(scanned.result.assets[0]?.suppressed).toEqual(
      fits ? { reason: 'accepted', owner: 'team', until: '2027-03-31' } : undefined,
    );
    expect(scanned.result.accepted?.stale.map(({ state }) => state)).toEqual(fits ? [] : ['unmatched']);
  });

  test('a path by its id', async () => {
    const { result } = await cluster.scan(alice, '');
    expect((await cluster.scan(alice, suppress(`path: ${result.paths[0]?.id}`))).code).toBe(0);
  });

  test('one reader suppressed leaves the other: the asset counts', async () => {
    const scanned = await cluster.scan(alice + role('bob', 'secrets'), suppress('position: "user:alice"'));
    expect(scanned.code).toBe(1);
    expect(suppressedPaths(scanned)).toEqual(['user:alice']);
    expect(scanned.result.paths.map(({ from }) => from)).toEqual(['user:bob', 'user:alice']);
    expect(scanned.result.assets[0]?.suppressed).toBeUndefined();
    expect(scanned.result.accepted?.suppressed).toEqual({ paths: 1, findings: 0 });
  });

  test.each([
    ['check: pod-privileged', ['pod-privileged']],
    ['object: "pod:shop/*", check: pod-privileged', ['pod-privileged']],
    ['object: "pod:web/*"', []],
  ])('findings by %s', async (matchers, checks) => {
    expect(suppressedChecks(await cluster.scan(PRIVILEGED, suppress(matchers)))).toEqual(checks);
  });

  test('a finding by its fingerprint', async () => {
    const { result } = await cluster.scan(PRIVILEGED, '');
    const { fingerprint } = result.findings.find(({ check }) => check === 'pod-privileged') ?? {};
    expect(suppressedChecks(await cluster.scan(PRIVILEGED, suppress(`fingerprint: "${fingerprint}"`)))).toEqual([
      'pod-privileged',
    ]);
  });

  test.each([
    ['2026-11-22', 0, []],
    ['2026-11-21', 1, ['expired']],
  ])('until %s at 2026-11-22: exit %i', async (until, code, stale) => {
    const scanned = await cluster.scan(alice, suppress('position: "user:alice"', until));
    expect(scanned.code).toBe(code);
    expect(scanned.result.accepted?.asOf).toBe('2026-11-22');
    expect(scanned.result.accepted?.stale.map(({ state }) => state)).toEqual(stale);
  });

  test('says when there is no such check or technique', async () => {
    const ofCheck = await cluster.scan(alice, suppress('check: pod-priviledged'));
    expect(ofCheck.result.accepted?.stale[0]?.reason).toBe('no check is called pod-priviledged');
    const ofTechnique = await cluster.scan(alice, suppress('technique: Z9'));
    expect(ofTechnique.result.accepted?.stale[0]).toMatchObject({
      source: cluster.at('settings.yaml'),
      entry: 'suppressions[0] (technique Z9)',
      reason: 'no technique is called Z9',
    });
  });

  test.each([
    ['check: stripe-live-secret-key', []],
    ['check: credential-by-name', []],
    ['object: "file:values.yaml"', []],
    ['check: stripe-live-secret-kex', ['unmatched']],
    ['object: "pod:shop/none"', ['unmatched']],
  ])('what is for detect is not stale here: %s', async (matchers, states) => {
    const scanned = await cluster.scan(alice, suppress(matchers));
    expect(scanned.result.accepted?.stale.map(({ state }) => state)).toEqual(states);
  });

  test('nothing is called useless where only part is reported', async () => {
    const scanned = await cluster.scan(alice, suppress('asset: "secret:web/*"'), '-n', 'shop');
    expect(scanned.result.accepted?.stale).toEqual([]);
  });
});
