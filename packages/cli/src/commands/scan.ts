// scan: weaknesses, exposed assets, worst paths, coverage.
import { analyse, findCuts, findingOf, runChecks, SCHEMA, scanExposure, SEVERITIES } from '@watertight/engine';
import type { Asset, AssetExposure, Exposure, Facts, Finding, Location, Path, ScanResult, Severity } from '@watertight/engine';
import type { Locator } from '@watertight/sources';
import { coverageOf } from '../shell/coverage.ts';
import { ExitCode } from '../shell/exit-code.ts';
import { readInput } from '../shell/input.ts';
import type { InputOptions } from '../shell/input.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { locatePath } from '../shell/present.ts';

export interface ScanOptions extends InputOptions, OutputOptions {
  readonly namespace?: string;
  readonly failOn: Severity | 'none';
  readonly maxPaths: number;
}

export async function scan(files: readonly string[], options: ScanOptions): Promise<number> {
  const input = await readInput(options, files);
  const exposure = analyse(input.facts);
  const { assets, pairs, worst } = scanExposure(exposure, exposure.assetIds(options.namespace), options.maxPaths);
  const paths: Path[] = [];
  const proved = worst.map(({ reader }) => ({ path: reader.prove(), severity: reader.severity }));
  for (const { path, severity } of proved) paths.push(await locatePath(path, severity, input.locator));
  const cuts = options.namespace === undefined ? findCuts(input.facts, proved.map(({ path }) => path), pairs) : [];
  const { findings, coverage } = await findingsOf(input.facts, options.namespace, input.locator);
  const shown: Asset[] = [];
  for (const asset of assets) shown.push(await present(exposure, asset, input.locator));
  const result: ScanResult = {
    schema: SCHEMA,
    kind: 'scan',
    summary: {
      assets: assets.length,
      exposed: assets.filter(({ exposed }) => exposed).length,
      paths: pairs,
      findings: countBySeverity(findings),
    },
    coverage: [...coverageOf(input.facts), ...coverage],
    assets: shown,
    paths,
    findings,
    ...(cuts.length > 0 && { cuts }),
    ...(pairs > paths.length && { truncated: true }),
  };
  await writeResult(result, options, input.names);
  return withCoverage(failed(result, options.failOn) ? ExitCode.findings : ExitCode.ok, input.facts, options);
}

async function findingsOf(facts: Facts, namespace: string | undefined, locator: Locator): Promise<{ findings: Finding[]; coverage: Facts['coverage'] }> {
  const run = runChecks(facts);
  const findings: Finding[] = [];
  for (const found of run.failures) {
    const { object, pointer } = found.failure;
    if (namespace !== undefined && object.namespace !== namespace) continue;
    const location = await locator.locate(object.document, pointer ?? '');
    findings.push({ ...findingOf(found), ...(location !== undefined && { location }) });
  }
  return { findings, coverage: run.coverage };
}

async function present(exposure: Exposure, asset: AssetExposure, locator: Locator): Promise<Asset> {
  const fact = exposure.secretFact(asset.id);
  const location: Location | undefined = fact === undefined ? undefined : await locator.locate(fact.document, '');
  return {
    id: asset.id,
    inInput: fact !== undefined,
    keys: (fact?.keys ?? []).map(({ name, length }) => ({ name, length })),
    severity: asset.severity,
    exposed: asset.exposed,
    readers: asset.readers,
    ...(location !== undefined && { location }),
  };
}

function countBySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity, result } of findings) if (result === 'fail') counts[severity]++;
  return counts;
}

/** An exposed asset or a failed check at or above the threshold. */
function failed(result: ScanResult, threshold: Severity | 'none'): boolean {
  if (threshold === 'none') return false;
  const limit = SEVERITIES.indexOf(threshold);
  const reaches = (severity: Severity): boolean => SEVERITIES.indexOf(severity) <= limit;
  return result.assets.some((asset) => asset.exposed && reaches(asset.severity)) ||
    result.findings.some((finding) => finding.result === 'fail' && reaches(finding.severity));
}

