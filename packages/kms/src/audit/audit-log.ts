// Appends to the audit log before an answer is given; waiting records go out together in one write.
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { type AuditEvent, auditLine, CHAIN_START, type ChainEnd, readLine } from './record.ts';

const OWNER_ONLY = 0o600;
/** The longest line: uid, key_id and reason are bounded. */
const TAIL_BYTES = 8192;

/** The log cannot be written, or does not end as a log of ours does. */
export class AuditError extends Error {
  override readonly name = 'AuditError';
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'error';
}

interface Tail {
  readonly end: ChainEnd;
  /** Bytes after the last newline: a write that a crash cut off. */
  readonly torn: number;
}

async function readTail(file: FileHandle, name: string): Promise<Tail> {
  const { size } = await file.stat();
  const length = Math.min(size, TAIL_BYTES);
  const buffer = Buffer.alloc(length);
  await file.read(buffer, 0, length, size - length);
  const newline = buffer.lastIndexOf('\n');
  const torn = length - newline - 1;
  if (newline < 0) {
    if (size === torn && size < TAIL_BYTES) return { end: CHAIN_START, torn };
    throw new AuditError(`${name} is no audit log`);
  }
  const before = buffer.subarray(0, newline).toString('utf8');
  const read = readLine(before.slice(before.lastIndexOf('\n') + 1));
  if (read === undefined) throw new AuditError(`the last line of ${name} was changed`);
  return { end: read, torn };
}

interface Waiting {
  readonly line: string;
  readonly resolve: () => void;
  readonly reject: (error: AuditError) => void;
}

async function openAt(name: string): Promise<Tail & { file: FileHandle }> {
  const { O_APPEND, O_CREAT, O_RDWR, O_NOFOLLOW } = constants;
  let file: FileHandle;
  try {
    file = await open(name, O_APPEND | O_CREAT | O_RDWR | O_NOFOLLOW, OWNER_ONLY);
  } catch (error) {
    throw new AuditError(`cannot open ${name} (${codeOf(error)})`);
  }
  try {
    return { file, ...(await readTail(file, name)) };
  } catch (error) {
    await file.close();
    throw error instanceof AuditError ? error : new AuditError(`cannot read ${name} (${codeOf(error)})`);
  }
}

export interface AuditSettings {
  readonly file: string;
  /** The time now, RFC 3339. */
  readonly time: () => string;
  /** The active key, for the record that says that the log goes on. */
  readonly keyId: () => string;
}

export class AuditLog {
  readonly #settings: AuditSettings;
  #file: FileHandle | undefined;
  #end: ChainEnd = CHAIN_START;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #opening: Promise<void> | undefined;

  private constructor(settings: AuditSettings) {
    this.#settings = settings;
  }

  /** Rejects with an {@link AuditError}. */
  static async open(settings: AuditSettings): Promise<AuditLog> {
    const log = new AuditLog(settings);
    await log.#open();
    return log;
  }

  /** The end of what was appended. */
  get end(): ChainEnd {
    return this.#end;
  }

  /** Whether the last write failed; the next append tries again. */
  get broken(): boolean {
    return this.#file === undefined;
  }

  /** Resolves when the record is written; rejects with an {@link AuditError}, and then what it was for must not happen. */
  async append(event: AuditEvent): Promise<void> {
    if (this.#file === undefined) {
      this.#opening ??= this.#open().finally(() => (this.#opening = undefined));
      await this.#opening;
    }
    await this.#put(event);
  }

  /** Goes on where the file ends: after a start, and after a write of which it is not known how far it came. */
  async #open(): Promise<void> {
    const { file, end, torn } = await openAt(this.#settings.file);
    this.#end = end;
    this.#file = file;
    const keyId = this.#settings.keyId();
    await this.#put(torn > 0 ? { event: 'start', keyId, torn } : { event: 'start', keyId }, torn > 0 ? '\n' : '');
  }

  async #put(event: AuditEvent, before = ''): Promise<void> {
    const { line, end } = auditLine(this.#end, this.#settings.time(), event);
    this.#end = end;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ line: `${before}${line}`, resolve, reject });
    this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
    await promise;
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      // Calls that came together are answered together, and go into one write.
      // oxlint-disable-next-line no-await-in-loop -- lines stand in the order of their chain
      await setImmediate();
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        // oxlint-disable-next-line no-await-in-loop -- lines stand in the order of their chain
        await this.#file?.appendFile(batch.map(({ line }) => line).join(''));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        const failed = new AuditError(`cannot write ${this.#settings.file} (${codeOf(error)})`);
        for (const { reject } of [...batch, ...this.#waiting]) reject(failed);
        this.#waiting = [];
        await this.#let();
      }
    }
  }

  /** Lets go of the file: what of the last batch was written is read from it when it is opened again. */
  async #let(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close().catch(() => undefined);
  }

  /**
   * Goes on in a new file under the same name, when the old one was renamed; the chain goes on too.
   * Rejects with an {@link AuditError}, and then stays with the old one.
   */
  async reopen(): Promise<void> {
    await this.#writing;
    const next = await openAt(this.#settings.file);
    if (next.end.seq === 0) {
      // The end stays: it has moved on with what was appended while the new file was opened.
      const before = this.#file;
      this.#file = next.file;
      await before?.close();
    } else await next.file.close();
  }

  /** Makes the disk keep what was written. */
  async sync(): Promise<void> {
    await this.#file?.datasync();
  }

  /** Writes what waits, and lets go of the file. */
  async close(): Promise<void> {
    await this.#writing;
    await this.sync().catch(() => undefined);
    await this.#let();
  }
}
