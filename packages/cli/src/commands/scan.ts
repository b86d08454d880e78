// scan: weaknesses, exposed assets, worst paths, coverage.
import { analyse, findCuts, SCHEMA, scanExposure } from '@watertight/engine';
import type { Asset, ExposedPair, Exposure, Marks, Path, ProvedPath, ScanResult } from '@watertight/engine';
import { coverageOf } from '../shell/coverage.ts';
import { detectorRules } from '../shell/detectors.ts';
import { ExitCode } from '../shell/exit-code.ts';
import { findingsOf } from '../shell/findings.ts';
import { readInput } from '../shell/input.ts';
import type { Input, InputOptions } from '../shell/input.ts';
import type { FailOn } from '../shell/options.ts';
import { countBySeverity, isAtLeast } from '../shell/order.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { locatePath, presentAsset } from '../shell/present.ts';
import { selectionOf } from '../shell/selection.ts';
import type { Selection, SelectionOptions } from '../shell/selection.ts';
import { writeBaseline } from '../triage/baseline.ts';
import { counts, judgeOf } from '../triage/judge.ts';
import type { Judge, TriageOptions } from '../triage/judge.ts';
import { assetMark } from '../triage/asset-mark.ts';

export interface ScanOptions extends InputOptions, OutputOptions, SelectionOptions, TriageOptions {
  readonly failOn: FailOn;
  readonly maxPaths: number;
}

/** An exposed (position, asset) pair and whether it counts. */
interface JudgedPair {
  readonly pair: ExposedPair;
  readonly mark: Marks;
}

export async function scan(files: readonly string[], options: ScanOptions): Promise<number> {
  const judge = await judgeOf(options);
  const input = await readInput(options, { files, only: options.namespace });
  const selection = selectionOf(input.facts, options);
  const exposure = analyse(input.facts);
  // Whoever judges pairs has to see them all, not the worst only.
  const limit = judge.isNeeded || options.writeBaseline !== undefined ? Number.POSITIVE_INFINITY : options.maxPaths;
  const { assets, pairs, worst } = scanExposure(exposure, assetsOf(exposure, selection), limit);
  const judged = worst.map((pair): JudgedPair => ({ pair, mark: judge.ofPair(pair) }));
  const { paths, proved } = await provePaths(judged, options.maxPaths, input);
  const { findings: unjudged, coverage } = await findingsOf(input, selection);
  const findings = unjudged.map((finding) => ({ ...finding, ...judge.ofFinding(finding) }));
  const cuts = selection.isWhole ? findCuts({ facts: input.facts, exposure }, proved, pairs) : [];
  const markOf = assetMark(judged);
  const shown: Asset[] = [];
  for (const asset of assets)
    shown.push({ ...(await presentAsset(exposure, asset, input.locator)), ...markOf(asset.id) });
  const result: ScanResult = {
    schema: SCHEMA,
    kind: 'scan',
    summary: {
      assets: assets.length,
      exposed: assets.filter(({ exposed }) => exposed).length,
      paths: pairs,
      findings: countBySeverity(findings.filter((finding) => finding.result === 'fail')),
    },
    coverage: [...coverageOf(input.facts), ...coverage, ...selection.coverage],
    assets: shown,
    paths,
    findings,
    ...(cuts.length > 0 && { cuts }),
    ...(pairs > paths.length && { truncated: true }),
    ...(judge.isNeeded && { accepted: judge.accepted(selection.isWhole, await ofDetectors(judge)) }),
  };
  await writeResult(result, options, input.names);
  if (options.writeBaseline !== undefined) await writeBaseline(options.writeBaseline, judged, findings);
  return withCoverage(verdict(result, judged, judge, options), input.facts, options);
}

/** Detectors are loaded only where settings name what is no check. */
async function ofDetectors(judge: Judge): Promise<(check: string) => boolean> {
  if (judge.unknownChecks().length === 0) return () => false;
  const ids = new Set((await detectorRules()).map(({ id }) => id));
  return (check) => ids.has(check);
}

function assetsOf(exposure: Exposure, selection: Selection): string[] {
  return exposure.assetIds().filter((id) => selection.hasAsset(id));
}

/** The worst that count, then the worst that do not; both are in the order that the engine gives. */
async function provePaths(
  judged: readonly JudgedPair[],
  limit: number,
  { locator }: Input,
): Promise<{ paths: Path[]; proved: ProvedPath[] }> {
  const shown = [...judged.filter(({ mark }) => counts(mark)), ...judged.filter(({ mark }) => !counts(mark))].slice(
    0,
    limit,
  );
  const proved = shown.map(({ pair }) => pair.reader.prove());
  const paths: Path[] = [];
  for (const [index, { pair, mark }] of shown.entries()) {
    const path = await locatePath(proved[index] as ProvedPath, pair.reader.severity, locator);
    paths.push({ ...path, ...mark });
  }
  return { paths, proved };
}

/** An exposed asset or a failed check at or above the threshold that counts. What a new baseline holds is accepted by it. */
function verdict(
  { assets, findings }: ScanResult,
  judged: readonly JudgedPair[],
  judge: Judge,
  { failOn, writeBaseline: isWritten }: ScanOptions,
): number {
  if (isWritten !== undefined) return ExitCode.ok;
  const isExposed = judge.isNeeded
    ? judged.some(({ pair, mark }) => counts(mark) && isAtLeast(pair.reader.severity, failOn))
    : assets.some(({ exposed, severity }) => exposed && isAtLeast(severity, failOn));
  const isFound = findings.some(
    (finding) => finding.result === 'fail' && counts(finding) && isAtLeast(finding.severity, failOn),
  );
  return isExposed || isFound ? ExitCode.findings : ExitCode.ok;
}
