// A few small detectors, so that tests of reading do not depend on which formats are known.
import type { Detector, Match } from '@watertight/detect';

/** A made-up token: `wtk_` and 20 letters or digits. */
const TOKEN = /wtk_[A-Za-z0-9]{20}(?![A-Za-z0-9])/y;
const NAMED = /(?:password|passwd)["']?(?:\s*[:=]\s*|\s+)(?:"([^"\n]{6,200})"|'([^'\n]{6,200})'|([^\s"',;&]{6,200}))/iy;
const REACH = 4096;

function sticky(form: RegExp, text: string, at: number): RegExpExecArray | null {
  form.lastIndex = at;
  return form.exec(text);
}

function tokenAt(text: string, at: number): Match | undefined {
  const found = sticky(TOKEN, text, at);
  return found === null ? undefined : { start: at, end: at + found[0].length };
}

/** A value with a digit or a sign after a name that says password. */
function namedAt(text: string, at: number): Match | undefined {
  const found = sticky(NAMED, text.slice(0, at + REACH), at);
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  if (found === null || value === undefined || !/[\d\W]/.test(value)) return undefined;
  const start = at + found[0].lastIndexOf(value);
  return { start, end: start + value.length };
}

const reference = 'https://example.com/format';

export const TEST_DETECTORS: readonly Detector[] = [
  {
    id: 'named-password',
    title: 'Password by its name',
    class: 'password',
    reference,
    anchors: ['password', 'passwd'],
    match: namedAt,
    examples: { positive: [], negative: [] },
  },
  {
    id: 'test-token',
    title: 'Test token',
    class: 'token',
    reference,
    anchors: ['wtk_'],
    match: tokenAt,
    examples: { positive: [], negative: [] },
  },
];

/** A token of the test's own, told apart by a number. */
export function testToken(number: number): string {
  return `wtk_${String(number).padStart(4, '0')}AbCdEfGhIjKlMnOp`;
}
