// Which answers are asked for again, and after how long.
import { FIRST_PAUSE_MS, RETRY_AFTER_MS_MAX } from './limits.ts';

/** Statuses of a server that is busy or not itself. https://kubernetes.io/docs/reference/using-api/api-concepts/ */
const TRANSIENT: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

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
  return /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
}
