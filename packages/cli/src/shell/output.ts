// Where results go: stdout or a file, in the format asked for, with colours only for a terminal.
import { isatty } from 'node:tty';
import type { Coverage } from '@watertight/engine';
import type { Format, ReportOptions, Result, RuleInfo } from '@watertight/report';
import { ExitCode } from './exit-code.ts';
import { wasInterrupted } from './interrupt.ts';
import { programName } from './program-name.ts';
import { rules } from './rules.ts';
import { VERSION } from './version.ts';
import { writeText } from './write-text.ts';

export interface OutputOptions {
  readonly output: Format;
  readonly outputFile?: string;
  readonly color: 'auto' | 'always' | 'never';
  readonly failOnIncomplete?: boolean;
}

const FALLBACK_WIDTH = 100;

/** `named`: the rules that the result names; absent, the checks and techniques. */
export async function writeResult(
  result: Result,
  options: OutputOptions,
  inputs: readonly string[],
  named?: readonly RuleInfo[],
): Promise<void> {
  const { render } = await import('@watertight/report');
  const reporting = reportOptions(options, inputs, named ?? (await rules()));
  await writeText(render(result, options.output, reporting), options.outputFile);
}

/** How a result may look where it goes. */
export function reportOptions(
  options: OutputOptions,
  inputs: readonly string[],
  named: readonly RuleInfo[],
): ReportOptions {
  const isTerminal = options.outputFile === undefined && isatty(process.stdout.fd);
  return {
    color: wantsColor(options, isTerminal),
    width: isTerminal ? process.stdout.columns : FALLBACK_WIDTH,
    program: programName(),
    version: VERSION,
    inputs,
    rules: named,
  };
}

/** `--color` wins, then NO_COLOR (https://no-color.org), then FORCE_COLOR (https://force-color.org), then the terminal. */
function wantsColor({ color, outputFile }: OutputOptions, isTerminal: boolean): boolean {
  if (color !== 'auto') return color === 'always';
  const { NO_COLOR: no = '', FORCE_COLOR: force = '', TERM: terminal } = process.env;
  if (no !== '' || outputFile !== undefined) return false;
  return (force !== '' && force !== '0') || (isTerminal && terminal !== 'dumb');
}

/** Exit 3 where the user wants incomplete coverage to fail, else `code`; findings win over it, as the contract orders. 130 after Ctrl-C. */
export function withCoverage(
  code: number,
  { coverage }: { readonly coverage: readonly Pick<Coverage, 'state'>[] },
  options: Pick<OutputOptions, 'failOnIncomplete'>,
): number {
  if (wasInterrupted()) return ExitCode.interrupted;
  const incomplete = coverage.some(({ state }) => state !== 'read');
  return code === ExitCode.ok && incomplete && options.failOnIncomplete === true ? ExitCode.incomplete : code;
}
