// Durations as Go's `time.ParseDuration` takes them, since the API server reads `timeout` with it.

const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1000n,
  µs: 1000n,
  μs: 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};
const PART = /([0-9]*)(\.[0-9]*)?([^.0-9]+)/y;
const MAX = 2n ** 63n;
/** Digits of a fraction beyond which Go adds nothing: 19 fill its 64 bits. */
const FRACTION_DIGITS = 18;

function nanoseconds(whole: string, fraction: string, unit: bigint): bigint {
  const digits = fraction.slice(0, FRACTION_DIGITS);
  const part = digits === '' ? 0n : (BigInt(digits) * unit) / 10n ** BigInt(digits.length);
  return BigInt(whole === '' ? 0 : whole) * unit + part;
}

/** Nanoseconds, or undefined where Go refuses the text. Digits are bounded by the length of the text. */
export function goDuration(text: string): bigint | undefined {
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  const rest = text.slice(sign.length);
  if (rest === '0') return 0n;
  if (rest === '' || rest.length > 1000) return undefined;
  let sum = 0n;
  for (PART.lastIndex = 0; PART.lastIndex < rest.length;) {
    const [, whole = '', fraction = '', unit = ''] = PART.exec(rest) ?? [];
    const size = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
    if (size === undefined || (whole === '' && fraction.length < 2)) return undefined;
    sum += nanoseconds(whole, fraction.slice(1), size);
    if (sum > MAX) return undefined;
  }
  if (sign === '-') return -sum;
  return sum === MAX ? undefined : sum;
}
