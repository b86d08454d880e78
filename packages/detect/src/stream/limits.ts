// How much of a stream is held, in bytes.

export interface Limits {
  /** A line up to this length is judged whole; a longer one in windows of it. */
  readonly window: number;
  /** What follows a place in a window before the place is let out: nothing that a rule looks at lies further on. */
  readonly ahead: number;
  /** What is kept of what was let out, so that a value further on finds its name. */
  readonly behind: number;
}

export const LIMITS: Limits = { window: 262_144, ahead: 16_384, behind: 8_192 };

/** Lines of a private key: RSA with 16,384 bits takes 200 of the 64 characters that RFC 7468 has. */
export const privateKeyLinesMax = 1024;
