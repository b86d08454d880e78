// URLs in texts: what their scheme and parameters say of encryption, with no part kept but scheme, host, port and setting.
import type { Protection, TransitSignal } from '../facts/transit.ts';
import { databaseSetting } from './database-setting.ts';

/** What one text says; where it stands is the caller's. */
export type Said = Omit<TransitSignal, 'name' | 'pointer'>;

interface Scheme {
  readonly says: Protection;
  readonly port: number;
  /** The protocol begins with a login. */
  readonly login?: true;
}

const open = (port: number): Scheme => ({ says: 'plain', port });
const openLogin = (port: number): Scheme => ({ says: 'plain', port, login: true });
const closed = (port: number): Scheme => ({ says: 'tls', port });

/** IANA's URI schemes and ports, and those of Redis and AMQP clients. A scheme that may be either is no word: `tcp`, `nats`, `grpc`. */
const SCHEMES: Readonly<Record<string, Scheme>> = {
  http: open(80),
  ws: open(80),
  ftp: openLogin(21),
  ldap: openLogin(389),
  amqp: openLogin(5672),
  redis: openLogin(6379),
  mqtt: openLogin(1883),
  memcached: open(11_211),
  https: closed(443),
  wss: closed(443),
  ftps: closed(990),
  ldaps: closed(636),
  amqps: closed(5671),
  rediss: closed(6379),
  mqtts: closed(8883),
};
/** Their parameters decide. */
const DATABASES: Readonly<Record<string, number>> = {
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mariadb: 3306,
  sqlserver: 1433,
  mongodb: 27_017,
};

const URL_MAX = 2048;
const WORDS = ['mongodb\\+srv', ...Object.keys(SCHEMES), ...Object.keys(DATABASES)].join('|');
/** A driver may be named behind a `+`: `postgresql+psycopg2://`. */
/** A comma stands between the hosts of one URL, or before the next URL. */
const URL_TEXT = new RegExp(
  `(?<![a-z0-9+.-])(${WORDS})(?:\\+[a-z0-9]{1,20})?://((?:[^\\s"'<>\`\\\\,|]|,(?![a-z0-9+.-]{1,20}://)){1,${URL_MAX}})`,
  'gi',
);
const HOST = /^(?:([a-z0-9](?:[a-z0-9._-]{0,251}[a-z0-9])?)|\[([0-9a-f:.]{2,45})\])(?::(\d{1,5}))?$/i;
const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|0\.0\.0\.0|::)$/;

/** True for what never leaves the pod. */
export function isLocalHost(host: string): boolean {
  return LOCAL.test(host);
}

/** Host and port; undefined for what is none, references to variables included. */
export function endOf(authority: string): Pick<Said, 'host' | 'port'> | undefined {
  const [, name, address, port] = HOST.exec(authority) ?? [];
  const host = (name ?? address)?.toLowerCase();
  if (host === undefined) return undefined;
  return port === undefined ? { host } : { host, port: Number(port) };
}

interface Parts {
  /** Absent where the authority is none. */
  readonly end?: Pick<Said, 'host' | 'port'>;
  readonly hasPassword: boolean;
  readonly parameters: string;
}

function partsOf(rest: string): Parts {
  const stop = rest.search(/[/?#;]/);
  const authority = stop < 0 ? rest : rest.slice(0, stop);
  const behind = stop < 0 ? '' : rest.slice(stop);
  const query = behind.search(/[?;]/);
  const parameters = query < 0 ? '' : behind.slice(query + 1);
  const at = authority.lastIndexOf('@');
  const user = at < 0 ? '' : authority.slice(0, at);
  // An `@` behind the authority may end a password with such a sign in it: what stands before it may be the head of one.
  const suspect = at < 0 ? behind : (behind.split(/[?#;]/, 1)[0] as string);
  const isTold = !suspect.includes('@');
  const end = isTold ? endOf(authority.slice(at + 1).split(',', 1)[0] as string) : undefined;
  const hasPassword = /:./.test(user) || /(?:^|[&;])(?:password|pwd)=[^&;]/i.test(parameters);
  return { ...(end !== undefined && { end }), hasPassword, parameters };
}

function sayingOf(word: string, parameters: string): (Pick<Said, 'says' | 'setting'> & { login?: true }) | undefined {
  const scheme = SCHEMES[word];
  if (scheme !== undefined) return { says: scheme.says, setting: `${word}://`, ...(scheme.login && { login: true }) };
  const set = databaseSetting(word, parameters);
  return set === undefined ? undefined : { ...set, login: true };
}

/** Each URL whose scheme or parameters say something; those within the pod are left out. */
export function saidByUrls(text: string): Said[] {
  if (!text.includes('://')) return [];
  return [...text.matchAll(URL_TEXT)].flatMap(([, scheme = '', rest = '']): Said[] => {
    const word = scheme.toLowerCase();
    const { end, hasPassword, parameters } = partsOf(rest);
    const saying = sayingOf(word, parameters);
    if (saying === undefined || (end?.host !== undefined && isLocalHost(end.host))) return [];
    const port = end?.port ?? SCHEMES[word]?.port ?? DATABASES[word];
    return [
      {
        ...saying,
        ...end,
        ...(end !== undefined && port !== undefined && { port }),
        ...(hasPassword && { credential: true as const }),
      },
    ];
  });
}
