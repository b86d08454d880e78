// What ends a run of redact before its input does: a signal, or that nobody reads.
import { ExitCode } from '../shell/exit-code.ts';
import { SIGNAL_CODES } from '../shell/interrupt.ts';

export class Ending {
  /** The exit code: of the signal that came, if one did. */
  code: number = ExitCode.ok;
  /** Called when the run is to end. */
  stop: () => void;
  isNear = false;
  readonly #handlers: readonly (readonly [NodeJS.Signals, () => void])[];
  readonly #unread = (): void => this.#end();

  /** Holds signals up until `release`. */
  constructor(stop: () => void = () => undefined) {
    this.stop = stop;
    this.#handlers = SIGNAL_CODES.map(([signal, number]) => [
      signal,
      () => {
        this.code = number;
        this.#end();
      },
    ]);
    for (const [signal, handle] of this.#handlers) process.on(signal, handle);
    process.stdout.once('error', this.#unread).once('close', this.#unread);
  }

  #end(): void {
    this.isNear = true;
    this.stop();
  }

  release(): void {
    for (const [signal, handle] of this.#handlers) process.off(signal, handle);
    process.stdout.off('error', this.#unread).off('close', this.#unread);
  }
}
