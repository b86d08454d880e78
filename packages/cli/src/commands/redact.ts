// redact: masks secrets and personal data on their way from stdin to stdout, or in a file.
import { createReadStream, fstatSync } from 'node:fs';
import { access, constants, open, stat } from 'node:fs/promises';
import type { ExportOptions } from '../redaction/write-export.ts';
import { cannotReadOn, redactFile } from '../redaction/file.ts';
import { inPlace } from '../redaction/in-place.ts';
import { withMetricsFile } from '../redaction/metrics-file.ts';
import { metricsText } from '../redaction/metrics-text.ts';
import { redactorOf } from '../redaction/redactor-of.ts';
import type { OtlpOptions } from '../redaction/serve-otlp.ts';
import { sayingSixteenBit } from '../redaction/sixteen-bit.ts';
import { statsText } from '../redaction/stats.ts';
import { redactStream } from '../redaction/stream.ts';
import { type Redacting, Tally } from '../redaction/tally.ts';
import { testFile } from '../redaction/test-file.ts';
import { UserError } from '../shell/exit-code.ts';

const STDIN = 0;

export type RedactAction = 'test' | 'otlp' | 'export';

export interface RedactOptions extends OtlpOptions, ExportOptions {
  readonly action?: RedactAction;
  /** The argument after the action. */
  readonly testFile?: string;
  readonly file?: string;
  readonly inPlace?: boolean;
}

export async function redact(options: RedactOptions): Promise<number> {
  if (options.action !== 'otlp') refuseOf('otlp', ['listen', 'forward'], options);
  if (options.action !== 'export') refuseOf('export', ['to', 'outputFile'], options);
  if (options.action === 'otlp' || options.action === 'export') return await withoutFile(options.action, options);
  const file = options.action === 'test' ? options.testFile : options.file;
  if (options.action === 'test' && file === undefined) {
    throw new UserError('no file is given to test', 'Give it: redact test FILE.');
  }
  if (options.inPlace === true && file === undefined) {
    throw new UserError('--in-place rewrites a file, and none is given', 'Name it with --file FILE.');
  }
  if (file !== undefined) await mustBeReadable(file);
  else if (options.knownFrom.includes('-'))
    throw new UserError(
      'stdin cannot be both the log and the Secrets of --known-from -',
      'Name the log with --file, or the Secrets with --known-from FILE.',
    );
  if (options.action === 'test') {
    refuseWriting(options);
    return testFile(file ?? '', options);
  }
  return await redactTo(file, options);
}

/** A test writes no masks: who asks for some would take the file for redacted. */
function refuseWriting({ file, inPlace: rewrites, mask, ...more }: RedactOptions): void {
  const given = [file, rewrites, more.cardLastFour, more.keyFile, more.stats, more.metricsFile];
  if (mask !== 'exact' || given.some((value) => value !== undefined))
    throw new UserError(
      'redact test says what is found, and takes no option of files, masks or counts',
      'Write redact test FILE, with options of known values alone.',
    );
}

async function withoutFile(action: 'otlp' | 'export', options: RedactOptions): Promise<number> {
  if (options.file !== undefined || options.inPlace === true || options.testFile !== undefined)
    throw new UserError(`redact ${action} reads no file`, 'Leave the file out.');
  if (action === 'export') {
    refuseRedacting(options);
    const { writeExport } = await import('../redaction/write-export.ts');
    return await writeExport(options);
  }
  const { serveOtlp } = await import('../redaction/serve-otlp.ts');
  return await serveOtlp(options);
}

/** An exported configuration has nothing of them. */
function refuseRedacting({ mask, cardLastFour, keyFile, knownFrom, stats, metricsFile, ...more }: RedactOptions): void {
  const given = [cardLastFour, keyFile, stats, metricsFile, more.knownFromCluster].some((value) => value !== undefined);
  if (given || mask !== 'exact' || knownFrom.length > 0)
    throw new UserError('redact export takes no option of masks, counts or known values', 'Leave it out.');
}

/** Options that mean nothing here would be taken for obeyed. */
function refuseOf(action: RedactAction, names: readonly (keyof RedactOptions)[], options: RedactOptions): void {
  const given = names.find((name) => options[name] !== undefined);
  if (given !== undefined)
    throw new UserError(
      `--${given === 'outputFile' ? 'output-file' : given} is for redact ${action}`,
      `Write redact ${action}, or leave it out.`,
    );
}

async function redactTo(file: string | undefined, options: RedactOptions): Promise<number> {
  const tally = new Tally();
  const redactor = await redactorOf(options, tally);
  const { metricsFile } = options;
  const counted = metricsFile === undefined ? redactor : tally.watching(redactor);
  const watched = sayingSixteenBit(counted);
  const work = async (): Promise<number> => {
    try {
      return options.inPlace === true && file !== undefined
        ? await inPlace(file, watched)
        : await toStdout(file, watched);
    } catch (error) {
      tally.errors++;
      throw error;
    }
  };
  const code = await withMetricsFile(metricsFile, () => metricsText(tally, redactor.counts), work);
  if (options.stats === true) process.stderr.write(statsText(redactor.counts));
  return code;
}

/** A file is read to where it is searched; pipes, terminals and devices are waited for. */
async function toStdout(file: string | undefined, redactor: Redacting): Promise<number> {
  if (file === undefined)
    return fstatSync(STDIN).isFile() ? await redactFile(STDIN, redactor) : await redactStream(process.stdin, redactor);
  if (!(await stat(file)).isFile()) return await redactStream(createReadStream(file), redactor);
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw cannotReadOn(error);
  });
  try {
    return await redactFile(handle.fd, redactor);
  } finally {
    await handle.close();
  }
}

async function mustBeReadable(file: string): Promise<void> {
  const found = await access(file, constants.R_OK)
    .then(() => stat(file))
    .catch((error: NodeJS.ErrnoException) => error.code ?? 'error');
  if (typeof found === 'string')
    throw new UserError(`cannot read ${file} (${found})`, 'Give a file that you may read.');
  if (found.isDirectory())
    throw new UserError(`${file} is a folder`, 'Give one file; a shell can name them all in turn.');
}
