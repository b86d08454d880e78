// Asks the server, and turns silence into an answer: what cannot be asked any more is not testable, with the reason.
import type { ClusterConnection, Replied, Silence } from '@watertight/sources';

/** Requests in a row without an answer, after which the rest is not asked. */
const UNANSWERED_MAX = 3;
const INTERRUPTED = 'the run was interrupted';

export function isSilence(answer: Replied): answer is Silence {
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

  async ask(send: (connection: ClusterConnection) => Promise<Replied>): Promise<Replied> {
    if (this.#ended !== undefined) return { silence: this.#ended };
    try {
      const answer = await send(this.connection);
      if (isSilence(answer)) this.#miss(answer.silence);
      else this.#unanswered = 0;
      return answer;
    } catch (error) {
      if (this.#signal?.aborted !== true) throw error;
      this.#ended = INTERRUPTED;
      return { silence: INTERRUPTED };
    }
  }

  #miss(reason: string): void {
    this.#unanswered++;
    this.#gone = `the server stopped answering: ${reason}`;
    if (this.#unanswered >= UNANSWERED_MAX) this.#ended ??= this.#gone;
  }
}
