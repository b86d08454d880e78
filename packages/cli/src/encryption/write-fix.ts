// Writes the corrected file in the place of the old one, whole or not at all, and says what changed without any value.
import { randomBytes } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { fix, judge, type Judgement, type ServerSettings } from '@watertight/encryption';
import { Sealed } from '@watertight/sealed';
import type { ConfigurationFile } from '@watertight/sources';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { writeText } from '../shell/write-text.ts';
import { distributionOf, nextSteps, ownCommand } from './next-steps.ts';

export interface ToFix {
  readonly file: string;
  readonly read: ConfigurationFile;
  readonly judgement: Judgement;
  readonly settings: ServerSettings;
  readonly required: readonly string[];
}

const KEY_BYTES = 32;
const FILE_MODE = 0o600;
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Rewrites the file where that makes it better; what was done goes to standard error. Throws a `UserError` where it must not. */
export async function writeFix(toFix: ToFix): Promise<void> {
  const { file, read, judgement, settings, required } = toFix;
  const path = file === '-' || read.access === undefined ? undefined : await realpath(file);
  if (path === undefined) throw notFixed(file, 'it is no regular file', 'Name the file.');
  const distribution = distributionOf(path);
  const own = ownCommand(distribution);
  if (own !== undefined)
    throw notFixed(file, 'it is written by its distribution', `Run \`${own}\` on a server node instead.`);
  const { text, after, changes } = corrected(toFix);
  if (changes.length > 0) {
    const bytes = text.use((content) => Buffer.concat([content, after]));
    const { accepted, refusals } = judge(bytes, settings, required);
    if (accepted !== true)
      throw notFixed(file, refusals[0]?.reason ?? 'it cannot be judged', 'Correct that first; nothing was written.');
    await writeText([bytes], path, FILE_MODE, { keepsMode: false });
  } else if (judgement.accepted === true && ((read.access?.mode ?? 0) & 0o077) !== 0) {
    await writeText([read.bytes], path, FILE_MODE, { keepsMode: false });
  }
  say(file, changes, nextSteps(distribution));
}

interface Corrected {
  readonly text: Sealed<Buffer>;
  /** Later documents, which no API server reads. */
  readonly after: Buffer;
  readonly changes: readonly string[];
}

function corrected({ file, read, judgement, required }: ToFix): Corrected {
  const { document, assessment } = judgement;
  const start = read.bytes.subarray(0, UTF8_MARK.length).equals(UTF8_MARK) ? UTF8_MARK.length : 0;
  const own = Buffer.from(document.text);
  const isAsWritten = read.bytes.subarray(start, start + own.length).equals(own);
  if (document.node === undefined || !isAsWritten || assessment.type === 'internal')
    throw notFixed(
      file,
      judgement.refusals[0]?.reason ?? judgement.unread ?? 'it is written in an unusual way',
      'Correct that first; nothing was written.',
    );
  const fixed = fix({
    text: new Sealed(document.text),
    format: document.format,
    configuration: assessment.configuration,
    required,
    newKey: () => new Sealed(randomBytes(KEY_BYTES).toString('base64')),
    keyName: `key-${new Date().toISOString().slice(0, 'YYYY-MM-DD'.length)}`,
  });
  if ('reason' in fixed) throw notFixed(file, fixed.reason, 'Nothing was written.');
  const mark = read.bytes.subarray(0, start);
  const text = new Sealed(fixed.text.use((content) => Buffer.concat([mark, Buffer.from(content)])));
  return { text, after: read.bytes.subarray(start + own.length), changes: fixed.changes };
}

function notFixed(file: string, reason: string, hint: string): UserError {
  return new UserError(`${file} is not rewritten: ${reason}`, hint, ExitCode.cannotRun);
}

function say(file: string, changes: readonly string[], steps: readonly string[]): void {
  if (changes.length === 0) {
    process.stderr.write(`${file}: nothing to reorder; its mode is 0600\n`);
    return;
  }
  const lines = [
    `${file} was rewritten, mode 0600:`,
    ...changes.map((change) => `  ${change}`),
    'Next:',
    ...steps.map((step, index) => `  ${index + 1}. ${step}`),
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
}
