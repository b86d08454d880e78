// snapshot: the facts of a cluster or of files, without values, for use where neither is at hand.
import { ExitCode } from '../shell/exit-code.ts';
import { readInput } from '../shell/input.ts';
import type { InputOptions } from '../shell/input.ts';
import { withCoverage } from '../shell/output.ts';
import { writeText } from '../shell/write-text.ts';

export interface SnapshotOptions extends InputOptions {
  readonly namespace?: string;
  readonly outputFile?: string;
  readonly failOnIncomplete?: boolean;
  readonly printCommands?: boolean;
}

export async function snapshot(options: SnapshotOptions): Promise<number> {
  if (options.printCommands === true) {
    const { printCommands } = await import('./print-commands.ts');
    await printCommands(options);
    return ExitCode.ok;
  }
  const input = await readInput(options, { only: options.namespace });
  await writeText(input.snapshot(), options.outputFile);
  return withCoverage(ExitCode.ok, input.facts, options);
}
