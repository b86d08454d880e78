// Whether a text may hold a credential at all: most literals are short words, and are not looked at further.
import { MASK } from './credential-text.ts';

/** Characters of tokens in a row, as long as the shortest that a format speaks for. */
const RUN = /[A-Za-z0-9_+/=~-]{16,512}/g;
/** A password in an address, a private key, and the words that speak for a value; of the short ones, only beside a value. */
const MARKS =
  /:\/\/[^\s/@]{0,256}@|-----BEGIN|passw|passphrase|pwd|_pass|token|secret|credential|(?:auth|key)["'\]]{0,2}[\s,]{0,8}(?:[:= ]|["']?value)/i;

/** Letters and digits without a sign between them: hexadecimal keys, and the body of nearly every token. */
const UNBROKEN = /[A-Za-z0-9]{16}/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/** Chance leaves digits and letters of both cases; what has fewer is told from words by its length. Words between signs are names and paths. */
function looksMade(run: string): boolean {
  const isMixed = /[a-z]/.test(run) && /[A-Z]/.test(run);
  if (/\d/.test(run)) return isMixed || UNBROKEN.test(run) || UUID.test(run);
  return isMixed && UNBROKEN.test(run);
}

/** The text with every run masked that chance may have made. */
export function withoutMade(text: string): string {
  return text.replace(RUN, (run) => (looksMade(run) ? MASK : run));
}

/** False only where no format fits: then the name alone decides. */
export function mayHoldCredential(text: string): boolean {
  RUN.lastIndex = 0;
  for (let found = RUN.exec(text); found !== null; found = RUN.exec(text)) if (looksMade(found[0])) return true;
  return MARKS.test(text);
}

/** Levels that are looked at; what lies deeper is said by whoever reads the object. */
const DEEPEST = 64;

/** True when some text in the value may hold one, or `speaks` says that a key does for its text. */
export function mayHoldOne(
  value: unknown,
  speaks: (key: string, text: string) => boolean,
  key = '',
  depth = 0,
): boolean {
  if (typeof value === 'string') return mayHoldCredential(value) || speaks(key, value);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  if (Array.isArray(value)) return value.some((item: unknown) => mayHoldOne(item, speaks, key, depth + 1));
  const own = (value as { readonly name?: unknown }).name;
  for (const [field, item] of Object.entries(value)) {
    const isNamed = typeof own === 'string' && 'value' in value;
    if (isNamed && field === 'name') continue;
    const name = field === 'value' && isNamed ? own : field;
    if (mayHoldOne(item, speaks, name, depth + 1)) return true;
  }
  return false;
}
