// What the parameters of database clients say of encryption, by each client's own words.
import type { Protection } from '../facts/transit.ts';

interface Saying {
  readonly says: Protection;
  readonly setting: string;
}

/** libpq: only `verify-ca` and `verify-full` look at the certificate. https://www.postgresql.org/docs/current/libpq-ssl.html */
export const SSL_MODES: Readonly<Record<string, Protection>> = {
  disable: 'plain',
  allow: 'optional',
  prefer: 'optional',
  require: 'unverified',
  'verify-ca': 'tls',
  'verify-full': 'tls',
};

/** Connector/J's `sslMode`, the `ssl-mode` of MySQL's own client, and `tls` of the Go driver. */
const MYSQL: Readonly<Record<string, Protection>> = {
  disabled: 'plain',
  preferred: 'optional',
  required: 'unverified',
  verify_ca: 'tls',
  verify_identity: 'tls',
};
const MYSQL_GO: Readonly<Record<string, Protection>> = {
  false: 'plain',
  preferred: 'optional',
  'skip-verify': 'unverified',
  true: 'tls',
};

type Rule = readonly [name: string, words: Readonly<Record<string, Protection>>];

/** In the order in which a later word of the client overrides an earlier one: the first that is given decides. */
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  postgres: [
    ['sslmode', SSL_MODES],
    ['ssl', { false: 'plain' }],
  ],
  mysql: [
    ['sslmode', MYSQL],
    ['ssl-mode', MYSQL],
    ['tls', MYSQL_GO],
    ['usessl', { false: 'plain', true: 'unverified' }],
    ['allowpublickeyretrieval', { true: 'unverified' }],
  ],
  sqlserver: [
    ['encrypt', { false: 'plain', no: 'plain', optional: 'plain', disable: 'plain', disabled: 'plain' }],
    ['trustservercertificate', { true: 'unverified', yes: 'unverified' }],
  ],
  mongodb: [
    ['tlsinsecure', { true: 'unverified' }],
    ['tlsallowinvalidcertificates', { true: 'unverified' }],
    ['tls', { true: 'tls', false: 'plain' }],
    ['ssl', { true: 'tls', false: 'plain' }],
  ],
};
const SAME: Readonly<Record<string, string>> = {
  postgresql: 'postgres',
  mariadb: 'mysql',
  'mongodb+srv': 'mongodb',
};
/** What holds where nothing is said; other clients differ among themselves. A `+srv` name turns TLS on. */
const DEFAULTS: Readonly<Record<string, Saying>> = {
  mongodb: { says: 'plain', setting: 'mongodb:// without tls=true' },
  'mongodb+srv': { says: 'tls', setting: 'mongodb+srv://' },
};

/** Undefined where the client's own default decides. */
export function databaseSetting(scheme: string, parameters: string): Saying | undefined {
  const given = new Map<string, readonly [string, string]>();
  for (const part of parameters.split(/[&;#]/)) {
    const equals = part.indexOf('=');
    if (equals <= 0) continue;
    const name = part.slice(0, equals).trim();
    if (!given.has(name.toLowerCase())) given.set(name.toLowerCase(), [name, part.slice(equals + 1).trim()]);
  }
  for (const [key, words] of RULES[SAME[scheme] ?? scheme] ?? []) {
    const [name = '', value = ''] = given.get(key) ?? [];
    const says = Object.hasOwn(words, value.toLowerCase()) ? words[value.toLowerCase()] : undefined;
    if (says !== undefined) return { says, setting: `${name}=${value}` };
  }
  return DEFAULTS[scheme];
}
