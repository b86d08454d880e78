// What stands around an @: e-mail addresses, and passwords in URLs.
import { isMasked, standsInMark } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { afterColourOrEscape, characters, hasAt, isDigit, isLetter, isName } from '../text/characters.ts';
import { isReference } from '../text/reference.ts';
import { isValue } from './is-value.ts';
import type { Anchored, Rule } from './rule.ts';

const LOCAL_CHARS_MAX = 64;
const DOMAIN_CHARS_MAX = 253;
const USERINFO_CHARS_MAX = 1024;
const DSN_CHARS_MAX = 256;

export const addresses: Rule = {
  id: 'address',
  anchors: [['@'], ['%', '4', '0'], ['[', 'eE', 'mM', 'aA', 'iI', 'lL']],
  find(text, anchor) {
    if (hasAt(text, anchor.start, '[')) return protectedAddress(text, anchor.start);
    const dsn = dsnPassword(text, anchor.start);
    if (dsn !== undefined) return [dsn];
    const found = hasAt(text, anchor.start, '@')
      ? (userinfo(text, anchor.start) ?? email(text, anchor))
      : email(text, anchor);
    return found === undefined || found === 'none' ? [] : [found];
  },
};

/** What web pages that hide addresses print in place of one. */
const PROTECTED = /^\[email(?: |\u00A0|\u00C2\u00A0)protected\]/;

function protectedAddress(text: string, start: number): readonly Span[] {
  const [shown] = PROTECTED.exec(text.slice(start, start + 20)) ?? [];
  return shown === undefined ? [] : [{ start, end: start + shown.length, class: 'email', rule: 'email' }];
}

const IN_USERINFO = characters(/[^\s"'`<>@]/);
const IN_DSN = characters(/[^\s"'`<>]/);
const IN_AUTHORITY = characters(/[^\s"'`<>/?#,;]/);

/** The password of `scheme://user:password@host`; `none` for a URL without one, whose @ is no address's either. */
function userinfo(text: string, at: number): Span | 'none' | undefined {
  let start = at;
  let colon = -1;
  while (at - start < USERINFO_CHARS_MAX && IN_USERINFO(text, start - 1)) {
    start--;
    if (!hasAt(text, start, ':')) continue;
    if (hasAt(text, start + 1, '/') && hasAt(text, start + 2, '/'))
      return password(text, { at, authority: start + 3, colon });
    colon = start;
  }
  return undefined;
}

/** `user:password@tcp(host:3306)/database`, as Go's driver for MySQL takes it. */
function dsnPassword(text: string, at: number): Span | undefined {
  if (!/^@(?:tcp|unix)\(/.test(text.slice(at, at + 6))) return undefined;
  let start = at;
  while (at - start < DSN_CHARS_MAX && IN_DSN(text, start - 1)) start--;
  const colon = text.slice(start, at).indexOf(':');
  const content = text.slice(start + colon + 1, at);
  if (colon < 0 || !/[A-Za-z0-9\u0080-\u00FF]/.test(content) || isMasked(text.slice(start, at)) || isReference(content))
    return undefined;
  if (standsInMark(text, start + colon)) return undefined;
  return { start: start + colon + 1, end: at, class: 'password', rule: 'url-password' };
}

interface Authority {
  readonly at: number;
  readonly authority: number;
  /** The first colon after `//`. */
  readonly colon: number;
}

function password(text: string, { at, authority, colon }: Authority): Span | 'none' | undefined {
  if (colon >= 0 && /^\d{1,5};/.test(text.slice(colon + 1, colon + 7))) return undefined;
  const slash = text.slice(authority, at).search(/[/?#]/);
  // A password with a slash in it is written wrong and used all the same, but `host/path@2` has none.
  if (slash >= 0 && (colon < 0 || authority + slash < colon)) return undefined;
  if (slash >= 0 && /^\d{1,5}$/.test(text.slice(colon + 1, authority + slash))) return undefined;
  if (colon < 0) return loneToken(text, authority, at);
  const end = lastSign(text, at);
  if (!isLetter(text, end + 1) && !isDigit(text, end + 1) && !hasAt(text, end + 1, '[') && !hasAt(text, end + 1, '('))
    return undefined;
  const content = text.slice(colon + 1, end);
  if (!isValue(content) || standsInMark(text, colon)) return 'none';
  return { start: colon + 1, end, class: 'password', rule: 'url-password' };
}

/** The last @ before the host: one in the password should have been written `%40`. */
function lastSign(text: string, at: number): number {
  let last = at;
  for (let next = at + 1; next - at < USERINFO_CHARS_MAX && IN_AUTHORITY(text, next); next++)
    if (hasAt(text, next, '@')) last = next;
  return last;
}

const TOKEN_CHARS_MIN = 20;

/** `https://TOKEN@github.com`: a user that long and mixed is no user. */
function loneToken(text: string, start: number, end: number): Span | 'none' {
  const content = text.slice(start, end);
  const isToken = content.length >= TOKEN_CHARS_MIN && /\d/.test(content) && /[A-Za-z]/.test(content);
  return isToken && !isMasked(content) ? { start, end, class: 'token', rule: 'url-token' } : 'none';
}

/** Ends of names that are no domain: units of systemd, files, tags. */
const NO_DOMAIN =
  /\.(?:service|socket|timer|target|slice|scope|mount|device|swap|path|js|ts|mjs|json|so|go|java|py|png|jpg|git|tgz)$/i;
/** RFC 2142 knows no `git`; hosts of code do. */
const NO_PERSON = new Set(['git', 'hg', 'svn']);

const IN_LOCAL = characters(/[A-Za-z0-9_.+'~!#$&*\u0080-\u00FF-]/);
const BEGINS_LOCAL = characters(/[A-Za-z0-9_*\u0080-\u00FF]/);

/** RFC 5322's usual form: a dotted local part and a domain of at least two labels, the last of letters. */
function email(text: string, { start: sign, end: after }: Anchored): Span | undefined {
  let start = sign;
  while (sign - start < LOCAL_CHARS_MAX && IN_LOCAL(text, start - 1)) start--;
  while (start < sign && !BEGINS_LOCAL(text, start)) start++;
  start = afterColourOrEscape(text, start, sign);
  let end = after;
  while (end - after < DOMAIN_CHARS_MAX && isName(text, end) && !hasAt(text, end, '_')) end++;
  while (end > after && !isLetter(text, end - 1)) end--;
  const local = text.slice(start, sign);
  const domain = text.slice(after, end);
  if (local === '' || local.endsWith('.') || NO_PERSON.has(local) || isMasked(local) || isName(text, end))
    return undefined;
  if (!/^[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,8}\.[A-Za-z]{2,24}$/.test(domain) || NO_DOMAIN.test(domain))
    return undefined;
  return { start, end, class: 'email', rule: 'email' };
}
