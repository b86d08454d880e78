// What diff says of two scans, and when it fails.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DiffResult, Finding, Path, ScanResult } from '@watertight/engine';
import { afterAll, describe, expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'watertight-diff-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => path.join(folder, name);

const PATH: Path = {
  id: 'p-000000000001',
  from: 'user:alice',
  to: 'secret:shop/db',
  certainty: 'certain',
  severity: 'high',
  hops: 0,
  steps: [],
};
const FINDING: Finding = {
  fingerprint: 'f1',
  check: 'pod-privileged',
  severity: 'high',
  result: 'fail',
  object: 'pod:shop/web',
  message: 'Container web is privileged.',
  fix: { summary: 'Run without it.' },
  maps: {},
};

function scan(paths: readonly Path[], findings: readonly Finding[], more: Partial<ScanResult> = {}): string {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  const summary = { assets: 0, exposed: 0, paths: paths.length, findings: counts };
  return JSON.stringify({
    schema: 'watertight/v1',
    kind: 'scan',
    summary,
    coverage: [],
    assets: [],
    paths,
    findings,
    ...more,
  });
}

async function diff(older: string, newer: string, ...args: string[]): Promise<{ code: number; result: DiffResult }> {
  writeFileSync(at('old.json'), older);
  writeFileSync(at('new.json'), newer);
  const ran = await runInProcess(['diff', at('old.json'), at('new.json'), '-o', 'json', '--no-config', ...args]);
  if (ran.stdout === '') throw new Error(ran.stderr);
  return { code: ran.code, result: JSON.parse(ran.stdout) as DiffResult };
}

const NOTHING = scan([], []);
const lowered = { ...PATH, severity: 'low' } as const;
const undecided = { ...FINDING, result: 'unknown' } as const;
const suppressed = { suppressed: { reason: 'r', owner: 'o', until: '2027-01-01' } };

describe('diff', () => {
  test.each<[string, string, string, string[], number]>([
    ['equal', scan([PATH], [FINDING]), scan([PATH], [FINDING]), [], 0],
    ['a new path', NOTHING, scan([PATH], []), ['new user:alice'], 1],
    ['a path that is gone', scan([PATH], []), NOTHING, ['gone user:alice'], 0],
    ['another way', scan([PATH], []), scan([{ ...PATH, id: 'p-2' }], []), ['changed user:alice'], 0],
    ['a graver path', scan([lowered], []), scan([PATH], []), ['changed user:alice'], 1],
    ['a lighter path', scan([PATH], []), scan([lowered], []), ['changed user:alice'], 0],
    ['a new light path', NOTHING, scan([lowered], []), ['new user:alice'], 0],
    ['a new suppressed path', NOTHING, scan([{ ...PATH, ...suppressed }], []), ['new user:alice'], 0],
    ['a new known path', NOTHING, scan([{ ...PATH, inBaseline: true }], []), ['new user:alice'], 0],
    ['a new finding', NOTHING, scan([], [FINDING]), ['new f1'], 1],
    ['a new undecided finding', NOTHING, scan([], [undecided]), ['new f1'], 0],
    ['a finding now decided', scan([], [undecided]), scan([], [FINDING]), ['changed f1'], 1],
    ['a finding no longer decided', scan([], [FINDING]), scan([], [undecided]), ['changed f1'], 0],
    ['a finding that is gone', scan([], [FINDING]), NOTHING, ['gone f1'], 0],
  ])('%s', async (_, older, newer, changes, code) => {
    const { code: ended, result } = await diff(older, newer);
    const paths = result.paths.map(({ change, path: { from } }) => `${change} ${from}`);
    const findings = result.findings.map(({ change, finding }) => `${change} ${finding.fingerprint}`);
    expect([...paths, ...findings]).toEqual(changes);
    expect(ended).toBe(code);
  });

  test('--fail-on sets from where on it fails', async () => {
    expect((await diff(NOTHING, scan([lowered], []), '--fail-on', 'low')).code).toBe(1);
    expect((await diff(NOTHING, scan([PATH], []), '--fail-on', 'none')).code).toBe(0);
  });

  test('what was not seen is said, and may fail', async () => {
    const coverage = [{ source: 'a', what: 'a/b.yaml', state: 'not-read' } as const];
    const { code, result } = await diff(scan([PATH], []), scan([], [], { coverage }), '--fail-on-incomplete');
    expect(result.coverage).toEqual(coverage);
    expect(code).toBe(3);
    const cut = await diff(scan([PATH], [], { truncated: true }), NOTHING, '--fail-on-incomplete');
    expect(cut.result.coverage).toMatchObject([{ source: 'the older scan', state: 'partial' }]);
    expect(cut.code).toBe(3);
  });

  test('real scans, every format', async () => {
    const examples = path.resolve(import.meta.dirname, '../../../../examples');
    const files = ['seed-backend', 'seed-backend-hardened'].map(
      (name) => [path.join(examples, name), at(`${name}.json`)] as const,
    );
    for (const [input, file] of files) await runInProcess(['scan', '-f', input, '-o', 'json', '--output-file', file]);
    const [open, hardened] = files.map(([, file]) => file) as [string, string];
    for (const format of ['table', 'wide', 'json', 'ndjson', 'markdown']) {
      const { code, stdout, stderr } = await runInProcess(['diff', hardened, open, '-o', format]);
      expect([code, stderr]).toEqual([1, '']);
      expect(stdout).toMatch(/new/);
      expect(stdout).toContain('backend/backend-sa');
    }
    expect((await runInProcess(['diff', open, hardened])).code).toBe(0);
  });

  test.each([
    '',
    'null',
    '{',
    '{"schema":"watertight/v1","kind":"paths","paths":[]}',
    'secret: fake-hunter2',
    '"fake-hunter2"',
  ])('refuses %j', async (text) => {
    writeFileSync(at('old.json'), text);
    writeFileSync(at('new.json'), NOTHING);
    const { code, stderr } = await runInProcess(['diff', at('old.json'), at('new.json')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: .*old\.json does not hold one scan\n.+\n$/);
    expect(stderr).not.toContain('hunter2');
  });
});
