// The backend "pkcs11": a token behind a child process, so that a library that hangs can be ended and Status never waits for it.
import { type ChildProcess, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { Sealed } from '@watertight/sealed';
import { BackendError } from '../../errors/backend-error.ts';
import type { KeyBackend, RemoteKey } from '../backend.ts';
import type { TokenAnswer, TokenQuestion, TokenReady, TokenRequest } from './messages.ts';
import type { Pkcs11Settings } from './settings.ts';

/** Below the deadline of a backend's call, so that the child is ended before the caller has given up. */
const ANSWER_MS = 2000;
/** A busy machine starts a process slowly; who asks meanwhile gives up earlier, and the next who asks finds it started. */
const START_MS = 30_000;

/** How to start the process that calls the token's library: program, then arguments. */
export type TokenCommand = readonly [program: string, ...args: string[]];

interface Waiting {
  readonly resolve: (answer: TokenAnswer) => void;
  timer?: NodeJS.Timeout;
}

interface Child {
  readonly process: ChildProcess;
  readonly waiting: Map<number, Waiting>;
  /** Ends the child where it is not ready in time; undefined once it is. */
  starting: NodeJS.Timeout | undefined;
}

function changeTime(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

export class Pkcs11Backend implements KeyBackend {
  readonly name = 'pkcs11';
  readonly #settings: Pkcs11Settings;
  readonly #command: TokenCommand;
  #child: Child | undefined;
  #asked = 0;
  /** When the PIN's file was last changed before the token refused the PIN. */
  #refusedPin: number | undefined;

  constructor(settings: Pkcs11Settings, command: TokenCommand) {
    this.#settings = settings;
    this.#command = command;
  }

  /** Of the child process; undefined while there is none. */
  get pid(): number | undefined {
    return this.#child?.process.pid;
  }

  async newest(): Promise<RemoteKey> {
    const answer = await this.#ask({ call: 'newest' });
    if ('key' in answer) return answer.key;
    throw new BackendError('unreachable', 'the token’s process answers in another form');
  }

  async wrap(key: RemoteKey, plaintext: Sealed<Uint8Array>, additional: Uint8Array): Promise<Uint8Array> {
    return await plaintext.use((value) => this.#bytes('wrap', key, value, additional));
  }

  async unwrap(key: RemoteKey, wrapped: Uint8Array, additional: Uint8Array): Promise<Sealed<Uint8Array>> {
    return new Sealed<Uint8Array>(await this.#bytes('unwrap', key, wrapped, additional));
  }

  async close(): Promise<void> {
    this.#end(this.#child);
  }

  async #bytes(call: 'wrap' | 'unwrap', key: RemoteKey, value: Uint8Array, additional: Uint8Array): Promise<Buffer> {
    const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
    const answer = await this.#ask({ call, key, bytes: text(value), additional: text(additional) });
    if ('bytes' in answer) return Buffer.from(answer.bytes, 'base64');
    throw new BackendError('unreachable', 'the token’s process answers in another form');
  }

  async #ask(question: TokenQuestion): Promise<Exclude<TokenAnswer, { error: unknown }>> {
    const changed = changeTime(this.#settings.pinFile);
    if (this.#refusedPin === changed) {
      throw new BackendError('settings', 'the token refused the PIN; it is not tried again before its file changes');
    }
    const child = (this.#child ??= this.#start());
    const answer = await this.#send(child, question);
    if (!('error' in answer)) return answer;
    if (answer.error === 'pin') this.#refusedPin = changed;
    const kind = answer.error === 'pin' ? 'settings' : answer.error;
    // A session that failed may be of a token that was taken out: the next question begins with a new one.
    if (kind === 'unreachable' || kind === 'settings') this.#end(child);
    throw new BackendError(kind, answer.message);
  }

  async #send(child: Child, question: TokenQuestion): Promise<TokenAnswer> {
    const id = ++this.#asked;
    const { promise, resolve } = Promise.withResolvers<TokenAnswer>();
    const waiting: Waiting = { resolve };
    child.waiting.set(id, waiting);
    if (child.starting === undefined) this.#limit(child, waiting);
    const request: TokenRequest = { id, settings: this.#settings, question };
    child.process.send(request, (error) => {
      if (error !== null) this.#fail(child, 'the token’s process has ended');
    });
    return await promise;
  }

  #limit(child: Child, waiting: Waiting): void {
    waiting.timer = setTimeout(() => this.#fail(child, 'the token does not answer'), ANSWER_MS);
  }

  #start(): Child {
    const [program, ...args] = this.#command;
    const started = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const starting = setTimeout(() => this.#fail(child, 'the token’s process does not start'), START_MS);
    const child: Child = { process: started, waiting: new Map(), starting };
    started.on('message', (message: TokenAnswer | TokenReady) => {
      if ('ready' in message) this.#ready(child);
      else this.#answered(child, message);
    });
    started.once('error', () => this.#fail(child, 'the token’s process cannot be started'));
    started.once('exit', () => this.#fail(child, 'the token’s process has ended'));
    return child;
  }

  #ready(child: Child): void {
    clearTimeout(child.starting);
    child.starting = undefined;
    for (const waiting of child.waiting.values()) this.#limit(child, waiting);
  }

  #answered(child: Child, answer: TokenAnswer): void {
    const waiting = child.waiting.get(answer.id);
    child.waiting.delete(answer.id);
    clearTimeout(waiting?.timer);
    waiting?.resolve(answer);
  }

  /** Ends the child, and answers everyone who waits for it. */
  #fail(child: Child, message: string): void {
    this.#end(child);
    for (const [id, { resolve, timer }] of child.waiting) {
      clearTimeout(timer);
      resolve({ id, error: 'unreachable', message });
    }
    child.waiting.clear();
  }

  #end(child: Child | undefined): void {
    if (this.#child === child) this.#child = undefined;
    clearTimeout(child?.starting);
    // Nothing less ends a process that hangs in a library.
    child?.process.kill('SIGKILL');
  }
}
