// Kubernetes minor versions: does a rule with a range hold in the version at hand?
import { OLDEST_MINOR } from '../access/kubernetes-version.ts';

/** `1.9` < `1.29` < `1.37`; minus, zero or plus, as comparators give. */
export function compareVersions(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
  return aMajor - bMajor || aMinor - bMinor;
}

export interface VersionRange {
  readonly since?: string;
  readonly until?: string;
}

/** Oldest version that an unknown one may be. */
const OLDEST_SUPPORTED = `1.${OLDEST_MINOR}`;

/** `maybe` when the version is unknown and the range holds in some supported version. */
export function holdsIn(range: VersionRange, version: string): 'yes' | 'no' | 'maybe' {
  if (range.since === undefined && range.until === undefined) return 'yes';
  if (version === '')
    return range.until !== undefined && compareVersions(range.until, OLDEST_SUPPORTED) < 0 ? 'no' : 'maybe';
  const afterStart = range.since === undefined || compareVersions(version, range.since) >= 0;
  const beforeEnd = range.until === undefined || compareVersions(version, range.until) <= 0;
  return afterStart && beforeEnd ? 'yes' : 'no';
}

/** The range in words, for conditions. */
export function rangeText(range: VersionRange): string {
  if (range.since !== undefined && range.until !== undefined) return `Kubernetes ${range.since} to ${range.until}`;
  return range.since === undefined ? `Kubernetes ${range.until} or older` : `Kubernetes ${range.since} or newer`;
}
