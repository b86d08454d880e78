// Values of shippers' settings: switches, hosts and addresses, of which no part is kept that could be a password.
import { endOf, isLocalHost } from '../connection-url.ts';

export interface End {
  readonly host?: string;
  readonly port?: number;
}

const TRUE = /^(?:on|true|yes|1)$/i;
const FALSE = /^(?:off|false|no|0)$/i;

/** True, false, or `unknown` for what a variable says; undefined where nothing is written. */
export function switchOf(value: unknown): boolean | 'unknown' | undefined {
  if (typeof value === 'boolean') return value;
  if (value === undefined || value === null || value === '') return undefined;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
  if (TRUE.test(text)) return true;
  return FALSE.test(text) ? false : 'unknown';
}

/** A host and a port that stand apart. */
export function endOfParts(host: unknown, port: unknown): End {
  const name = typeof host === 'string' ? host.trim() : '';
  const number = typeof port === 'number' || typeof port === 'string' ? String(port).trim() : '';
  const isIpv6 = name.includes(':') && !name.startsWith('[');
  return endOf(/^\d{1,5}$/.test(number) ? `${isIpv6 ? `[${name}]` : name}:${number}` : name) ?? {};
}

export interface Address extends End {
  /** Small letters; absent where the text has none. */
  readonly scheme?: string;
}

/** Scheme, host and port of `SCHEME://USER@HOST:PORT/PATH` or `HOST:PORT`; a host that a variable stands in for is left out. */
export function addressOf(value: unknown): Address {
  const text = typeof value === 'string' ? value.trim() : '';
  const [, scheme, rest = ''] = /^(?:([a-z][a-z0-9+.-]{0,31}):\/\/)?(.{0,2048})/is.exec(text) ?? [];
  const authority = rest.split(/[/?#]/, 1)[0] as string;
  const behind = rest.slice(authority.length);
  // An `@` behind the authority may end a password with a slash in it: what stands before it may be the head of one.
  const end = behind.includes('@') ? undefined : endOf(authority.slice(authority.lastIndexOf('@') + 1));
  return { ...(scheme !== undefined && { scheme: scheme.toLowerCase() }), ...end };
}

/** True for what stays within the pod. */
export function isLocal({ host }: End): boolean {
  return host !== undefined && isLocalHost(host);
}
