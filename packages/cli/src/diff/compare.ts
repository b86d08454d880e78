// Compares two scans: pairs by their two ends, findings by their fingerprints.
import type {
  Change,
  Coverage,
  DiffResult,
  Finding,
  FindingChange,
  Path,
  PathChange,
  ScanResult,
} from '@watertight/engine';
import { SCHEMA } from '@watertight/engine';
import { compareSeverity, compareText } from '../shell/order.ts';

export type Compared = Pick<ScanResult, 'coverage' | 'paths' | 'findings' | 'truncated'>;

export function compareScans(older: Compared, newer: Compared): DiffResult {
  const paths = pathChanges(older.paths, newer.paths);
  const findings = findingChanges(older.findings, newer.findings);
  return {
    schema: SCHEMA,
    kind: 'diff',
    summary: { paths: countsOf(paths), findings: countsOf(findings) },
    paths,
    findings,
    coverage: coverageOf(older, newer),
  };
}

/** What got worse: new, or graver than it was. A check that could not be decided before and fails now is new too. */
export function isWorse(change: PathChange | FindingChange): boolean {
  if (change.change !== 'changed' || change.was === undefined) return change.change === 'new';
  if ('path' in change) return compareSeverity(change.path.severity, change.was.severity) < 0;
  return change.was.result === 'unknown' || compareSeverity(change.finding.severity, change.was.severity) < 0;
}

function pathChanges(older: readonly Path[], newer: readonly Path[]): PathChange[] {
  const keyOf = ({ from, to }: Path): string => JSON.stringify([from, to]);
  const before = new Map(older.map((path) => [keyOf(path), path]));
  const after = new Map(newer.map((path) => [keyOf(path), path]));
  const changes: PathChange[] = [];
  for (const [key, path] of after) {
    const was = before.get(key);
    if (was === undefined) changes.push({ change: 'new', path });
    else if (was.id !== path.id || was.severity !== path.severity || was.certainty !== path.certainty) {
      const { id, severity, certainty } = was;
      changes.push({ change: 'changed', path, was: { id, severity, certainty } });
    }
  }
  for (const [key, path] of before) if (!after.has(key)) changes.push({ change: 'gone', path });
  return changes.toSorted(
    (a, b) =>
      byChange(a.change, b.change) ||
      compareSeverity(a.path.severity, b.path.severity) ||
      compareText(a.path.from, b.path.from) ||
      compareText(a.path.to, b.path.to),
  );
}

function findingChanges(older: readonly Finding[], newer: readonly Finding[]): FindingChange[] {
  const before = new Map(older.map((finding) => [finding.fingerprint, finding]));
  const after = new Map(newer.map((finding) => [finding.fingerprint, finding]));
  const changes: FindingChange[] = [];
  for (const [fingerprint, finding] of after) {
    const was = before.get(fingerprint);
    if (was === undefined) changes.push({ change: 'new', finding });
    else if (was.severity !== finding.severity || was.result !== finding.result) {
      changes.push({ change: 'changed', finding, was: { severity: was.severity, result: was.result } });
    }
  }
  for (const [fingerprint, finding] of before) if (!after.has(fingerprint)) changes.push({ change: 'gone', finding });
  return changes.toSorted(
    (a, b) =>
      byChange(a.change, b.change) ||
      compareSeverity(a.finding.severity, b.finding.severity) ||
      compareText(a.finding.fingerprint, b.finding.fingerprint),
  );
}

const ORDER: readonly Change[] = ['new', 'changed', 'gone'];

function byChange(a: Change, b: Change): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

function countsOf(changes: readonly { readonly change: Change }[]): Record<Change, number> {
  const counts: Record<Change, number> = { new: 0, gone: 0, changed: 0 };
  for (const { change } of changes) counts[change]++;
  return counts;
}

/** What is gone may only be out of sight: what the newer scan did not read, and lists that were cut, say so. */
function coverageOf(older: Compared, newer: Compared): Coverage[] {
  const cut = ([which, { truncated }]: readonly [string, Compared]): Coverage[] => {
    const reason = 'it holds the worst paths only; scan with a larger --max-paths to compare all';
    return truncated === true ? [{ source: which, what: 'paths', state: 'partial', reason }] : [];
  };
  const cuts = (
    [
      ['the older scan', older],
      ['the newer scan', newer],
    ] as const
  ).flatMap(cut);
  return [...newer.coverage, ...cuts];
}
