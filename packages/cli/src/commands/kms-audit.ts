// kms audit: verifies that no record of the audit logs was changed, left out or put in.
import { readFile, stat } from 'node:fs/promises';
import { auditBytesMax, CHAIN_START, verifyAudit } from '@watertight/kms';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { cannotRead } from '../shell/read-named.ts';

async function textOf(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size <= auditBytesMax) return await readFile(file, 'utf8');
  } catch (error) {
    throw cannotRead(file, error, 'Name audit logs.');
  }
  throw new UserError(`${file} has more than ${auditBytesMax} bytes`, 'Rotate the log: rename it and send SIGHUP.');
}

export async function kmsAudit(files: readonly string[]): Promise<number> {
  let end = CHAIN_START;
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop -- a log follows the one before
    const verdict = verifyAudit(await textOf(file), end);
    if (!verdict.ok) {
      process.stdout.write(`${file}:${verdict.line}: ${verdict.reason}\n`);
      return ExitCode.findings;
    }
    ({ end } = verdict);
  }
  process.stdout.write(`${end.seq} records, unchanged; the last has hash ${end.hash}\n`);
  return ExitCode.ok;
}
