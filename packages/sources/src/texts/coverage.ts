// What the reading of bytes says of how it went.

/** Counts what was read, and notes what was not, or not whole. */
export interface Coverage {
  read(): void;
  add(trouble: { readonly what: string; readonly state: 'partial' | 'not-read'; readonly reason: string }): void;
}
