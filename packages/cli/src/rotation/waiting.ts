// Waits at a closed gate of a rotation, for a bounded time, and says once what for.
import { setTimeout as sleep } from 'node:timers/promises';
import type { RotationEvidence, RotationStep, ServerEvidence, StateId } from '@watertight/encryption';
import type { Rewritten } from '@watertight/operate';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import type { Execution } from './execution.ts';

/** Milliseconds between two looks at a closed gate. Servers look at their file once a minute. */
const LOOK_MS = 2000;

export class Waiting {
  readonly #execution: Execution;
  /** Servers that have answered in this run. */
  readonly #known = new Set<string>();
  #state: StateId | undefined;
  #since: number | undefined;
  #said = '';

  constructor(execution: Execution) {
    this.#execution = execution;
  }

  /**
   * Whether all that cannot be seen is due to servers that fall silent: one that is started again is waited for. One that never said
   * everything in this run is as good as a wrong address.
   */
  isForSilent({ servers, leases, store, keysAgree }: RotationEvidence): boolean {
    const silent = servers.filter(isSilent).map(({ name }) => name);
    for (const { name } of servers) if (!silent.includes(name)) this.#known.add(name);
    const isElseWell = keysAgree && leases !== undefined && store?.isComplete === true && store.unreadable === 0;
    return isElseWell && silent.length > 0 && silent.every((name) => this.#known.has(name));
  }

  /** Says each state once, before anything is done in it. */
  reached({ state }: RotationStep): void {
    if (state.id !== this.#state) this.#execution.say(`${state.id}: ${state.action}`);
    this.#state = state.id;
  }

  /** Something was done: what is waited for next is waited for anew. */
  restart(): void {
    this.#since = undefined;
    this.#said = '';
  }

  async look(step: RotationStep): Promise<void> {
    const shut = step.gates.filter(({ state }) => state !== 'open');
    if (this.#isTooLong())
      throw new UserError(
        `${step.state.id}: still closed: ${shut.flatMap(({ observed }) => observed).join('; ')}`,
        hintFor(shut.map(({ id }) => id)),
        ExitCode.cannotRun,
      );
    this.#mention(`${step.state.id}: waits for ${shut.map(({ id }) => id).join(', ')}`);
    await this.#pause(LOOK_MS);
  }

  /** After a round in which nothing was written again: what is refused stays refused, what the server left alone may be others' work. */
  async forObjects({ refused, unchanged }: Rewritten): Promise<void> {
    if (refused.length > 0)
      throw new UserError(
        `${refused.length} ${refused.length === 1 ? 'object' : 'objects'} cannot be written again`,
        'See the reasons above; the old key stays. Then run the same command again.',
        ExitCode.cannotRun,
      );
    if (this.#isTooLong())
      throw new UserError(
        `the API server leaves ${unchanged} objects as they are, and etcd does not show the new key in them`,
        'The old key stays. watertight encryption verify names them.',
        ExitCode.cannotRun,
      );
    await this.#pause(LOOK_MS);
  }

  #isTooLong(): boolean {
    const now = Date.now();
    this.#since ??= now;
    return now - this.#since > this.#execution.waitMs;
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.#execution.signal });
  }

  async forRequests({ state }: RotationStep): Promise<void> {
    const { longestRequestMs } = this.#execution;
    this.#mention(
      `${state.id}: waits ${Math.ceil(longestRequestMs / 1000)} s, the longest that a request with the old key may still take, and reads etcd again`,
    );
    await this.#pause(Math.min(LOOK_MS, longestRequestMs));
  }

  #mention(line: string): void {
    if (line !== this.#said) this.#execution.say(line);
    this.#said = line;
  }
}

function hintFor(shut: readonly string[]): string {
  return shut.every((id) => id === 'key-id')
    ? 'Have the plugin of every API server report the same key_id; then run the same command again.'
    : 'Restart an API server that does not reload by itself, or see its log; then run the same command again.';
}

function isSilent({ ready, loadedHash, identity, process }: ServerEvidence): boolean {
  return [ready, loadedHash, identity, process].includes(undefined);
}
