// `-o junit`: a suite for each check, technique and the coverage; a failure for each finding and exposed asset.
import type { Asset, Finding, Path, ScanResult } from '@watertight/engine';
import type { ReportOptions, RuleInfo } from '../input/options.ts';
import { rulesById } from '../input/options.ts';
import { counts, markText } from '../text/marks.ts';
import { byText, worstFindingFirst, worstPathFirst } from '../input/rank.ts';
import { gap } from '../text/gap.ts';
import { count } from '../text/phrase.ts';
import { place, sentence } from '../text/sentence.ts';
import { attributes, xmlText } from './xml.ts';

const PATHS = 10;

interface Case {
  readonly name: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly outcome: 'passed' | 'failure' | 'skipped';
  readonly message?: string;
  readonly type?: string;
  readonly details?: readonly string[];
}

function findingCase(finding: Finding): Case {
  const where = finding.location === undefined ? [] : [place(finding.location)];
  return {
    name: finding.object,
    file: finding.location?.file,
    line: finding.location?.line,
    outcome: finding.result === 'fail' && counts(finding) ? 'failure' : 'skipped',
    message: counts(finding) ? finding.message : `${markText(finding)}: ${finding.message}`,
    type: finding.severity,
    details: [...where, `fix: ${finding.fix.summary}`],
  };
}

function exposureCase(asset: Asset, paths: readonly Path[]): Case {
  const worst = paths[0] === undefined ? 'exposed' : sentence(paths[0]);
  const more = paths.length > PATHS ? [`and ${count(paths.length - PATHS, 'more path')}`] : [];
  return {
    name: asset.id,
    file: asset.location?.file,
    line: asset.location?.line,
    outcome: counts(asset) ? 'failure' : 'skipped',
    message: counts(asset) ? worst : `${markText(asset)}: ${worst}`,
    type: asset.severity,
    details: [
      ...paths.slice(0, PATHS).map((path) => `${path.id} ${path.severity}, ${path.certainty}: ${sentence(path)}`),
      ...more,
    ],
  };
}

/** An exposed asset stands in the suite of the technique that its worst path ends with. */
function exposuresByTechnique(result: ScanResult): Map<string, Case[]> {
  const byAsset = Map.groupBy(result.paths, ({ to }) => to);
  const exposed = result.assets
    .filter((asset) => asset.exposed)
    .toSorted((a, b) => byText(a.id, b.id))
    .map((asset) => ({ asset, paths: (byAsset.get(asset.id) ?? []).toSorted(worstPathFirst) }));
  const suites = Map.groupBy(exposed, ({ paths }) => paths[0]?.steps.at(-1)?.technique ?? 'exposed-asset');
  return new Map(
    Array.from(suites, ([id, found]) => [id, found.map(({ asset, paths }) => exposureCase(asset, paths))]),
  );
}

function coverageCases(result: ScanResult): Case[] {
  return result.coverage.map((entry) => ({
    name: `${entry.what} in ${entry.source}`,
    file: entry.file,
    line: entry.line,
    outcome: entry.state === 'read' ? 'passed' : 'skipped',
    message: gap(entry),
  }));
}

function suitesOf(result: ScanResult, rules: ReadonlyMap<string, RuleInfo>): [string, readonly Case[]][] {
  const findings = Map.groupBy(result.findings.toSorted(worstFindingFirst), ({ check }) => check);
  const cases = exposuresByTechnique(result);
  for (const [check, found] of findings) cases.set(check, [...(cases.get(check) ?? []), ...found.map(findingCase)]);
  const ids = [...new Set([...rules.keys(), ...cases.keys()])].sort();
  return [
    ...ids.map((id): [string, Case[]] => [id, cases.get(id) ?? [{ name: 'nothing found', outcome: 'passed' }]]),
    ['coverage', coverageCases(result)],
  ];
}

function* caseLines(suite: string, one: Case): Iterable<string> {
  const line = one.file === undefined ? undefined : one.line;
  const head = `    <testcase${attributes({ classname: suite, name: one.name, file: one.file, line, time: 0 })}`;
  if (one.outcome === 'passed') return yield `${head}/>\n`;
  const inside = `      <${one.outcome}${attributes({ message: one.message, type: one.outcome === 'failure' ? one.type : undefined })}`;
  yield `${head}>\n`;
  const details = (one.details ?? []).map(xmlText).join('\n');
  yield one.outcome === 'failure' && details !== '' ? `${inside}>${details}</${one.outcome}>\n` : `${inside}/>\n`;
  yield '    </testcase>\n';
}

function totals(cases: readonly Case[]): Readonly<Record<string, number>> {
  const of = (outcome: Case['outcome']): number => cases.filter((one) => one.outcome === outcome).length;
  return { tests: cases.length, failures: of('failure'), errors: 0, skipped: of('skipped'), time: 0 };
}

/** Unknown findings and gaps of coverage are skipped cases with their reason; a rule that found nothing is one passed case. */
export function* junit(result: ScanResult, options: ReportOptions): Iterable<string> {
  const rules = rulesById(options);
  const suites = suitesOf(result, rules);
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield `<testsuites${attributes({ name: 'watertight', ...totals(suites.flatMap(([, cases]) => cases)) })}>\n`;
  for (const [id, cases] of suites) {
    const title = rules.get(id)?.title;
    yield `  <testsuite${attributes({ name: title === undefined ? id : `${id}: ${title}`, ...totals(cases) })}>\n`;
    for (const one of cases) yield* caseLines(id, one);
    yield '  </testsuite>\n';
  }
  yield '</testsuites>\n';
}
