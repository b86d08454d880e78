// Turns the outcomes of gates and tests into counts by area, and decides which skips are allowed.

/** One gate or one test. */
export interface Outcome {
  readonly area: string;
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped: `kubectl is not installed`. */
  readonly reason?: string;
}

export interface SkipRules {
  /** Turns skips into failures. */
  readonly requireAll: boolean;
  /** Tools that may be absent all the same, because nothing here can install them. */
  readonly notRequired: readonly string[];
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The reason of a skip: the test's own note, else what `absenceOf` says of the tool after "needs" in its name. */
export function skipReason(name: string, note: string | undefined, absenceOf: (tool: string) => string): string {
  if (note !== undefined && note !== '') return note;
  const tool = /\bneeds ([\w-]+(?:\.\d+)*)/.exec(name)?.[1];
  return tool === undefined ? 'no reason given' : absenceOf(tool);
}

function allowed(reason: string, rules: SkipRules): boolean {
  return !rules.requireAll || rules.notRequired.some((tool) => reason.startsWith(`${tool} `));
}

/** The outcomes with each skip that is not allowed turned into a failure. */
export function judge(outcomes: readonly Outcome[], rules: SkipRules): Outcome[] {
  return outcomes.map((outcome) => {
    if (outcome.state !== 'skipped' || allowed(outcome.reason ?? '', rules)) return outcome;
    return { ...outcome, state: 'failed', reason: `must not be skipped here: ${outcome.reason ?? 'no reason given'}` };
  });
}

export function count(outcomes: readonly Outcome[]): Counts {
  const of = (state: Outcome['state']) => outcomes.filter((outcome) => outcome.state === state).length;
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') };
}

export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * What is printed: each area's counts with the least that must have run, then every failure and skip with its reason,
 * then the counts alone.
 */
export function summaryLines(outcomes: readonly Outcome[], floor: Readonly<Record<string, number>> = {}): string[] {
  const areas = [...new Set(outcomes.map((outcome) => outcome.area))];
  const width = Math.max(0, ...areas.map((area) => area.length));
  const lines = areas.map((area) => {
    const own = outcomes.filter((outcome) => outcome.area === area);
    const least = Object.hasOwn(floor, area) ? ` (floor ${floor[area]})` : '';
    return `  ${area.padEnd(width)}  ${countsLine(count(own))}${least}`;
  });
  for (const { state, area, name, reason } of outcomes) {
    if (state !== 'passed') lines.push(`  ${state}: ${area}: ${name}${reason === undefined ? '' : ` (${reason})`}`);
  }
  return [...lines, countsLine(count(outcomes))];
}
