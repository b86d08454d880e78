// The baseline file: what was known when it was written, one line each, sorted, so that git merges it line by line.
import { checks, SCHEMA, SEVERITIES } from '@watertight/engine';
import type { ExposedPair, Finding, Marks, Severity, StaleEntry } from '@watertight/engine';
import { encode } from '@watertight/report';
import { UserError } from '../shell/exit-code.ts';
import { compareSeverity } from '../shell/order.ts';
import { readNamedText } from '../shell/read-named.ts';
import { writeText } from '../shell/write-text.ts';

/** A finding by its fingerprint, or a (position, asset) pair: the way between the two may change, and the fact that there is one stays. */
export type Known =
  | { readonly finding: string; readonly severity: Severity; readonly check: string; readonly object: string }
  | { readonly exposure: readonly [position: string, asset: string]; readonly severity: Severity };

const HEADER = encode({ schema: SCHEMA, kind: 'baseline' });

export function knownFinding({ fingerprint, severity, check, object }: Finding): Known {
  return { finding: fingerprint, severity, check, object };
}

export function knownExposure(position: string, asset: string, severity: Severity): Known {
  return { exposure: [position, asset], severity };
}

/** The file's text: a header, then the entries in the order of their bytes. */
export function* baselineLines(entries: Iterable<Known>): Iterable<string> {
  yield `${HEADER}\n`;
  const lines = new Set<string>();
  for (const entry of entries) lines.add(encode(entry));
  for (const line of [...lines].toSorted()) yield `${line}\n`;
}

/** Baselines are for the repository, where everyone may read them. */
const MODE = 0o644;

/** Writes what counts now; what is suppressed stays out, since it comes back when the suppression ends. */
export async function writeBaseline(
  file: string,
  judged: readonly { readonly pair: ExposedPair; readonly mark: Marks }[],
  findings: readonly Finding[],
): Promise<void> {
  const exposures = judged
    .filter(({ mark }) => mark.suppressed === undefined)
    .map(({ pair: { asset, reader } }) => knownExposure(reader.id, asset, reader.severity));
  const failed = findings.filter(({ result, suppressed }) => result === 'fail' && suppressed === undefined);
  await writeText(baselineLines([...exposures, ...failed.map(knownFinding)]), file, MODE);
}

/** What a baseline file holds, and which of it was met again. */
export class Baseline {
  readonly #file: string;
  readonly #entries = new Map<string, { readonly known: Known; readonly line: number }>();
  readonly #met = new Set<string>();

  /** Of two lines about the same thing, as a merge may leave them, the graver counts: somebody accepted it. */
  constructor(file: string, lines: readonly { readonly known: Known; readonly line: number }[]) {
    this.#file = file;
    for (const entry of lines) {
      const key = keyOf(entry.known);
      const other = this.#entries.get(key);
      if (other === undefined || compareSeverity(entry.known.severity, other.known.severity) < 0)
        this.#entries.set(key, entry);
    }
  }

  /** True when it is known and no graver than it was. */
  has(known: Known): boolean {
    const key = keyOf(known);
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    this.#met.add(key);
    return compareSeverity(known.severity, entry.known.severity) >= 0;
  }

  /** Names of checks that no check has: another command may have written them. */
  unknownChecks(): string[] {
    const known = new Set(checks.map(({ id }) => id));
    return [...this.#entries.values()].flatMap(({ known: entry }) =>
      'check' in entry && !known.has(entry.check) ? [entry.check] : [],
    );
  }

  /** Entries that were not met: what they are about is gone, unless another command finds it. */
  stale(isElsewhere: (check: string, object: string) => boolean): StaleEntry[] {
    return [...this.#entries]
      .filter(
        ([key, { known }]) => !this.#met.has(key) && !('check' in known && isElsewhere(known.check, known.object)),
      )
      .map(([, { known, line }]) => ({
        source: this.#file,
        line,
        entry:
          'finding' in known ? `${known.check} of ${known.object}` : `${known.exposure[0]} reads ${known.exposure[1]}`,
        state: 'unmatched',
        reason: 'no longer found',
      }));
  }
}

function keyOf(known: Known): string {
  return JSON.stringify('finding' in known ? known.finding : known.exposure);
}

/** Throws a UserError that names the line when the file is none of ours. */
export async function readBaseline(file: string): Promise<Baseline> {
  const lines = (await readNamedText(file, 'Make a baseline with scan --write-baseline FILE.')).split('\n');
  if (lines[0] !== HEADER) throw notBaseline(file, 1);
  const entries = lines.flatMap((line, index) => {
    if (line === '' || line === HEADER) return [];
    const known = readKnown(line);
    if (known === undefined) throw notBaseline(file, index + 1);
    return [{ known, line: index + 1 }];
  });
  return new Baseline(file, entries);
}

function notBaseline(file: string, line: number): UserError {
  return new UserError(
    `${file}:${line}: not a line of a baseline`,
    'Resolve what a merge has left there, or make a new one with scan --write-baseline FILE.',
  );
}

/** Undefined for what is no entry. */
function readKnown(line: string): Known | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { finding, exposure, severity, check, object } = value as Record<string, unknown>;
  if (!SEVERITIES.some((level) => level === severity)) return undefined;
  if (typeof finding === 'string' && typeof check === 'string' && typeof object === 'string') return value as Known;
  const isPair = Array.isArray(exposure) && exposure.length === 2 && exposure.every((id) => typeof id === 'string');
  return isPair ? (value as Known) : undefined;
}
