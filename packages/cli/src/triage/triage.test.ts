// Suppressions and baselines by the command line: what they fit, what they leave, what has become of no use.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ScanResult } from '@watertight/engine';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'watertight-triage-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => path.join(folder, name);

const role = (name: string, resource: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: ${name}, namespace: shop}
rules:
- {apiGroups: [""], resources: [${resource}], verbs: [get]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: ${name}, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${name}}
subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: ${name}}]
---
`;
const SECRET =
  'apiVersion: v1\nkind: Secret\nmetadata: {name: db, namespace: shop, labels: {tier: data}}\nstringData: {password: fake}\n---\n';
const PRIVILEGED = `apiVersion: v1
kind: Pod
metadata: {name: agent, namespace: shop, labels: {tier: infra}}
spec:
  automountServiceAccountToken: false
  containers: [{name: agent, image: agent, securityContext: {privileged: true}}]
---
`;

interface Scanned {
  readonly code: number;
  readonly result: ScanResult;
}

/** Scans the manifests with a settings file. */
async function scan(manifests: string, settings: string, ...more: string[]): Promise<Scanned> {
  writeFileSync(at('input.yaml'), manifests);
  writeFileSync(at('settings.yaml'), settings);
  const args = [
    'scan',
    '-f',
    at('input.yaml'),
    '--config',
    at('settings.yaml'),
    '-o',
    'json',
    '--as-of',
    '2026-11-22',
    ...more,
  ];
  const { code, stdout, stderr } = await runInProcess(args);
  if (stdout === '') throw new Error(stderr);
  return { code, result: JSON.parse(stdout) as ScanResult };
}

function suppress(matchers: string, until = '2027-03-31'): string {
  return `suppressions:\n- {${matchers}, reason: accepted, owner: team, until: ${until}}\n`;
}

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
    const scanned = await scan(alice, suppress(matchers));
    expect(scanned.code).toBe(fits ? 0 : 1);
    expect(suppressedPaths(scanned)).toEqual(fits ? ['user:alice'] : []);
    expect(scanned.result.assets[0]?.suppressed).toEqual(
      fits ? { reason: 'accepted', owner: 'team', until: '2027-03-31' } : undefined,
    );
    expect(scanned.result.accepted?.stale.map(({ state }) => state)).toEqual(fits ? [] : ['unmatched']);
  });

  test('a path by its id', async () => {
    const { result } = await scan(alice, '');
    expect((await scan(alice, suppress(`path: ${result.paths[0]?.id}`))).code).toBe(0);
  });

  test('one reader suppressed leaves the other: the asset counts', async () => {
    const scanned = await scan(alice + role('bob', 'secrets'), suppress('position: "user:alice"'));
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
    expect(suppressedChecks(await scan(PRIVILEGED, suppress(matchers)))).toEqual(checks);
  });

  test('a finding by its fingerprint', async () => {
    const { result } = await scan(PRIVILEGED, '');
    const { fingerprint } = result.findings.find(({ check }) => check === 'pod-privileged') ?? {};
    expect(suppressedChecks(await scan(PRIVILEGED, suppress(`fingerprint: "${fingerprint}"`)))).toEqual([
      'pod-privileged',
    ]);
  });

  test.each([
    ['2026-11-22', 0, []],
    ['2026-11-21', 1, ['expired']],
  ])('until %s at 2026-11-22: exit %i', async (until, code, stale) => {
    const scanned = await scan(alice, suppress('position: "user:alice"', until));
    expect(scanned.code).toBe(code);
    expect(scanned.result.accepted?.asOf).toBe('2026-11-22');
    expect(scanned.result.accepted?.stale.map(({ state }) => state)).toEqual(stale);
  });

  test('says when there is no such check or technique', async () => {
    const ofCheck = await scan(alice, suppress('check: pod-priviledged'));
    expect(ofCheck.result.accepted?.stale[0]?.reason).toBe('no check is called pod-priviledged');
    const ofTechnique = await scan(alice, suppress('technique: Z9'));
    expect(ofTechnique.result.accepted?.stale[0]).toMatchObject({
      source: at('settings.yaml'),
      entry: 'suppressions[0] (technique Z9)',
      reason: 'no technique is called Z9',
    });
  });

  test('nothing is called useless where only part is reported', async () => {
    const scanned = await scan(alice, suppress('asset: "secret:web/*"'), '-n', 'shop');
    expect(scanned.result.accepted?.stale).toEqual([]);
  });
});

describe('the baseline', () => {
  const alice = SECRET + role('alice', 'secrets');
  const known = at('known');
  const baseline = ['--baseline', known];

  beforeEach(() => rmSync(known, { force: true }));

  test('is one sorted line for each exposure and finding, and accepts what it holds', async () => {
    expect((await scan(alice + PRIVILEGED, '', '--write-baseline', known)).code).toBe(0);
    const lines = readFileSync(known, 'utf8').trimEnd().split('\n');
    expect(lines[0]).toBe('{"schema":"watertight/v1","kind":"baseline"}');
    expect(lines.slice(1)).toEqual(lines.slice(1).toSorted());
    expect(lines).toContain('{"exposure":["user:alice","secret:shop/db"],"severity":"critical"}');
    expect(lines.some((line) => line.includes('"check":"pod-privileged"'))).toBe(true);
    const again = await scan(alice + PRIVILEGED, '', ...baseline);
    expect(again.code).toBe(0);
    expect(again.result.accepted?.inBaseline?.paths).toBe(again.result.summary.paths);
    expect(again.result.paths.every(({ inBaseline }) => inBaseline === true)).toBe(true);
    expect(again.result.accepted?.stale).toEqual([]);
  });

  test('fails what is new only, and lists that first', async () => {
    await scan(alice, '', '--write-baseline', known);
    const scanned = await scan(
      alice + role('aaron', 'secrets') + role('bob', 'secrets'),
      '',
      ...baseline,
      '--max-paths',
      '2',
    );
    expect(scanned.code).toBe(1);
    expect(scanned.result.paths.map(({ from, inBaseline }) => [from, inBaseline])).toEqual([
      ['user:aaron', undefined],
      ['user:bob', undefined],
    ]);
    expect(scanned.result.truncated).toBe(true);
  });

  test('fails what got graver', async () => {
    const conditional = SECRET + role('alice', 'pods').replace('[get]', '[create]');
    await scan(conditional, '', '--write-baseline', known);
    expect((await scan(conditional, '', ...baseline, '--fail-on', 'info')).code).toBe(0);
    expect(
      (
        await scan(
          conditional + role('alice2', 'secrets').replaceAll('name: alice2}]', 'name: alice}]'),
          '',
          ...baseline,
        )
      ).code,
    ).toBe(1);
  });

  test('is the same whatever stands around the exposure: another grant for the same reader is nothing new', async () => {
    await scan(alice, '', '--write-baseline', known);
    const other = role('readers', 'secrets').replace('name: readers}]', 'name: alice}]');
    expect((await scan(SECRET + other, '', ...baseline)).code).toBe(0);
  });

  test('says which of its lines are of no use any more', async () => {
    await scan(alice, '', '--write-baseline', known);
    const { result } = await scan(SECRET, '', ...baseline);
    expect(result.accepted?.stale).toContainEqual({
      source: known,
      line: 2,
      entry: 'user:alice reads secret:shop/db',
      state: 'unmatched',
      reason: 'no longer found',
    });
  });

  test('merges: lines may come in any order and twice', async () => {
    await scan(alice, '', '--write-baseline', known);
    const [header = '', ...entries] = readFileSync(known, 'utf8').trimEnd().split('\n');
    writeFileSync(known, [header, ...entries.toReversed(), ...entries, header].join('\n'));
    expect((await scan(alice, '', ...baseline)).code).toBe(0);
  });

  test('is named in the settings from their own folder, and need not be there when it is written', async () => {
    expect((await scan(alice, 'baseline: known\n', '--write-baseline', known)).code).toBe(0);
    expect((await scan(alice, 'baseline: known\n')).code).toBe(0);
  });

  test('leaves out what is suppressed: it comes back when the suppression ends', async () => {
    await scan(alice, suppress('position: "user:alice"'), '--write-baseline', known);
    expect(readFileSync(known, 'utf8')).not.toContain('user:alice');
  });

  test.each([
    '<<<<<<< ours',
    '{"exposure":["a"],"severity":"high"}',
    '{"finding":"a","severity":"grave"}',
    'null',
    '{"__proto__":1}',
  ])('refuses the line %s and names it', async (line) => {
    await scan(alice, '', '--write-baseline', known);
    writeFileSync(known, `${readFileSync(known, 'utf8')}${line}\n`);
    const { code, stderr } = await runInProcess(['scan', '-f', at('input.yaml'), '--no-config', ...baseline]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: .*known:\d+: not a line of a baseline\n.+\n$/);
  });
});

describe('what is reported', () => {
  const manifests = SECRET + SECRET.replace('name: db', 'name: other').replace('tier: data', 'tier: web') + PRIVILEGED;

  test.each<[string[], string[], boolean]>([
    [[], ['secret:shop/db', 'secret:shop/other'], true],
    [['-A'], ['secret:shop/db', 'secret:shop/other'], true],
    [['-n', 'shop'], ['secret:shop/db', 'secret:shop/other'], true],
    [['-n', 'web'], [], false],
    [['-l', 'tier=data'], ['secret:shop/db'], false],
    [['-l', 'tier=infra'], [], true],
    [['-l', 'tier in (data,infra)', '-n', 'shop'], ['secret:shop/db'], true],
  ])('%j', async (args, assets, hasPod) => {
    const { result } = await scan(manifests, '', ...args);
    expect(result.assets.map(({ id }) => id)).toEqual(assets);
    expect(result.findings.some(({ check }) => check === 'pod-privileged')).toBe(hasPod);
  });

  test('nothing is read less: a path may begin where nothing is reported', async () => {
    const { result } = await scan(manifests + role('alice', 'secrets'), '', '-l', 'tier=data');
    expect(result.paths.map(({ from, to }) => `${from} ${to}`)).toEqual(['user:alice secret:shop/db']);
  });
});
