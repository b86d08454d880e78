// What `encryption lint` found in the form of a scan's findings, for the formats that show findings only.
import type { EncryptionLintResult, Finding, ScanResult, Severity } from '@watertight/engine';

function countsOf(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity, result } of findings) if (result === 'fail') counts[severity] += 1;
  return counts;
}

/** The result as a scan without assets and paths. */
export function scanOfLint({ schema, findings, coverage }: EncryptionLintResult): ScanResult {
  const summary = { assets: 0, exposed: 0, paths: 0, findings: countsOf(findings) };
  return { schema, kind: 'scan', summary, coverage, assets: [], paths: [], findings };
}
