// The one type that may hold a secret value: every way of printing it gives "[sealed]".
import { inspect } from 'node:util';

const SEALED_TEXT = '[sealed]';

/**
 * Holds a secret value. Text, JSON, console and spread forms never show it; `use` is the only door.
 * Nothing keeps a `Sealed` longer than the judgement it was opened for.
 */
export class Sealed<T = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** Calls `judge` with the value and returns its answer. The answer must not contain the value. */
  use<R>(judge: (value: T) => R): R {
    return judge(this.#value);
  }

  toString(): string {
    return SEALED_TEXT;
  }

  toJSON(): string {
    return SEALED_TEXT;
  }

  [Symbol.toPrimitive](): string {
    return SEALED_TEXT;
  }

  [inspect.custom](): string {
    return SEALED_TEXT;
  }
}
