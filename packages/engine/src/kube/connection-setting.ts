// Settings of connections that are no URL: keyword strings, properties, variables and flags that turn encryption or its verification off.
import type { Protection } from '../facts/transit.ts';
import { endOf, isLocalHost, saidByUrls } from './connection-url.ts';
import type { Said } from './connection-url.ts';

export type { Said } from './connection-url.ts';
import { databaseSetting, SSL_MODES } from './database-setting.ts';

/** Characters of one text that are looked at. */
export const TEXT_MAX = 262_144;
/** Settings that are kept of one text. */
const MOST_SAID = 50;

const TRUE = /^(?:1|true|yes|on)$/i;
const FALSE = /^(?:0|false|no|off)$/i;

/** Variables by their documented name: the value that turns the protection off. */
const VARIABLES: Readonly<Record<string, readonly [off: RegExp, says: Protection]>> = {
  NODE_TLS_REJECT_UNAUTHORIZED: [/^0$/, 'unverified'],
  GIT_SSL_NO_VERIFY: [TRUE, 'unverified'],
  PYTHONHTTPSVERIFY: [/^0$/, 'unverified'],
  NPM_CONFIG_STRICT_SSL: [FALSE, 'unverified'],
  VAULT_SKIP_VERIFY: [TRUE, 'unverified'],
  CONSUL_HTTP_SSL_VERIFY: [FALSE, 'unverified'],
  NOMAD_SKIP_VERIFY: [TRUE, 'unverified'],
  ETCDCTL_INSECURE_SKIP_TLS_VERIFY: [TRUE, 'unverified'],
  OTEL_EXPORTER_OTLP_INSECURE: [TRUE, 'plain'],
  OTEL_EXPORTER_OTLP_TRACES_INSECURE: [TRUE, 'plain'],
  OTEL_EXPORTER_OTLP_METRICS_INSECURE: [TRUE, 'plain'],
  OTEL_EXPORTER_OTLP_LOGS_INSECURE: [TRUE, 'plain'],
};
const KAFKA: Readonly<Record<string, Protection>> = {
  PLAINTEXT: 'plain',
  SASL_PLAINTEXT: 'plain',
  SSL: 'tls',
  SASL_SSL: 'tls',
};

function byName(name: string, text: string): Said | undefined {
  const value = text.trim();
  const [off, says] = (Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined) ?? [];
  if (off !== undefined && says !== undefined)
    return off.test(value) ? { setting: `${name}=${value}`, says } : undefined;
  if (name === 'PGSSLMODE' && Object.hasOwn(SSL_MODES, value))
    return { setting: `PGSSLMODE=${value}`, says: SSL_MODES[value] as Protection, login: true };
  if (/(?:^|_)SECURITY_PROTOCOL$/.test(name) && Object.hasOwn(KAFKA, value)) return kafka(name, value);
  return undefined;
}

function kafka(name: string, value: string): Said {
  const hasLogin = value.startsWith('SASL_');
  return { setting: `${name}=${value}`, says: KAFKA[value] as Protection, ...(hasLogin && { login: true }) };
}

/** Words that no text has by chance: whoever writes one means it. */
const UNVERIFIED =
  /(?<![\w-])(?:--)?(insecure[-_]?skip[-_]?(?:tls[-_]?)?verify|tls[-_]skip[-_]verify(?:[-_]insecure)?|kubelet-insecure-tls|no-check-certificate|ssl-no-verify)(?![\w-])(?:["']?\s{0,4}[:=]\s{0,4}["']?(true|false|yes|no|1|0)\b)?/gi;
const NOT_VERIFYING =
  /(?<![\w-])((?:ssl|tls)[-_]?verify(?:[-_]?peer)?|verify[-_]?(?:ssl|tls|certs?)|reject[-_]?unauthorized)["']?\s{0,4}[:=]\s{0,4}["']?(?:false|no|0|off)\b/gi;
/** `curl -k`, `curl --insecure`, other options between, before the next command. */
const CURL = /(?<![\w-])curl(?:\s+[^\s|;&]{1,512}){0,40}?\s+(-[a-zA-Z]{0,8}k[a-zA-Z]{0,8}|--insecure)(?![\w-])/g;
const SECURITY_PROTOCOL =
  /(?<![\w])security[._]protocol["']?\s{0,4}[:=]\s{0,4}["']?(SASL_PLAINTEXT|PLAINTEXT|SASL_SSL|SSL)\b/g;

function bySetting(text: string): Said[] {
  const said: Said[] = [];
  for (const [, word = '', value = ''] of text.matchAll(UNVERIFIED)) {
    // In a text a bare word may be prose; a flag, or a word with a value, is none.
    if (FALSE.test(value) || (value === '' && !isFlag(text, word))) continue;
    said.push({ setting: value === '' ? `--${word}` : `${word}=${value}`, says: 'unverified' });
  }
  for (const [, word = ''] of text.matchAll(NOT_VERIFYING)) said.push({ setting: `${word}=false`, says: 'unverified' });
  for (const [, flag = ''] of text.matchAll(CURL)) said.push({ setting: `curl ${flag}`, says: 'unverified' });
  for (const [, value = ''] of text.matchAll(SECURITY_PROTOCOL)) said.push(kafka('security.protocol', value));
  return said;
}

const isFlag = (text: string, word: string): boolean => text.includes(`--${word}`);

/** `host=db password=… sslmode=disable`: libpq's keywords. */
const KEYWORDS = /(?:^|\s)sslmode\s{0,4}=\s{0,4}'?([a-z-]{1,16})'?(?=\s|$)/;
/** `user:password@tcp(host:port)/name?tls=false`: the Go driver of MySQL. */
const GO_MYSQL = /^([^\s/]{0,512})@tcp\(([^()\s]{1,262})\)\/[^\s?]{0,128}(?:\?(\S{1,1024}))?$/;
/** `Server=db,1433;…;Encrypt=False`: ADO.NET and ODBC. */
const ADO = /^\s*(?:server|data source|address)\s*=\s*(?:tcp:)?([^;,]{1,255})(?:,(\d{1,5}))?;/i;

function byKeywords(text: string): Said | undefined {
  const [, mode = ''] = KEYWORDS.exec(text) ?? [];
  const says = Object.hasOwn(SSL_MODES, mode) ? SSL_MODES[mode] : undefined;
  if (says === undefined || text.includes('://')) return undefined;
  const [, host] = /(?:^|\s)host\s{0,4}=\s{0,4}'?([^\s']{1,255})/.exec(text) ?? [];
  const [, port = '5432'] = /(?:^|\s)port\s{0,4}=\s{0,4}'?(\d{1,5})/.exec(text) ?? [];
  const end = host === undefined ? undefined : endOf(`${host}:${port}`);
  // A path is a socket.
  if (host?.startsWith('/') === true) return undefined;
  const hasPassword = /(?:^|\s)password\s{0,4}=\s{0,4}\S/.test(text);
  return { setting: `sslmode=${mode}`, says, login: true, ...end, ...(hasPassword && { credential: true }) };
}

function byGoDriver(text: string): Said | undefined {
  const [, user = '', authority = '', parameters = ''] = GO_MYSQL.exec(text) ?? [];
  const set = authority === '' ? undefined : databaseSetting('mysql', parameters);
  if (set === undefined) return undefined;
  return { ...set, login: true, ...endOf(authority), ...(/:./.test(user) && { credential: true }) };
}

function byAdo(text: string): Said | undefined {
  const [, host = '', port = '1433'] = ADO.exec(text) ?? [];
  const set = host === '' ? undefined : databaseSetting('sqlserver', text.replace(/;\s+/g, ';'));
  if (set === undefined) return undefined;
  const hasPassword = /;\s*(?:password|pwd)\s*=\s*[^;\s]/i.test(text);
  return { ...set, login: true, ...endOf(`${host.trim()}:${port}`), ...(hasPassword && { credential: true }) };
}

/** Every text of settings has one of these. */
const MARK =
  /:\/\/|sslmode|@tcp\(|encrypt|trustserver|plaintext|_ssl\b|\bssl\b|security[._]protocol|skip|verify|insecure|no-check|unauthorized|curl/i;

/** What a text says of its connections, by its name and by itself; nothing of what stays within the pod. */
export function saidBy(name: string, whole: string): Said[] {
  const named = byName(name, whole);
  if (named !== undefined) return [named];
  const text = whole.length > TEXT_MAX ? whole.slice(0, TEXT_MAX) : whole;
  if (!MARK.test(text)) return [];
  const strings = [byKeywords(text), byGoDriver(text), byAdo(text)].filter((said) => said !== undefined);
  const all = [...saidByUrls(text), ...strings, ...bySetting(text)];
  return distinct(all.filter(({ host }) => host === undefined || !isLocalHost(host)));
}

function distinct(all: readonly Said[]): Said[] {
  const seen = new Map(all.map((said) => [JSON.stringify(said), said]));
  return [...seen.values()].slice(0, MOST_SAID);
}
