// Sends requests to the API server and to nothing else: credentials, retries, time limits, compression.
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import type { Credentials } from '../credentials/credentials.ts';
import { impersonationHeaders } from '../credentials/impersonation.ts';
import type { Proof } from '../credentials/proof.ts';
import type { ClusterTarget } from '../kubeconfig/target.ts';
import { connect } from './connection.ts';
import { Deadline } from './deadline.ts';
import { RequestFailure } from './failure.ts';
import { ATTEMPTS_MAX, REQUEST_MS_MAX, SMALL_ANSWER_BYTES_MAX } from './limits.ts';
import { mayLeave } from './outgoing.ts';
import { bodyOf, contentTypeOf, methodOf, sends } from './question.ts';
import type { Question } from './question.ts';
import { isTransient, pauseBefore } from './retry.ts';

export interface Answer {
  readonly status: number;
  /** Decompressed. Iterating throws `RequestFailure` where it breaks off. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Lets go of what was not read. */
  readonly drop: () => void;
}

export interface TransportSettings {
  /** `User-Agent`. */
  readonly agent: string;
  /** Milliseconds for one request and its whole answer. */
  readonly requestMs?: number;
  readonly signal?: AbortSignal;
  /** For tests: waits that many milliseconds. */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

export class Transport {
  readonly #target: ClusterTarget;
  readonly #credentials: Credentials;
  readonly #settings: TransportSettings;
  readonly #compression: string;
  #dispatcher: Dispatcher | undefined;
  #certificate: Buffer | undefined;
  #isDown = false;
  #isRefused = false;

  constructor(target: ClusterTarget, credentials: Credentials, settings: TransportSettings) {
    this.#target = target;
    this.#credentials = credentials;
    this.#settings = settings;
    this.#compression = wantsCompression(target) ? 'gzip' : 'identity';
  }

  /**
   * The answer, whatever its status; one that is refused for being busy, or for credentials that ran out, is asked for again.
   * Throws `RequestFailure` where there is none, the signal's reason when aborted, `ClusterError` where there are no credentials,
   * and a plain `Error` for what may not leave: that is a bug of ours.
   */
  async ask(question: Question): Promise<Answer> {
    if (!mayLeave(question)) throw new Error('a request that is not on the list of what may leave');
    // A server that gave no answer to all attempts of the last request gets one for this.
    const attempts = this.#isDown ? 1 : ATTEMPTS_MAX;
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#once(question);
      const isLast = attempt >= attempts;
      this.#isDown = outcome instanceof RequestFailure && isLast;
      if (outcome instanceof RequestFailure) {
        if (isLast || !outcome.isTransient) throw outcome;
        await this.#pause(pauseBefore(attempt + 1, undefined, 0));
      } else if (outcome.status === 401 && this.#renew()) {
        outcome.drop();
        attempt--;
      } else if (isTransient(outcome.status) && !isLast) {
        outcome.drop();
        await this.#pause(pauseBefore(attempt + 1, outcome.retryAfter, Date.now()));
      } else return outcome;
    }
  }

  /** A small answer as JSON. `value` is undefined where it is not JSON or longer than `SMALL_ANSWER_BYTES_MAX`. */
  async askJson(question: Question): Promise<{ readonly status: number; readonly value: unknown }> {
    const { status, body, drop } = await this.ask(question);
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of body) {
      length += chunk.length;
      if (length > SMALL_ANSWER_BYTES_MAX) {
        drop();
        return { status, value: undefined };
      }
      chunks.push(chunk);
    }
    return { status, value: jsonOf(Buffer.concat(chunks)) };
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await this.#dispatcher?.destroy();
  }

  get credentialHint(): string {
    return this.#credentials.hint;
  }

  /** Credentials that were renewed and refused all the same are not renewed again. */
  #renew(): boolean {
    if (this.#isRefused || !this.#credentials.renew()) return false;
    this.#isRefused = true;
    return true;
  }

  async #pause(milliseconds: number): Promise<void> {
    const { wait, signal } = this.#settings;
    if (wait !== undefined) await wait(milliseconds);
    else await sleep(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => {});
    signal?.throwIfAborted();
  }

  async #once(question: Question): Promise<RequestFailure | (Answer & { readonly retryAfter: string | undefined })> {
    const { signal, requestMs = REQUEST_MS_MAX } = this.#settings;
    signal?.throwIfAborted();
    const proof = await this.#credentials.prove();
    const deadline = new Deadline(requestMs, signal);
    try {
      const response = await this.#dispatcherFor(proof).request({
        origin: this.#target.server.origin,
        path: this.#target.server.pathname.replace(/\/$/, '') + question.path,
        method: methodOf(question),
        headers: this.#headers(question, proof),
        ...(sends(question) && { body: JSON.stringify(bodyOf(question)) }),
        signal: deadline.signal,
      });
      if (response.statusCode !== 401) this.#isRefused = false;
      const { 'content-encoding': encoding, 'retry-after': retryAfter } = response.headers;
      const body = encoding === 'gzip' ? gunzipped(response.body) : response.body;
      return {
        status: response.statusCode,
        retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
        body: deadline.guard(body),
        drop: () => {
          deadline.end();
          body.on('error', () => undefined).destroy();
        },
      };
    } catch (error) {
      return deadline.failure(error);
    }
  }

  #headers(question: Question, proof: Proof): string[] {
    const { as = this.#target.user.impersonate } = question;
    const own = [
      ['accept', question.accept],
      ['accept-encoding', this.#compression],
      ['user-agent', this.#settings.agent],
      ...(sends(question) ? [['content-type', contentTypeOf(question)]] : []),
      ...(as === 'caller' ? [] : impersonationHeaders(as)),
    ];
    return [...own, ...proof.headers].flat();
  }

  /** A plugin may give another certificate: the connections made with the old one are then left. */
  #dispatcherFor({ certificate }: Proof): Dispatcher {
    const own = certificate?.certificate;
    const isSame = own === undefined ? this.#certificate === undefined : this.#certificate?.equals(own) === true;
    if (this.#dispatcher === undefined || !isSame) {
      void this.#dispatcher?.close();
      this.#dispatcher = connect(this.#target, certificate);
      this.#certificate = own;
    }
    return this.#dispatcher;
  }
}

/** On this machine, compressing costs more than it saves. */
function wantsCompression({ entry, server }: ClusterTarget): boolean {
  return !entry.disableCompression && !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(server.hostname);
}

/** What breaks in one stream ends the other. */
function gunzipped(body: Readable): Readable {
  return pipeline(body, createGunzip(), () => {});
}

/** Undefined for what is not JSON. */
function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
