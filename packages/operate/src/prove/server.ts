// Asks the server, and turns silence into an answer: what cannot be asked any more is not testable, with the reason.
import { RequestFailure } from '@watertight/sources';
import type { ClusterConnection, ReplayAnswer } from '@watertight/sources';

/** Requests in a row without an answer, after which the rest is not asked. */
const UNANSWERED_MAX = 3;
const INTERRUPTED = 'the run was interrupted';

/** Why there is no answer, in words of ours. */
export interface Silence {
  readonly silence: string;
}

export function isSilence(answer: ReplayAnswer | Silence): answer is Silence {
  return 'silence' in answer;
}

export class Server {
  readonly connection: ClusterConnection;
  readonly #signal: AbortSignal | undefined;
  #unanswered = 0;
  #ended: string | undefined;
  #gone = '';

  constructor(connection: ClusterConnection, signal: AbortSignal | undefined) {
    this.connection = connection;
    this.#signal = signal;
  }

  /** After all was asked: why the rest was not, or why the last of it got no answer. */
  get ended(): string | undefined {
    return this.#ended ?? (this.#unanswered > 0 ? this.#gone : undefined);
  }

  async ask(send: (connection: ClusterConnection) => Promise<ReplayAnswer>): Promise<ReplayAnswer | Silence> {
    if (this.#ended !== undefined) return { silence: this.#ended };
    try {
      const answer = await send(this.connection);
      this.#unanswered = 0;
      return answer;
    } catch (error) {
      return { silence: this.#silenceOf(error) };
    }
  }

  #silenceOf(error: unknown): string {
    if (this.#signal?.aborted === true) return (this.#ended = INTERRUPTED);
    if (!(error instanceof RequestFailure)) throw error;
    this.#unanswered++;
    this.#gone = `the server stopped answering: ${error.reason}`;
    if (this.#unanswered >= UNANSWERED_MAX) this.#ended ??= this.#gone;
    return error.reason;
  }
}
