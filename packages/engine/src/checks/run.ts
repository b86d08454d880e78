// Runs every check over the facts; a check that breaks costs its own findings, never the run.
import type { CoverageEntry, Facts } from '../facts/facts.ts';
import type { Check } from './check.ts';
import { type CheckFailure, fingerprintOf } from './finding.ts';
import { checks as allChecks } from './list.ts';

export interface CheckRun {
  /** In the order of check ids, then of the facts; each fingerprint once, since one object may be read from two files. */
  readonly failures: readonly CheckFailure[];
  /** One entry for each check that broke: it was not evaluated, which is not the same as passed. */
  readonly coverage: readonly CoverageEntry[];
}

/** `checks` is for tests; by default all of them run. */
export function runChecks(facts: Facts, checks: readonly Check[] = allChecks): CheckRun {
  const failures: CheckFailure[] = [];
  const coverage: CoverageEntry[] = [];
  const seen = new Set<string>();
  for (const check of checks.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    try {
      // Collected first: a check that breaks half way has judged nothing.
      const found = [...check.find(facts)];
      for (const failure of found) {
        const entry: CheckFailure = { check, failure };
        const fingerprint = fingerprintOf(entry);
        if (!seen.has(fingerprint)) failures.push(entry);
        seen.add(fingerprint);
      }
    } catch (error) {
      // The error's message may quote the input; its class says enough to report the bug.
      const reason = `the check broke (${error instanceof Error ? error.constructor.name : 'unknown error'}); this is a bug in Watertight`;
      coverage.push({ source: 'checks', what: `check ${check.id}`, state: 'not-read', reason });
    }
  }
  return { failures, coverage };
}
