// Which answers are asked for again, and after how long.
import { FIRST_PAUSE_MS, RETRY_AFTER_MS_MAX } from './limits.ts';

/** Statuses of a server that is busy or not itself. https://kubernetes.io/docs/reference/using-api/api-concepts/ */
const TRANSIENT: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** `Thu, 01 Jan 2026 00:00:05 GMT`. RFC 9110 section 5.6.7. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/;

export function isTransient(status: number): boolean {
  return TRANSIENT.has(status);
}

/** Milliseconds to wait before attempt `next` (the first is 1). `Retry-After` is obeyed, up to a limit. RFC 9110 section 10.2.3. */
export function pauseBefore(next: number, retryAfter: string | undefined, now: number): number {
  const asked = retryAfter === undefined ? Number.NaN : millisecondsOf(retryAfter, now);
  if (Number.isNaN(asked)) return FIRST_PAUSE_MS * 2 ** (next - 2);
  return Math.min(Math.max(asked, 0), RETRY_AFTER_MS_MAX);
}

function millisecondsOf(text: string, now: number): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  return HTTP_DATE.test(text) ? Date.parse(text) - now : Number.NaN;
}
