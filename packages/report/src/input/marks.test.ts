// What is accepted stays in every report, is told apart there, and counts as no failure.
import type { Accepted, Marks, ScanResult } from '@watertight/engine';
import { describe, expect, it } from 'vitest';
import { render } from '../render.ts';
import { OPTIONS } from '../testing/seed-answers.ts';
import { SCAN } from '../testing/seed-backend.ts';
import type { Format } from './options.ts';

const SUPPRESSED = { reason: 'needed by the driver', owner: 'storage team', until: '2027-03-31' };
const ACCEPTED: Accepted = {
  asOf: '2026-11-22',
  suppressed: { paths: 2, findings: 0 },
  inBaseline: { paths: 0, findings: 1 },
  stale: [
    { source: '.watertight.yaml', entry: 'suppressions[0] (check a)', state: 'expired', reason: 'until 2026-01-01' },
    { source: 'known', line: 7, entry: 'user:a reads secret:b/c', state: 'unmatched', reason: 'no longer found' },
  ],
};

function marked(ofAssets: Marks, ofFindings: Marks): ScanResult {
  return {
    ...SCAN,
    assets: SCAN.assets.map((asset) => ({ ...asset, ...ofAssets })),
    paths: SCAN.paths.map((path) => ({ ...path, ...ofAssets })),
    findings: SCAN.findings.map((finding) => ({ ...finding, ...ofFindings })),
    accepted: ACCEPTED,
  };
}

const RESULT = marked({ suppressed: SUPPRESSED }, { inBaseline: true });

function text(result: ScanResult, format: Format): string {
  return [...render(result, format, { ...OPTIONS, width: 200 })].join('');
}

interface Sarif {
  readonly runs: readonly [{ readonly results: readonly Record<string, unknown>[] }];
}

function sarifResults(result: ScanResult): readonly Record<string, unknown>[] {
  return (JSON.parse(text(result, 'sarif')) as Sarif).runs[0].results;
}

describe('what is accepted', () => {
  it('is counted in the table and listed in wide only', () => {
    const table = text(RESULT, 'table');
    expect(table).toContain('not counted: 2 paths suppressed, 1 finding in the baseline; -o wide shows them');
    expect(table).not.toContain('Worst paths');
    expect(table).not.toContain(SCAN.findings[0]?.check);
    const wide = text(RESULT, 'wide');
    expect(wide).toContain('suppressed until 2027-03-31: needed by the driver (storage team)');
    expect(wide).toContain('known from the baseline');
  });

  it('is listed when its entry applies to nothing', () => {
    for (const format of ['table', 'wide', 'markdown'] as const) {
      const flat = text(RESULT, format).replaceAll('\\', '');
      expect(flat).toContain('.watertight.yaml: suppressions[0] (check a): expired (until 2026-01-01)');
      expect(flat).toContain('known:7: user:a reads secret:b/c: of no use (no longer found)');
    }
  });

  it('is left out of the tables of markdown', () => {
    expect(text(SCAN, 'markdown')).toContain(SCAN.paths[0]?.id);
    expect(text(RESULT, 'markdown')).not.toContain(SCAN.paths[0]?.id);
  });

  it('is skipped in JUnit', () => {
    expect(text(SCAN, 'junit')).toContain('<failure');
    expect(text(RESULT, 'junit')).not.toContain('<failure');
    expect(text(RESULT, 'junit')).toContain('suppressed until 2027-03-31');
  });

  it('has suppressions and a state in SARIF, and so has the rest', () => {
    const [exposure, ...findings] = sarifResults(RESULT);
    expect(exposure).toMatchObject({
      baselineState: 'new',
      suppressions: [{ kind: 'external', status: 'accepted', justification: expect.stringContaining('storage team') }],
    });
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) expect(finding).toMatchObject({ baselineState: 'unchanged', suppressions: [] });
  });

  it('leaves SARIF without suppressions and baseline as it is', () => {
    for (const result of sarifResults(SCAN)) {
      expect(result).not.toHaveProperty('suppressions');
      expect(result).not.toHaveProperty('baselineState');
    }
  });

  it('is one more line of NDJSON', () => {
    const last = text(RESULT, 'ndjson')
      .split('\n')
      .find((line) => line.includes('"kind":"accepted"'));
    expect(JSON.parse(last ?? '{}')).toEqual({ schema: SCAN.schema, kind: 'accepted', ...ACCEPTED });
  });
});
