// The day at which suppressions are judged: the only place that reads the clock.
import { UserError } from '../shell/exit-code.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;
const DAY_LENGTH = 10;

/** `2027-01-31`, in UTC: of a date, of an RFC 3339 time, or of now when nothing is given. */
export function asOfDay(text: string | undefined): string {
  if (text === undefined) return dayOf(new Date());
  const time = DAY.test(text) || RFC3339.test(text) ? new Date(text.toUpperCase()) : undefined;
  const isReal = time !== undefined && !Number.isNaN(time.getTime());
  // 2027-02-30 would roll over into March.
  if (isReal && (!DAY.test(text) || dayOf(time) === text)) return dayOf(time);
  throw new UserError(`not a time: ${text}`, 'Write --as-of as 2027-01-31 or 2027-01-31T12:00:00Z.');
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, DAY_LENGTH);
}
