// Keeps credentials that stand in plain text where no Secret is (arguments, parameters) out of facts.

/** Stands where a credential stood. */
export const MASK = '[sealed]';

/** UTF-16 units of one argument that are kept; scripts beyond are cut. */
export const LONGEST_ARGUMENT = 4096;

const CREDENTIAL_WORDS =
  /pass(?:word|wd|phrase|code)|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential|encryption[-_]?key|(?:^|[-_.])(?:pwd|pass|psk)$|userkey$/i;
/** Names that only point at a credential, or say how to get one. */
const POINTING_WORDS =
  /(?:name|namespace|ref|file|path|dir|type|mode|provider|ttl|expiration|url|uri|endpoint|audience|enabled|version|class|store|lookup|duration|issuer)s?$/i;

/** True for the name of a field, flag or variable whose text is likely a credential itself. */
export function isCredentialName(name: string): boolean {
  return CREDENTIAL_WORDS.test(name) && !POINTING_WORDS.test(name);
}

const USERINFO = /(:\/\/[^\s:@/]{0,256}:)[^\s@/]{1,1024}@/g;
/** `name=value`, `name: value`, `--name value`; a value is a quoted text or runs to the next separator. */
const ASSIGNMENT =
  /(?:(--?[\w.-]{1,128})(\s)(?=[^\s-])|([\w.-]{1,128})(=|: ?)(?=\S))("[^"]{0,1024}"|'[^']{0,1024}'|[^\s"';&|]{1,1024})/g;
const PRIVATE_KEY = '-----BEGIN';

/**
 * The text with credentials masked: URL userinfo, `password=…`, `--token …`, PEM blocks. What it leaves is what an argument
 * list tells about a program; what it takes is judged by name only.
 */
export function withoutCredentials(text: string): string {
  const start = text.indexOf(PRIVATE_KEY);
  const cut = start >= 0 ? `${text.slice(0, start)}${MASK}` : text;
  const masked = cut.includes('://') ? cut.replace(USERINFO, `$1${MASK}@`) : cut;
  if (!CREDENTIAL_WORDS.test(masked)) return masked;
  return masked.replace(ASSIGNMENT, (whole: string, ...found: readonly (string | undefined)[]) => {
    const [flag, space, name = flag ?? '', joint = space ?? ''] = found;
    return isCredentialName(name) ? `${name}${joint}${MASK}` : whole;
  });
}

/** An argument list without credentials; the item after a bare `--password` is masked whole. */
export function argumentsWithoutCredentials(items: readonly unknown[]): readonly string[] {
  const kept: string[] = [];
  let flag = '';
  for (const item of items) {
    if (typeof item !== 'string') continue;
    const follows = flag !== '' && !item.startsWith('-');
    kept.push(follows ? MASK : withoutCredentials(item.slice(0, LONGEST_ARGUMENT)));
    flag =
      item.startsWith('-') && item.length < LONGEST_ARGUMENT && !item.includes('=') && isCredentialName(item)
        ? item
        : '';
  }
  return kept;
}
