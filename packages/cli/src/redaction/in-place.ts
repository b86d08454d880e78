// Rewrites a file with its values masked: beside it first, then in its place, so that it is whole at every moment.
import { type BigIntStats, closeSync, fstatSync, openSync, statSync } from 'node:fs';
import { visible } from '@watertight/report';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { writeText } from '../shell/write-text.ts';
import { piecesOf } from './pieces.ts';
import type { Redacting } from './tally.ts';

/** Says on stderr when other names of the file keep what it was. Throws a `UserError`, and then the file is as it was. */
export async function inPlace(file: string, redactor: Redacting): Promise<number> {
  const names = statSync(file).nlink;
  await writeText(redacted(file, redactor), file);
  if (names > 1)
    process.stderr.write(`${visible(file)} had ${names} names (hard links): what the others name is as it was\n`);
  return ExitCode.ok;
}

async function* redacted(file: string, redactor: Redacting): AsyncGenerator<Uint8Array> {
  let opened: number | undefined;
  try {
    opened = openSync(file, 'r');
    const before = fstatSync(opened, { bigint: true });
    for await (const piece of piecesOf(opened, redactor.space)) yield Buffer.concat(redactor.push(piece));
    yield Buffer.concat(redactor.flush());
    mustBeSame(file, before);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || error instanceof UserError) throw error;
    throw new UserError(`cannot read ${file} (${code})`, 'It is as it was.', ExitCode.cannotRun);
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}

/** Whoever writes to the file, or puts a new one in its place as rotations do, would lose what came since. */
function mustBeSame(file: string, before: BigIntStats): void {
  if (!before.isFile()) return;
  const after = statSync(file, { bigint: true, throwIfNoEntry: false });
  const isSame = SAME.every((field) => after?.[field] === before[field]);
  if (isSame) return;
  throw new UserError(
    `${visible(file)} was written or replaced while it was read, and is not redacted`,
    'Redact it when nobody writes it any more: after its rotation.',
    ExitCode.cannotRun,
  );
}

const SAME = ['dev', 'ino', 'size', 'mtimeNs'] as const;
