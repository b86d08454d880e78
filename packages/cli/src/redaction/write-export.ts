// redact export: the nearest configuration of another program, and on stderr what it leaves in clear.
import { type ExportTarget, exportTo } from '@watertight/detect';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { writeText } from '../shell/write-text.ts';

export interface ExportOptions {
  readonly to?: ExportTarget;
  readonly outputFile?: string;
}

/** It holds no value, and the program that reads it is another user. */
const MODE = 0o644;

export async function writeExport({ to, outputFile }: ExportOptions): Promise<number> {
  if (to === undefined)
    throw new UserError('no program is named to export for', 'Name it with --to vector, --to fluent-bit or --to otel.');
  const { text, same, wider, lost, byName } = exportTo(to);
  await writeText([text], outputFile, MODE);
  process.stderr.write(
    `${same.length} formats as here, ${wider.length} without checksums or context, ${lost.length} not at all:\n`,
  );
  for (const [why, rules] of Map.groupBy(lost, ([, reason]) => reason))
    process.stderr.write(`not masked, since ${why}: ${rules.map(([rule]) => rule).join(' ')}\n`);
  process.stderr.write(`${byName}\n`);
  return ExitCode.ok;
}
