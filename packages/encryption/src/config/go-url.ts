// The part of Go's `url.Parse` that decides whether an API server takes the endpoint of a KMS plugin.

/** What may stand in a host as it is: all above ASCII, and what `shouldEscape` of net/url leaves in its mode for hosts. */
const HOST = /^[\u0080-\uffffA-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]*$/;
const USER_INFO = /^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/;
const CONTROL = /[\u0000-\u001f\u007f]/;
const LOOSE_PERCENT = /%(?![0-9a-fA-F]{2})/;
/** A percent sign before what is no byte above ASCII; `%25` may stand. */
const ASCII_ESCAPE = /%(?!25)[0-7]/;

/** Whether each escape is well-formed. */
function isEscaped(text: string): boolean {
  return !LOOSE_PERCENT.test(text);
}

function isHost(text: string): boolean {
  if (!isEscaped(text) || ASCII_ESCAPE.test(text)) return false;
  return HOST.test(text.replaceAll(/%[0-9a-fA-F]{2}/g, ''));
}

function isAuthority(text: string): boolean {
  const at = text.lastIndexOf('@');
  const user = at === -1 ? '' : text.slice(0, at);
  const host = text.slice(at + 1);
  if (!USER_INFO.test(user) || !isEscaped(user)) return false;
  // A literal address in brackets names no socket: whether it is well-formed is asked by a pattern only.
  if (host.includes('[')) return /^\[[0-9a-fA-F]*:[0-9a-fA-F:]*\](?::[0-9]*)?$/.test(host);
  const colon = host.lastIndexOf(':');
  return isHost(host) && (colon === -1 || /^:[0-9]*$/.test(host.slice(colon)));
}

/** Whether gRPC takes the path of a socket, which it parses again as the end of a URL. */
export function isGrpcTarget(path: string): boolean {
  const [whole = '', ...fragment] = path.split('#');
  return !CONTROL.test(whole) && isEscaped(whole.split('?')[0] ?? '') && isEscaped(fragment.join('#'));
}

export interface GoUrl {
  /** In lower case; empty where there is none. */
  readonly scheme: string;
  /** As the API server hands it to gRPC: escapes resolved, one character a byte. */
  readonly path: string;
}

/** Scheme and path; undefined where Go refuses the text. For schemes other than `unix` the path is not looked at. */
export function goUrl(text: string): GoUrl | undefined {
  const [whole = '', ...fragment] = text.split('#');
  if (CONTROL.test(whole) || !isEscaped(fragment.join('#'))) return undefined;
  const [, scheme = ''] = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(whole) ?? [];
  if (scheme.toLowerCase() !== 'unix')
    return whole.startsWith(':') ? undefined : { scheme: scheme.toLowerCase(), path: '' };
  const [rest = ''] = whole.slice(scheme.length + 1).split('?');
  if (!rest.startsWith('/')) return { scheme: 'unix', path: '' };
  const slash = rest.startsWith('//') ? rest.indexOf('/', 2) : 0;
  const authority = rest.startsWith('//') ? rest.slice(2, slash === -1 ? undefined : slash) : '';
  const path = slash === -1 ? '' : rest.slice(slash);
  if (!isAuthority(authority) || !isEscaped(path)) return undefined;
  const unescaped = path.replaceAll(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return { scheme: 'unix', path: unescaped };
}
