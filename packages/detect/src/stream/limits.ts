// How much of a stream is held, in bytes.

/** A line up to this length is judged whole; a longer one in windows of it. */
export const windowBytes = 262_144;
/** What follows a place in a window before the place is let out: nothing that a rule looks at lies further on. */
export const aheadBytes = 16_384;
/** What is kept of what was let out, so that a value further on finds its name. */
export const behindBytes = 8_192;
/** Lines of a private key, as RFC 7468 has it: RSA with 16,384 bits takes 13 KiB. */
export const privateKeyBytes = 65_536;
