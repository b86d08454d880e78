// Holds values and commas inside a JSON collection to their order.

/** Where in a collection the next token stands. Each method says whether its token may stand here, and notes that it did. */
export class Separators {
  #isFirst = true;
  #afterComma = false;

  /** The collection opens. */
  open(): void {
    this.#isFirst = true;
    this.#afterComma = false;
  }

  /** A value, or a key with its value, begins. */
  value(): boolean {
    const may = this.#isFirst || this.#afterComma;
    this.#isFirst = false;
    this.#afterComma = false;
    return may;
  }

  comma(): boolean {
    const may = !this.#isFirst && !this.#afterComma;
    this.#afterComma = true;
    return may;
  }

  /** The collection closes; what follows stands behind a value of the one around it. */
  close(): boolean {
    const may = !this.#afterComma;
    this.#isFirst = false;
    this.#afterComma = false;
    return may;
  }
}
