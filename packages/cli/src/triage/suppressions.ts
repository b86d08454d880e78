// What somebody has accepted for a time: which results it fits, and which entries are of no use any more.
import { checks, techniques } from '@watertight/engine';
import type { ExposedPair, Finding, StaleEntry, Suppressed } from '@watertight/engine';
import type { SuppressionEntry } from '../settings/config.ts';
import { globMatches } from './glob.ts';

export class Suppressions {
  readonly #file: string;
  readonly #asOf: string;
  readonly #entries: readonly SuppressionEntry[];
  readonly #used = new Set<SuppressionEntry>();

  /** `asOf` is a day: `2027-01-31`. An entry applies up to and on its last day. */
  constructor(entries: readonly SuppressionEntry[], file: string, asOf: string) {
    this.#entries = entries;
    this.#file = file;
    this.#asOf = asOf;
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  ofFinding(finding: Finding): Suppressed | undefined {
    return this.#first((entry) => isOfFinding(entry) && fitsFinding(entry, finding));
  }

  ofPair(pair: ExposedPair): Suppressed | undefined {
    return this.#first((entry) => !isOfFinding(entry) && fitsPair(entry, pair));
  }

  /** Names of checks that no check has: another command may have them. */
  unknownChecks(): string[] {
    return this.#entries.flatMap(({ check }) => (check === undefined || isCheck(check) ? [] : [check]));
  }

  /** Expired entries, and those that fitted nothing when everything was looked at; what is for another command is none of these. */
  stale(lookedAtAll: boolean, isElsewhere: IsElsewhere): StaleEntry[] {
    return this.#entries.flatMap((entry, index) => {
      const state = this.#isExpired(entry)
        ? 'expired'
        : lookedAtAll && !this.#used.has(entry) && !isForTexts(entry, isElsewhere)
          ? 'unmatched'
          : undefined;
      if (state === undefined) return [];
      const reason =
        state === 'expired' ? `until ${entry.until}; ${entry.owner} answers for it` : unmatchedReason(entry);
      return [{ source: this.#file, entry: `suppressions[${index}] (${matchersOf(entry)})`, state, reason }];
    });
  }

  /** Every entry that fits counts as used; the first of them is shown. */
  #first(fits: (entry: SuppressionEntry) => boolean): Suppressed | undefined {
    const found = this.#entries.filter((entry) => !this.#isExpired(entry) && fits(entry));
    for (const entry of found) this.#used.add(entry);
    const [first] = found;
    return first && { reason: first.reason, owner: first.owner, until: first.until };
  }

  #isExpired({ until }: SuppressionEntry): boolean {
    return until < this.#asOf;
  }
}

/** True for what this run cannot find: by the id of a check or detector, and the object, where one is named. */
export type IsElsewhere = (check: string, object?: string) => boolean;

/** Settings are shared: an entry about a detector, or about a file, is for `detect`. */
function isForTexts({ check, object }: SuppressionEntry, isElsewhere: IsElsewhere): boolean {
  return (check !== undefined && isElsewhere(check)) || object?.startsWith('file:') === true;
}

function isCheck(name: string): boolean {
  return checks.some(({ id }) => id === name);
}

function isOfFinding({ check, fingerprint, object }: SuppressionEntry): boolean {
  return check !== undefined || fingerprint !== undefined || object !== undefined;
}

function fitsFinding({ check, fingerprint, object }: SuppressionEntry, finding: Finding): boolean {
  return (
    (check === undefined || check === finding.check) &&
    (fingerprint === undefined || fingerprint === finding.fingerprint) &&
    (object === undefined || globMatches(object, finding.object))
  );
}

/** The path is proved only where its ends fit and the entry asks for more. */
function fitsPair({ position, asset, technique, path }: SuppressionEntry, pair: ExposedPair): boolean {
  if (position !== undefined && !globMatches(position, pair.reader.id)) return false;
  if (asset !== undefined && !globMatches(asset, pair.asset)) return false;
  if (technique === undefined && path === undefined) return true;
  const proved = pair.reader.prove();
  if (path !== undefined && path !== proved.id) return false;
  return technique === undefined || proved.steps.some((step) => isSameId(step.technique, technique));
}

function matchersOf(entry: SuppressionEntry): string {
  return Object.entries(entry)
    .filter(([key]) => key !== 'reason' && key !== 'owner' && key !== 'until')
    .map(([key, value]) => `${key} ${value}`)
    .join(', ');
}

function unmatchedReason({ check, technique }: SuppressionEntry): string {
  if (check !== undefined && !isCheck(check)) return `no check is called ${check}`;
  if (technique !== undefined && !techniques.some(({ id }) => isSameId(id, technique))) {
    return `no technique is called ${technique}`;
  }
  return 'nothing in this scan fits it';
}

function isSameId(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
