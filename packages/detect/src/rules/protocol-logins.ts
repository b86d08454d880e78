// Logins that clients and servers of mail, networks and tunnels log: IMAP's LOGIN, Dovecot's responses, FreeRADIUS' users, keys of IPsec.
import { caseless, exact } from '../anchors/pattern.ts';
import type { SecretClass } from '../formats/detector.ts';
import type { Span } from '../masks/span.ts';
import { hasAt } from '../text/characters.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { looksChosen } from '../text/value.ts';
import { isValue } from './is-value.ts';
import type { Rule } from './rule.ts';

const RULE = 'protocol-login';
const LINE_CHARS_MAX = 512;
const TAG_CHARS_MAX = 16;
/** A command has a tag that counts. RFC 9051, section 2.2.1. */
const TAG = /(?:^|[\s"'>])[A-Za-z]{1,8}\d{1,6}$/;
const USER = /^(?:\\{0,15}"[^"\\]{1,128}\\{0,15}"|[^\s"\\]{1,128}) /;
const BARE = /^[^\s"'\\\u001B]{4,256}(?=$|["'\\\r\u001B])/;

function spanOf(text: string, start: number, end: number, kind: SecretClass): readonly Span[] {
  return isValue(text.slice(start, end)) ? [{ start, end, class: kind, rule: RULE }] : [];
}

/** `a1 LOGIN bob x`. RFC 9051, section 6.2.3. */
function imap(text: string, start: number, end: number): readonly Span[] {
  if (!TAG.test(text.slice(Math.max(0, start - TAG_CHARS_MAX), start))) return [];
  const [user = ''] = USER.exec(text.slice(end, end + LINE_CHARS_MAX)) ?? [];
  const at = end + user.length;
  const open = user === '' ? undefined : quoteAt(text, at);
  const close = open === undefined ? undefined : closing(text, open, LINE_CHARS_MAX);
  if (open !== undefined && close !== undefined) return spanOf(text, open.end, close.start, 'password');
  const [value = ''] = user === '' ? [] : (BARE.exec(text.slice(at, at + LINE_CHARS_MAX)) ?? []);
  return looksChosen(value) ? spanOf(text, at, at + value.length, 'password') : [];
}

const RESPONSE = /resp=([A-Za-z0-9+/=]{8,512})/;

/** `client in: AUTH 1 PLAIN … resp=AGFwcAB4`: the first response of SASL holds the password or token. */
function dovecot(text: string, end: number): readonly Span[] {
  const match = RESPONSE.exec(text.slice(end, end + LINE_CHARS_MAX));
  const start = match === null ? -1 : end + match.index + 'resp='.length;
  return match === null ? [] : spanOf(text, start, start + (match[1]?.length ?? 0), 'token');
}

/** `Login incorrect (…): [bob/x] (from client …)`; a host's certificate has a slash of its own. */
const USER_AND_PASSWORD =
  /^(?: \([^()]{0,160}\))?(?:: )?\[(?!host\/)([^\]/]{1,128}\/)(?!<)([^\]]{1,128})\] \(from client/;

function radius(text: string, end: number): readonly Span[] {
  const from = hasAt(text, end - 1, '[') ? end - 1 : end;
  const [whole, user, password] = USER_AND_PASSWORD.exec(text.slice(from, from + LINE_CHARS_MAX)) ?? [];
  if (whole === undefined || user === undefined || password === undefined) return [];
  const start = from + whole.indexOf(`[${user}`) + 1 + user.length;
  return spanOf(text, start, start + password.length, 'password');
}

/** `10.0.0.1 %any : PSK "x"` of ipsec.secrets. */
function ipsec(text: string, end: number): readonly Span[] {
  const open = quoteAt(text, end);
  const close = open === undefined ? undefined : closing(text, open, LINE_CHARS_MAX);
  return open === undefined || close === undefined ? [] : spanOf(text, open.end, close.start, 'password');
}

const LOGIN = ' LOGIN ';
const CLIENT_IN = 'client in: auth';
const RADIUS = ['login incorrect', 'login ok: ['];
const SECRETS = [': PSK ', ': EAP ', ': XAUTH '];

export const protocolLogins: Rule = {
  id: RULE,
  anchors: [
    exact(LOGIN),
    caseless(CLIENT_IN),
    ...RADIUS.map(caseless),
    ...SECRETS.map((name) => [...exact(name), '"\\']),
  ],
  work: 8,
  find(text, { start, end }) {
    const said = text.slice(start, end).toLowerCase();
    if (said === LOGIN.toLowerCase()) return imap(text, start, end);
    if (said === CLIENT_IN) return dovecot(text, end);
    return RADIUS.includes(said) ? radius(text, end) : ipsec(text, end - 1);
  },
};
