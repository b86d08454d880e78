// What doctor says of one thing it looked at.

export interface DoctorFinding {
  readonly check: string;
  /** `unknown`: it could not be looked at, and `detail` says why. */
  readonly result: 'ok' | 'fail' | 'unknown';
  readonly detail: string;
  /** What to do; there where something is wrong. */
  readonly hint?: string;
}

export const ok = (check: string, detail: string): DoctorFinding => ({ check, result: 'ok', detail });
export const fail = (check: string, detail: string, hint: string): DoctorFinding => ({
  check,
  result: 'fail',
  detail,
  hint,
});
export const unknown = (check: string, detail: string, hint: string): DoctorFinding => ({
  check,
  result: 'unknown',
  detail,
  hint,
});
