// detect: secrets in texts, by place and length; no value is in any result.
import { SCHEMA } from '@watertight/engine';
import type { DetectResult } from '@watertight/engine';
import { findingOfText } from '@watertight/report';
import type { Detected, GitScope, ImportedRule } from '@watertight/sources';
import { detectorRules, detectors } from '../shell/detectors.ts';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { handlingSignals } from '../shell/interrupt.ts';
import { broughtRules } from '../shell/imported-rules.ts';
import { fingerprintKey } from '../shell/fingerprint-key.ts';
import type { FailOn } from '../shell/options.ts';
import { countBySeverity, isAtLeast } from '../shell/order.ts';
import { withCoverage, writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { writeBaseline } from '../triage/baseline.ts';
import { counts, judgeOf } from '../triage/judge.ts';
import type { TriageOptions } from '../triage/judge.ts';

export interface DetectOptions extends OutputOptions, TriageOptions {
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
  const { findings: unjudged, coverage: ofInputs } = await read(
    [...options.filename, ...paths],
    options,
    brought.rules,
  );
  const coverage = [...brought.coverage, ...ofInputs];
  const findings = unjudged.map((found) => ({ ...found, ...judge.ofFinding(findingOfText(found)) }));
  const result: DetectResult = {
    schema: SCHEMA,
    kind: 'detect',
    summary: { findings: countBySeverity(findings) },
    coverage,
    findings,
    // Suppressions of checks fit nothing here and are not stale for that.
    ...(judge.isNeeded && { accepted: judge.accepted(false) }),
  };
  await writeResult(result, options, [], await detectorRules(brought.rules));
  if (options.writeBaseline !== undefined) {
    await writeBaseline(options.writeBaseline, [], findings.map(findingOfText));
    return withCoverage(ExitCode.ok, result, options);
  }
  const isFound = findings.some((found) => counts(found) && isAtLeast(found.severity, options.failOn));
  return withCoverage(isFound ? ExitCode.findings : ExitCode.ok, result, options);
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
  const key = fingerprintKeyFile === undefined ? undefined : await fingerprintKey(fingerprintKeyFile);
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
