// Why an API server does not start with a file: where, and in words of our own that quote nothing but names.

/** One reason for which an API server refuses the file. */
export interface Refusal {
  /** RFC 6901, of the place or of the nearest one that exists; empty for the whole file. */
  readonly pointer: string;
  /** 1-based. */
  readonly line: number;
  readonly reason: string;
}

/** A refusal before its line is known. */
export interface Fault {
  readonly pointer: string;
  readonly reason: string;
  /** Where it stands, when the pointer says less: a name that the file chose may hold a key, and is in no pointer. */
  readonly at?: string;
  /** Known where the place is no field: a syntax error, a repeated key. */
  readonly line?: number;
  /** True where only strict decoding refuses it. */
  readonly strict?: true;
}
