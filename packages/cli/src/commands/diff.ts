// diff: what is new, gone or changed between two scans.
import type { DiffResult } from '@watertight/engine';
import { compareScans, isWorse } from '../diff/compare.ts';
import type { Compared } from '../diff/compare.ts';
import { scanShape } from '../diff/scan-shape.ts';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import type { FailOn } from '../shell/options.ts';
import { isAtLeast } from '../shell/order.ts';
import { writeResult } from '../shell/output.ts';
import type { OutputOptions } from '../shell/output.ts';
import { readNamedText } from '../shell/read-named.ts';
import { counts } from '../triage/judge.ts';

export interface DiffOptions extends OutputOptions {
  readonly failOn: FailOn;
}

export async function diff(older: string, newer: string, options: DiffOptions): Promise<number> {
  const result = compareScans(await readScan(older), await readScan(newer));
  await writeResult(result, options, []);
  if (isFailure(result, options.failOn)) return ExitCode.findings;
  return options.failOnIncomplete === true && isIncomplete(result) ? ExitCode.incomplete : ExitCode.ok;
}

/** What the settings leave open makes paths conditional; it leaves nothing unread. */
function isIncomplete({ coverage }: DiffResult): boolean {
  return coverage.some(({ source, state }) => state !== 'read' && source !== 'settings');
}

async function readScan(file: string): Promise<Compared> {
  const read = scanShape.safeParse(parsed(await readNamedText(file, 'Give two files that scan -o json has written.')));
  // The shape is the contract's, read loosely: optional keys may be there as undefined.
  if (read.success) return read.data as Compared;
  throw new UserError(`${file} does not hold one scan`, 'Write it with scan -o json --output-file FILE.');
}

/** Undefined for what is no JSON: the parser's own message might quote the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isFailure({ paths, findings }: DiffResult, failOn: FailOn): boolean {
  return (
    paths.some((change) => isWorse(change) && counts(change.path) && isAtLeast(change.path.severity, failOn)) ||
    findings.some(
      (change) =>
        isWorse(change) &&
        change.finding.result === 'fail' &&
        counts(change.finding) &&
        isAtLeast(change.finding.severity, failOn),
    )
  );
}
