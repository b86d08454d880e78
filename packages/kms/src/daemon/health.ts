// What the background probe last learned of the active key, and whether that still lets the plugin answer.
import { Refusal } from './refusal.ts';

/** `degraded`: the store does not answer, and the window since its last answer is not over. */
export type HealthState = 'starting' | 'ok' | 'degraded' | 'unreachable' | 'revoked';

/**
 * Status must fail as a call, not as text: while the text of `healthz` changes and key_id stays, API servers go on
 * writing with the seed they have (kubernetes#138950), and only an error of the call lets its three minutes run out.
 */
export class Health {
  readonly #windowMs: number;
  readonly #now: () => number;
  #good: number | undefined;
  #revoked = false;
  #reason = 'the key was not tried yet';

  constructor(windowMs: number, now: () => number) {
    this.#windowMs = windowMs;
    this.#now = now;
  }

  get reason(): string {
    return this.#reason;
  }

  get state(): HealthState {
    if (this.#revoked) return 'revoked';
    if (this.#good === undefined) return 'starting';
    if (this.#now() - this.#good >= this.#windowMs) return 'unreachable';
    return this.#reason === '' ? 'ok' : 'degraded';
  }

  /** Seconds since the key last worked; undefined before. */
  get ageSeconds(): number | undefined {
    return this.#good === undefined ? undefined : (this.#now() - this.#good) / 1000;
  }

  /** `asked` is when the question left. */
  good(asked: number): void {
    this.#good = asked;
    this.#revoked = false;
    this.#reason = '';
  }

  failed(reason: string): void {
    this.#reason = reason;
  }

  revoked(reason: string): void {
    this.#revoked = true;
    this.#good = undefined;
    this.#reason = reason;
  }

  /** Throws a {@link Refusal} unless the active key may be used. */
  check(): void {
    switch (this.state) {
      case 'ok':
      case 'degraded':
        return;
      case 'revoked':
        throw new Refusal('revoked', `the active key is revoked: ${this.#reason}`);
      case 'starting':
      case 'unreachable':
        throw new Refusal('unreachable', `the key store cannot be asked: ${this.#reason}`);
    }
  }
}
