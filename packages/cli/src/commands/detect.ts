// detect: secrets in texts, by place and length; no value is in any result.
import { checks, SCHEMA } from '@watertight/engine';
import type { Coverage, DetectResult } from '@watertight/engine';
import { findingOfText } from '@watertight/report';
import type { Detected, GitScope, ImportedRule } from '@watertight/sources';
import { detectorRules, detectors } from '../shell/detectors.ts';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { handlingSignals } from '../shell/interrupt.ts';
import { broughtRules } from '../shell/imported-rules.ts';
import { readKeyFile } from '../shell/key-file.ts';
import { detectLive } from '../shell/live-input.ts';
import type { LiveOptions } from '../shell/live-input.ts';
import type { FailOn } from '../shell/options.ts';
import { countBySeverity, isAtLeast } from '../shell/order.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { writeBaseline } from '../triage/baseline.ts';
import { counts, judgeOf } from '../triage/judge.ts';
import type { TriageOptions } from '../triage/judge.ts';

export interface DetectOptions extends OutputOptions, TriageOptions, LiveOptions {
  readonly namespace?: string;
  /** Of a cluster, the logs of containers as well. */
  readonly logs?: boolean;
  readonly filename: readonly string[];
  readonly failOn: FailOn;
  /** Files of rules, beside our detectors. */
  readonly rules: readonly string[];
  readonly fingerprintKeyFile?: string;
  /** The whole history of the repositories. */
  readonly git?: boolean;
  /** What is to be committed in them. */
  readonly staged?: boolean;
}

export async function detect(paths: readonly string[], options: DetectOptions): Promise<number> {
  const judge = await judgeOf(options);
  const brought = await broughtRules(options.rules);
  const inputs = [...options.filename, ...paths];
  const { findings: unjudged, coverage: ofInputs } = await (isLive(inputs, options)
    ? readCluster(options, brought.rules)
    : read(inputs, options, brought.rules));
  const coverage = [...brought.coverage, ...ofInputs];
  const findings = unjudged.map((found) => ({ ...found, ...judge.ofFinding(findingOfText(found)) }));
  const result: DetectResult = {
    schema: SCHEMA,
    kind: 'detect',
    summary: { findings: countBySeverity(findings) },
    coverage,
    findings,
    // Suppressions of checks fit nothing here and are not stale for that.
    ...(judge.isNeeded && { accepted: judge.accepted(false, notReadHere(inputs, coverage), true) }),
  };
  await writeResult(result, options, [], await detectorRules(brought.rules));
  if (options.writeBaseline !== undefined) {
    await writeBaseline(options.writeBaseline, [], findings.map(findingOfText));
    return withCoverage(ExitCode.ok, result, options);
  }
  const isFound = findings.some((found) => counts(found) && isAtLeast(found.severity, options.failOn));
  return withCoverage(isFound ? ExitCode.findings : ExitCode.ok, result, options);
}

/** Of a baseline, this run knows what is about a detector and a file below the inputs, where these were read whole. */
function notReadHere(
  inputs: readonly string[],
  coverage: readonly Coverage[],
): (check: string, object?: string) => boolean {
  const ofScan = new Set(checks.map(({ id }) => id));
  const isWhole = coverage.every(({ state }) => state === 'read');
  const isRead = (object: string): boolean =>
    inputs.some((input) => object === `file:${input}` || object.startsWith(`file:${input.replace(/\/$/, '')}/`));
  return (check, object = '') => !isWhole || ofScan.has(check) || !isRead(object);
}

/** A cluster is read only where one is named: a folder that was forgotten must not turn into one. */
function isLive(inputs: readonly string[], options: DetectOptions): boolean {
  const { context, kubeconfig, git, staged, namespace, logs, secretValues } = options;
  const isNamed = context !== undefined || kubeconfig !== undefined;
  if (isNamed && (inputs.length > 0 || git === true || staged === true))
    throw new UserError('both files and a cluster are named', 'Read the one or the other.');
  const isOfCluster = namespace !== undefined || logs === true || secretValues === true;
  if (!isNamed && isOfCluster)
    throw new UserError(
      '-n, --logs and --secret-values are about a cluster',
      'Name one with --context or --kubeconfig.',
    );
  return isNamed;
}

async function readCluster(options: DetectOptions, rules: readonly ImportedRule[]): Promise<Detected> {
  const { fingerprintKeyFile, logs = false } = options;
  const key = fingerprintKeyFile === undefined ? undefined : await readKeyFile(fingerprintKeyFile);
  return await detectLive(options, { detectors: await detectors(), rules, logs, ...(key !== undefined && { key }) });
}

async function read(
  named: readonly string[],
  options: DetectOptions,
  rules: readonly ImportedRule[],
): Promise<Detected> {
  const { fingerprintKeyFile, git: isHistory, staged: isStaged } = options;
  if (isHistory === true && isStaged === true)
    throw new UserError('both --git and --staged are given', 'Read the whole history, or what is to be committed.');
  const git: GitScope | undefined = isHistory === true ? 'history' : isStaged === true ? 'staged' : undefined;
  const inputs = named.length === 0 && git !== undefined ? ['.'] : named;
  if (inputs.length === 0) throw new UserError('nothing to read', 'Name files or folders, or - for standard input.');
  const key = fingerprintKeyFile === undefined ? undefined : await readKeyFile(fingerprintKeyFile);
  const settings = {
    detectors: await detectors(),
    rules,
    ...(key !== undefined && { key }),
    ...(git !== undefined && { git }),
  };
  const { detectTexts, GitError, MissingInputError } = await import('@watertight/sources');
  return await handlingSignals(() => detectTexts(inputs, settings)).catch((error: unknown) => {
    if (error instanceof MissingInputError) throw new UserError(error.message, error.hint);
    if (!(error instanceof GitError)) throw error;
    throw new UserError(error.message, error.hint, error.isMissing ? ExitCode.cannotRun : ExitCode.usage);
  });
}
