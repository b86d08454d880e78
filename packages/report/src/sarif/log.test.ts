// SARIF: valid, within GitHub's limits, with places that are true or absent.
import type { Path, ScanResult } from '@watertight/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Hostile } from '../testing/hostile.ts';
import { SARIF_SCHEMA } from '../testing/sarif-schema.ts';
import { schemaErrors } from '../../../../testbed/json-schema/schema-check.ts';
import { OPTIONS } from '../testing/seed-answers.ts';
import { DIRECT, FINDING, GET_STEP, SCAN, THROUGH_POD } from '../testing/seed-backend.ts';
import { sarif } from './log.ts';

interface Place {
  physicalLocation: { artifactLocation: { uri: string; uriBaseId?: string }; region?: Record<string, number> };
}
interface Written {
  ruleId: string;
  ruleIndex: number;
  level: string;
  message: { text: string };
  locations: Place[];
  partialFingerprints: Record<string, string>;
  codeFlows?: {
    threadFlows: { locations: { location: Place; executionOrder: number; taxa: { id: string; index: number }[] }[] }[];
  }[];
}
interface Driver {
  rules: { id: string; helpUri?: string; properties: Record<string, unknown> }[];
  taxa: { id: string }[];
}
interface Note {
  descriptor: { id: string };
  level: string;
  message: { text: string };
}
interface Run {
  tool: { driver: Driver };
  invocations: { toolExecutionNotifications?: Note[] }[];
  results: Written[];
}

function run(result: ScanResult, options = OPTIONS): Run {
  return (JSON.parse([...sarif(result, options)].join('')) as { runs: [Run] }).runs[0];
}

describe('sarif', () => {
  it('is valid for any scan, each result at a place, each rule and technique at its index', () => {
    fc.assert(
      fc.property(fc.gen(), (gen) => {
        const result = new Hostile((max) => gen(fc.nat, { max })).scan();
        const log: unknown = JSON.parse([...sarif(result, OPTIONS)].join(''));
        expect(schemaErrors(log, SARIF_SCHEMA, false)).toEqual([]);
        const {
          results,
          tool: { driver },
        } = (log as { runs: [Run] }).runs[0];
        for (const one of results) {
          expect(driver.rules[one.ruleIndex]?.id).toBe(one.ruleId);
          const steps = (one.codeFlows ?? []).flatMap(({ threadFlows }) =>
            threadFlows.flatMap(({ locations }) => locations),
          );
          for (const { taxa } of steps) expect(driver.taxa[taxa[0]?.index ?? -1]?.id).toBe(taxa[0]?.id);
          for (const { physicalLocation } of [...one.locations, ...steps.map(({ location }) => location)]) {
            expect(physicalLocation.artifactLocation.uri).not.toMatch(/^$|\s|\\/);
          }
          expect(Object.keys(one.partialFingerprints)).toContain('watertight/v1');
        }
        expect(results).toHaveLength(new Set(results).size);
        expect(results.length).toBe(
          result.assets.filter(({ exposed }) => exposed).length +
            result.findings.filter((one) => one.result === 'fail').length,
        );
      }),
      { numRuns: 150 },
    );
  });

  it('writes an exposed asset at its own line, its paths worst first as code flows', () => {
    const [exposure, finding] = run(SCAN).results;
    expect(exposure).toMatchObject({ ruleId: 'exposed-asset-high', level: 'error' });
    expect(exposure?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'examples/seed-backend/secret.yaml', uriBaseId: '%SRCROOT%' },
      region: { startLine: 1, startColumn: 1, endLine: 9, endColumn: 1 },
    });
    const flows = (exposure?.codeFlows ?? []).map(({ threadFlows }) =>
      threadFlows[0]?.locations.map(({ taxa }) => taxa[0]?.id),
    );
    expect(flows).toEqual([['A1'], ['D2', 'A1']]);
    expect(finding?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(
      'examples/seed-backend/pod%20with%20space.yaml',
    );
    expect(finding?.message.text).toBe(
      'pod:backend/debug: container shell is privileged. Fix: Remove privileged: true',
    );
  });

  it('gives an object without a file a place named after it, and no region', () => {
    const { location, ...unplaced } = FINDING;
    expect(location).toBeDefined();
    const { results } = run({ ...SCAN, paths: [], assets: [], findings: [unplaced] });
    expect(results[0]?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'kubernetes/pod/backend/debug' },
    });
    expect(results[0]?.partialFingerprints).toEqual({ 'watertight/v1': 'f-1111', primaryLocationLineHash: 'f-1111:1' });
  });

  it('omits a region whose line is not known, and an end that is none', () => {
    const placed = (location: object): unknown =>
      run({
        ...SCAN,
        paths: [],
        assets: [],
        findings: [{ ...FINDING, location: location as NonNullable<typeof FINDING.location> }],
      }).results[0]?.locations[0]?.physicalLocation.region;
    expect(placed({ file: 'a.yaml', line: 0, column: 0, endLine: 0, endColumn: 0 })).toBeUndefined();
    expect(placed({ file: 'a.yaml', line: 3, column: 5, endLine: 3, endColumn: 5 })).toEqual({
      startLine: 3,
      startColumn: 5,
    });
    expect(placed({ file: '-', line: 3, column: 5, endLine: 3, endColumn: 9 })).toBeUndefined();
  });

  it('tells results of one rule on one line apart, and leaves lines that differ to the uploader', () => {
    const { results } = run({
      ...SCAN,
      paths: [],
      assets: [],
      findings: [FINDING, { ...FINDING, fingerprint: 'f-3333', object: 'pod:backend/z' }],
    });
    expect(results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash)).toEqual([
      'f-1111:1',
      'f-3333:1',
    ]);
    expect(run(SCAN).results[1]?.partialFingerprints).toEqual({ 'watertight/v1': 'f-1111' });
  });

  it('keeps the worst 5,000 results and says how many it left out', () => {
    const many = Array.from({ length: 5_001 }, (_, at) => ({
      ...FINDING,
      severity: at === 5_000 ? ('critical' as const) : ('low' as const),
      fingerprint: `f-${at}`,
      object: `pod:a/p${at}`,
    }));
    const { results, invocations } = run({ ...SCAN, assets: [], paths: [], findings: many });
    expect(results).toHaveLength(5_000);
    expect(results[0]?.partialFingerprints['watertight/v1']).toBe('f-5000');
    expect(invocations[0]?.toolExecutionNotifications?.[0]).toMatchObject({
      descriptor: { id: 'limit' },
      level: 'warning',
      message: { text: /^1 results/ },
    });
  });

  it('keeps 10 code flows and 1,000 steps of a result', () => {
    const long = (at: number): Path => ({
      ...DIRECT,
      id: `p-${at}`,
      steps: Array.from({ length: 300 }, () => GET_STEP),
    });
    const flows = (paths: Path[]): number[] =>
      (run({ ...SCAN, paths }).results[0]?.codeFlows ?? []).map(
        ({ threadFlows }) => threadFlows[0]?.locations.length ?? 0,
      );
    expect(flows(Array.from({ length: 11 }, (_, at) => ({ ...DIRECT, id: `p-${at}` })))).toHaveLength(10);
    expect(flows(Array.from({ length: 5 }, (_, at) => long(at)))).toEqual([300, 300, 300]);
    expect(run({ ...SCAN, paths: Array.from({ length: 5 }, (_, at) => long(at)) }).results[0]?.message.text).toContain(
      '3 of 5 paths are shown',
    );
  });

  it('keeps 10 tags of a rule and links its page', () => {
    const maps = { cis: Array.from({ length: 20 }, (_, at) => `5.${at}`) };
    const rules = [{ id: 'x', kind: 'check' as const, title: 'x', why: 'x', maps }];
    const rule = run(SCAN, { ...OPTIONS, rules, docsUrl: 'https://example.org/rules' }).tool.driver.rules.find(
      ({ id }) => id === 'x',
    );
    expect(rule?.properties.tags).toHaveLength(10);
    expect(rule?.helpUri).toBe('https://example.org/rules/x');
  });

  it('reports what could not be decided or was not read as notes, never as results', () => {
    const { results, invocations } = run(SCAN);
    expect(results).toHaveLength(2);
    expect(
      invocations[0]?.toolExecutionNotifications?.map(({ descriptor, level }) => `${descriptor.id} ${level}`),
    ).toEqual(['coverage note', 'coverage warning', 'undecided note']);
  });

  it('makes no link and no placeholder of a name', () => {
    const { request, ...mount } = GET_STEP;
    expect(request?.verb).toBe('get');
    const step = { ...mount, because: 'get [here](https://evil.example) {0}' };
    const { results } = run({ ...SCAN, paths: [{ ...THROUGH_POD, steps: [step] }] });
    expect(results[0]?.message.text).toContain('get [here] (https://evil.example) {{0}}');
  });
});
