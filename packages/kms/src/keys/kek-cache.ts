// Keeps unwrapped local keys for a bounded time, which is how long a revoked key can still be used.
import type { Sealed } from '@watertight/sealed';
import type { KeyBackend } from '../backends/backend.ts';
import type { RingKey } from './key-ring.ts';
import { forget } from './local-kek.ts';
import { wrappedDigest } from './wrapped-digest.ts';

/** Local keys held at once: one for each start of a plugin whose seeds are still in use. */
export const cachedKeysMax = 1024;
/** A key is asked for again in the background after this share of its time. */
const REFRESH_SHARE = 0.5;

interface Held {
  readonly owner: RingKey;
  readonly wrapped: Uint8Array;
  readonly kek: Sealed<Uint8Array>;
  /** When the store was last asked, in milliseconds of `now`. */
  readonly asked: number;
}

/** A wrapped local key and the key that wrapped it. */
export interface WrappedKek {
  readonly owner: RingKey;
  readonly wrapped: Uint8Array;
}

function placeOf({ owner, wrapped }: WrappedKek): string {
  return `${owner.keyId}:${wrappedDigest(wrapped).toString('base64')}`;
}

export class KekCache {
  readonly #backend: KeyBackend;
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #held = new Map<string, Held>();
  readonly #asking = new Map<string, Promise<void>>();

  constructor(backend: KeyBackend, windowMs: number, now: () => number) {
    this.#backend = backend;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  get size(): number {
    return this.#held.size;
  }

  /** The local key, if it was unwrapped within the window. */
  held(which: WrappedKek): Sealed<Uint8Array> | undefined {
    const place = placeOf(which);
    const found = this.#held.get(place);
    if (found === undefined) return undefined;
    if (this.#now() - found.asked < this.#windowMs) return found.kek;
    this.#drop(place);
    return undefined;
  }

  /**
   * Asks the store, once for all who wait for the same key; true for the one whose question it was. Rejects with the
   * store's BackendError.
   */
  async fetch(which: WrappedKek): Promise<boolean> {
    const place = placeOf(which);
    const asking = this.#asking.get(place);
    if (asking !== undefined) {
      await asking;
      return false;
    }
    const asked = this.#ask(place, which).finally(() => this.#asking.delete(place));
    this.#asking.set(place, asked);
    await asked;
    return true;
  }

  /** The time runs from before the question: what happened at the store meanwhile must not count as seen. */
  async #ask(place: string, which: WrappedKek): Promise<void> {
    const asked = this.#now();
    const { owner, wrapped } = which;
    const kek = await this.#backend.unwrap(owner.key, wrapped, Buffer.from(owner.keyId));
    this.#drop(place);
    this.#held.set(place, { owner, wrapped, kek, asked });
    this.#bound();
  }

  /** Keys that will soon be too old, oldest first. */
  ageing(): WrappedKek[] {
    const before = this.#now() - this.#windowMs * REFRESH_SHARE;
    return [...this.#held.values()].filter(({ asked }) => asked <= before).toSorted((a, b) => a.asked - b.asked);
  }

  /** Forgets all local keys of a key that is revoked or retired, and those too old when no key is named. */
  dropOf(keyId?: string): void {
    const oldest = this.#now() - this.#windowMs;
    for (const [place, { owner, asked }] of this.#held) {
      if (keyId === undefined ? asked <= oldest : owner.keyId === keyId) this.#drop(place);
    }
  }

  clear(): void {
    for (const place of this.#held.keys()) this.#drop(place);
  }

  #drop(place: string): void {
    const held = this.#held.get(place);
    if (held === undefined) return;
    this.#held.delete(place);
    forget(held.kek);
  }

  #bound(): void {
    const [oldest] = this.#held.keys();
    if (this.#held.size > cachedKeysMax && oldest !== undefined) this.#drop(oldest);
  }
}
