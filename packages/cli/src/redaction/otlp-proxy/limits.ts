// The limits of the proxy for OTLP, each with its unit.

/** Bytes of a request, compressed and not: what the collector's own receiver takes (`max_request_body_size`). */
export const REQUEST_BYTES_MAX = 20 * 1024 * 1024;
/** Requests at work at the same time; more are asked to come again. */
export const REQUESTS_MAX = 16;
/** Milliseconds for a request to arrive whole. */
export const ARRIVAL_MS_MAX = 30_000;
/** Milliseconds without a byte from the collector. */
export const ANSWER_MS_MAX = 30_000;
/** Milliseconds that requests at work have to end after a signal. */
export const FAREWELL_MS_MAX = 10_000;
/** Seconds after which a client that was put off may come again. */
export const RETRY_AFTER_SECONDS = 1;
