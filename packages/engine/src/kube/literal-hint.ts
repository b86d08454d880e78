// Whether a text may hold a credential at all: most literals are short words, and are not looked at further.

/** Characters of tokens in a row, as long as the shortest that a format speaks for. */
const RUN = /[A-Za-z0-9_+/=~-]{16,512}/g;
/** A password in an address, a private key, and the words that speak for a value; of the short ones, only beside a value. */
const MARKS =
  /:\/\/[^\s/@]{0,256}@|-----BEGIN|passw|passphrase|pwd|_pass|token|secret|credential|(?:auth|key)["'\]]{0,2}[\s,]{0,8}(?:[:= ]|["']?value)/i;

/** Chance leaves a digit, or letters of both cases, in every run that a format could mean. */
function looksMade(run: string): boolean {
  return /\d/.test(run) || (/[a-z]/.test(run) && /[A-Z]/.test(run));
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
    const name = field === 'value' && typeof own === 'string' ? own : field;
    if (mayHoldOne(item, speaks, name, depth + 1)) return true;
  }
  return false;
}
