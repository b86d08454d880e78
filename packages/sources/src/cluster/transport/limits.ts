// The limits of talking to an API server, each with its unit.

/** Milliseconds until a connection stands, TLS included. */
export const CONNECT_MS_MAX = 10_000;
/** Milliseconds between a request and the first byte of its answer. */
export const HEADERS_MS_MAX = 60_000;
/** Milliseconds without a byte in the middle of an answer. */
export const SILENCE_MS_MAX = 30_000;
/** Milliseconds for one request, its whole answer included, unless `--request-timeout` says otherwise. */
export const REQUEST_MS_MAX = 120_000;
/** How often one request is sent until its answer counts as refused. */
export const ATTEMPTS_MAX = 5;
/** Milliseconds before the second attempt; each further one waits twice as long. */
export const FIRST_PAUSE_MS = 250;
/** Milliseconds that a server's Retry-After may ask for; a longer one is cut to this. */
export const RETRY_AFTER_MS_MAX = 60_000;
/** Bytes of an answer that is read whole: discovery, reviews, the version. */
export const SMALL_ANSWER_BYTES_MAX = 32 * 1024 * 1024;
/** Connections to the server at the same time. */
export const CONNECTIONS_MAX = 8;
