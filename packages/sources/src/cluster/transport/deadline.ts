// Ends a request that keeps us waiting too long, or when the run is ended, and tells the two apart.
import { failureOf, RequestFailure } from './failure.ts';

/** Only the time that the server takes counts, not the time that its answer is worked on. */
export class Deadline {
  readonly #abort = new AbortController();
  readonly #run: AbortSignal | undefined;
  readonly #milliseconds: number;
  readonly #stop = (): void => this.#abort.abort();
  #timer: NodeJS.Timeout | undefined;
  #left: number;
  #since = 0;
  #isOver = false;

  /** `run`: the signal that ends the whole run. */
  constructor(milliseconds: number, run: AbortSignal | undefined) {
    this.#run = run;
    this.#milliseconds = milliseconds;
    this.#left = milliseconds;
    run?.addEventListener('abort', this.#stop, { once: true });
    this.#start();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Passes a body on; throws `RequestFailure` where it breaks off, or the run's reason. */
  async *guard(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of body) {
        this.pause();
        yield chunk;
        this.#start();
      }
    } catch (error) {
      throw this.failure(error);
    } finally {
      this.end();
    }
  }

  /** Throws the run's reason where the run was ended. */
  failure(error: unknown): RequestFailure {
    this.end();
    this.#run?.throwIfAborted();
    if (this.#isOver) return new RequestFailure(`no whole answer within ${this.#milliseconds / 1000} seconds`, true);
    return failureOf(error);
  }

  /** We are not waiting for the server. */
  pause(): void {
    clearTimeout(this.#timer);
    this.#left -= performance.now() - this.#since;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#run?.removeEventListener('abort', this.#stop);
  }

  #start(): void {
    this.#since = performance.now();
    this.#timer = setTimeout(
      () => {
        this.#isOver = true;
        this.#abort.abort();
      },
      Math.max(this.#left, 0),
    );
  }
}
