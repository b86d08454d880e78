// Which pages of a file were reached: one bit each.

export class PageSet {
  readonly #bits: Uint8Array;
  readonly #pages: number;

  constructor(pages: number) {
    this.#bits = new Uint8Array(Math.ceil(pages / 8));
    this.#pages = pages;
  }

  has(page: number): boolean {
    return ((this.#bits[page >>> 3] ?? 0) & (1 << (page & 7))) !== 0;
  }

  /** False where one of them was there already; nothing is added then. */
  add(first: number, count: number): boolean {
    for (let page = first; page < first + count; page++) if (this.has(page)) return false;
    for (let page = first; page < Math.min(first + count, this.#pages); page++) {
      this.#bits[page >>> 3] = (this.#bits[page >>> 3] ?? 0) | (1 << (page & 7));
    }
    return true;
  }
}
