// A Node stream that redacts what passes: back-pressure by Node's own rules, nothing held longer than a second of silence asks for.
import { Transform } from 'node:stream';
import { REDACTION_DETECTORS } from '../rules/detectors.ts';
import { Finder } from '../rules/finder.ts';
import type { Counts } from '../stream/line-redactor.ts';
import { Redactor, type RedactorOptions } from '../stream/redactor.ts';

/** Silence after which what is certain of an unfinished line is shown: prompts have no line end. */
const IDLE_MILLISECONDS = 1000;

/** Made once: a finder serves any number of streams. */
let shared: Finder | undefined;

function sharedFinder(): Finder {
  shared ??= new Finder(REDACTION_DETECTORS);
  return shared;
}

/**
 * Bytes or text in, bytes out, with all detectors unless the options say otherwise. The same bytes come out however the input is cut;
 * what is held is given, masked, when the stream ends.
 */
export class RedactStream extends Transform {
  readonly #redactor: Redactor;
  readonly #silence: NodeJS.Timeout;

  constructor(options: RedactorOptions = {}) {
    super();
    const isChosen = options.finder !== undefined || options.detectors !== undefined;
    this.#redactor = new Redactor(isChosen ? options : { ...options, finder: sharedFinder() });
    this.#silence = setTimeout(() => this.#give(this.#redactor.idle()), IDLE_MILLISECONDS).unref();
  }

  get counts(): Counts {
    return this.#redactor.counts;
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.#silence.refresh();
    this.#give(this.#redactor.push(chunk));
    done();
  }

  override _flush(done: () => void): void {
    clearTimeout(this.#silence);
    this.#give(this.#redactor.flush());
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#silence);
    done(error);
  }

  /** Parts may lie in the writer's own bytes, which it may use again as soon as they are taken. */
  #give(parts: readonly Uint8Array[]): void {
    if (parts.length > 0) this.push(Buffer.concat(parts));
  }
}
