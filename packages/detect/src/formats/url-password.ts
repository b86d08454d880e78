// The password in the userinfo of a URL: `scheme://user:password@host` (RFC 3986, section 3.2.1).
import type { Detector, Match, Policy } from './detector.ts';
import { charset, holds } from './charsets.ts';
import { isPlaceholder } from './placeholder.ts';

const VISIBLE = charset('visible');
const COLON = 0x3a;
const AT = 0x40;
const ENDS = '/?#';
/** JDBC's properties of SQL Server stand behind the port: `sqlserver://db:1433;user=a;password=b@c`. */
const PROPERTIES = ';';
const AUTHORITY_MAX = 1024;
const DIGIT = charset('digit');
const SCHEME_CHAR = charset('host');

interface Authority {
  readonly colon: number;
  readonly at: number;
}

/** True where what stands from the colon to `end` is a port: the authority is over, and had no password. */
function isPort(text: string, colon: number, end: number): boolean {
  for (let index = colon + 1; index < end; index++) if (!holds(DIGIT, text, index)) return false;
  return true;
}

/** The first `:` of the userinfo and the last `@` of the authority that starts at `start`. Passwords hold raw `@` and `/` in practice. */
function authority(text: string, start: number): Authority | undefined {
  const limit = Math.min(text.length, start + AUTHORITY_MAX);
  let colon = -1;
  let at = -1;
  for (let index = start; index < limit; index++) {
    const code = text.charCodeAt(index);
    // `<`, `>` and quotes end a URL, but `<password>` stands in the place of one.
    if (!holds(VISIBLE, text, index) && code !== 0x3c && code !== 0x3e) break;
    if (ENDS.includes(text.charAt(index))) {
      if (at >= 0) break;
      if (colon < 0 || isPort(text, colon, index)) return undefined;
    } else if (text.charAt(index) === PROPERTIES && colon >= 0 && isPort(text, colon, index)) return undefined;
    else if (code === COLON && colon < 0) colon = index;
    else if (code === AT && colon < 0) return undefined;
    else if (code === AT) at = index;
  }
  return at > colon + 1 ? { colon, at } : undefined;
}

/** What is shorter is an example: `a:b@host`. */
const SCAN_LENGTH_MIN = 4;

/** Words that stand for a password, or are the whole world's. */
function isSecret(password: string, policy: Policy): boolean {
  // Go's `URL.Redacted` writes `xxxxx`.
  if (/^(?:\*{1,1024}|[xX]{3,64})$/.test(password)) return false;
  return policy === 'redact' || (password.length >= SCAN_LENGTH_MIN && !isPlaceholder(password));
}

/** Passwords in URLs of the schemes, as `postgres`; `scheme+variant` counts as the scheme. */
export function urlPassword(schemes: readonly string[]): Pick<Detector, 'anchors' | 'match'> {
  return {
    anchors: schemes.map((scheme) => `${scheme}://`),
    match(text, at, policy): Match | undefined {
      const slashes = text.indexOf('://', at);
      if (holds(SCHEME_CHAR, text, at - 1) || slashes < 0) return undefined;
      const found = authority(text, slashes + '://'.length);
      if (found === undefined) return undefined;
      const match = { start: found.colon + 1, end: found.at };
      return isSecret(text.slice(match.start, match.end), policy) ? match : undefined;
    },
  };
}
