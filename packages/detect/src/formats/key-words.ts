// What stands between a service's name and a credential of it: the words of its key and the signs that assign it.

/** Words of the keys of credentials in general. */
export const CREDENTIAL_WORDS: readonly string[] = [
  'key',
  'token',
  'secret',
  'password',
  'passwd',
  'pwd',
  'auth',
  'credential',
  'bearer',
  'pat',
  'webhook',
];
/** A value under such a key is public by nature. */
const PUBLIC_WORDS = [
  'sha',
  'commit',
  'digest',
  'hash',
  'checksum',
  'md5',
  'revision',
  'etag',
  'fingerprint',
  'public',
];
const ASSIGNS = '=:>(,';
/** Words before a value that assign it without a sign: `Bearer X`, `--token X`. */
const LEADS = [
  'bearer',
  'basic',
  'bot',
  'token',
  'key',
  'apikey',
  'secret',
  'password',
  'is',
  'number',
  'no',
  'nr',
  'card',
  'iban',
];

/** True where the text from the name to the value says that a credential follows. */
export function saysCredential(between: string, words: readonly string[] = CREDENTIAL_WORDS): boolean {
  const lower = between.toLowerCase();
  return words.some((word) => lower.includes(word));
}

/** The last run of letters, digits, `_`, `-`, `.` and `/` in `text`, lower case: a key, or a path. */
export function lastWord(text: string): string {
  let end = text.length;
  while (end > 0 && !/[\w.-]/.test(text.charAt(end - 1))) end--;
  let start = end;
  while (start > 0 && /[\w./-]/.test(text.charAt(start - 1))) start--;
  return text.slice(start, end).toLowerCase();
}

/** `before` without the quotes, brackets and spaces at its end. */
function withoutQuotes(before: string): string {
  return before.replace(/[\s"'`\\[{]{1,16}$/, '');
}

/** True where `before` ends in a file's name with its folder, and a colon: what follows is the file's hash or size. */
export function namesFile(before: string): boolean {
  const bare = withoutQuotes(before);
  return bare.endsWith(':') && /\/[^/]{1,200}\.[a-z\d]{1,5}$/.test(lastWord(bare));
}

/** True where `before`, which ends where the value starts, ends in an assignment and names nothing public. */
export function assigns(before: string): boolean {
  const bare = withoutQuotes(before);
  const word = lastWord(bare);
  if (word.split(/[_.-]/).some((part) => PUBLIC_WORDS.some((name) => part.startsWith(name)))) return false;
  if (ASSIGNS.includes(bare.charAt(bare.length - 1)) && bare !== '') return true;
  return (
    bare !== before && LEADS.some((lead) => word === lead || word.endsWith(`-${lead}`) || word.endsWith(`_${lead}`))
  );
}
