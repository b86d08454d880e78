// Runs the checks and gives each finding its place.
import { findingOf, runChecks } from '@watertight/engine';
import type { Coverage, Finding } from '@watertight/engine';
import type { Input } from './input.ts';
import type { Selection } from './selection.ts';

/** Findings on the selected objects, and which checks could not be run. */
export async function findingsOf(
  { facts, locator }: Input,
  selection: Selection,
): Promise<{ findings: Finding[]; coverage: readonly Coverage[] }> {
  const run = runChecks(facts);
  const findings: Finding[] = [];
  for (const found of run.failures) {
    const { object, pointer } = found.failure;
    if (!selection.hasObject(object)) continue;
    const location = await locator.locate(object.document, pointer ?? '');
    findings.push({ ...findingOf(found), ...(location !== undefined && { location }) });
  }
  return { findings, coverage: run.coverage };
}
