// Hosts that variables and settings may name outright: where the name says that the value is one.
import { pointerSegment } from '@watertight/syntax';
import { isCredential } from './credential-name.ts';
import type { MaybeHost } from './held-hosts.ts';
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import { partsWithin } from './pod-spec-view.ts';
import type { ContainerPart, PodSpecView } from './pod-spec-view.ts';
import type { StringPool } from './string-pool.ts';

/** Hosts kept of one object. */
const MOST_HOSTS = 100;
/** Characters of one text of a ConfigMap that are looked at. */
const TEXT_MAX = 65_536;
/** Characters of a value that may be a list of hosts. */
const VALUE_MAX = 1024;

/** The last word of a name that says what the value is: a password is called otherwise. */
const WORDS = ['host', 'hosts', 'hostname', 'hostnames', 'addr', 'addrs', 'address', 'addresses'].concat([
  'endpoint',
  'endpoints',
  'server',
  'servers',
  'broker',
  'brokers',
  'upstream',
  'upstreams',
  'backend',
  'backends',
]);
const CAPITALISED = WORDS.map((word) => (word[0] as string).toUpperCase() + word.slice(1)).join('|');
/** `DB_HOST`, `db.host`, `dbHost`. */
const HOST_NAME = new RegExp(
  String.raw`(?:^|[._-])(?:${WORDS.join('|')}|${WORDS.join('|').toUpperCase()})$|[a-z](?:${CAPITALISED})$`,
);
const HOST = String.raw`[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?){0,8}`;
const ONE = new RegExp(String.raw`^(${HOST})(?::(\d{1,5}))?$`, 'i');
/** A list, with commas or blanks between. */
const SEPARATOR = /[\s,;]+/;
const PORT = /^\d{1,5}$/;

interface Setting {
  readonly name: string;
  readonly value: string;
  readonly pointer: string;
}

/** `DB_` of `DB_HOST` and of `DB_PORT`. */
const stemOf = (name: string): string => name.replace(/[A-Za-z]+$/, '');

function hostsOf(settings: readonly Setting[], strings: StringPool): MaybeHost[] {
  const named = settings.filter(({ name, value }) => HOST_NAME.test(name) && !isCredential(name, value));
  if (named.length === 0) return [];
  const ports = new Map(
    settings
      .filter(({ name, value }) => /port$/i.test(name) && PORT.test(value))
      .map(({ name, value }) => [stemOf(name), Number(value)]),
  );
  return named.flatMap((setting) => {
    if (setting.value.length > VALUE_MAX) return [];
    const parts = setting.value
      .trim()
      .split(SEPARATOR)
      .map((part) => ONE.exec(part));
    // One word that is no host makes the whole of it something else.
    if (parts.some((part) => part === null)) return [];
    return parts.map((part): MaybeHost => {
      const [, host = '', written] = part as RegExpExecArray;
      const port = written === undefined ? ports.get(stemOf(setting.name)) : Number(written);
      return {
        host: host.toLowerCase(),
        ...(port !== undefined && { port }),
        name: strings.keep(setting.name),
        pointer: strings.keep(setting.pointer),
      };
    });
  });
}

function environmentOf(part: ContainerPart): Setting[] {
  return partsWithin(part, 'env').flatMap(({ value, pointer }) =>
    typeof value.value === 'string' && typeof value.name === 'string' && value.value !== ''
      ? [{ name: value.name, value: value.value, pointer }]
      : [],
  );
}

/** Of literal variables. Empty where none names a host. */
export function podHosts({ containers }: PodSpecView, strings: StringPool): readonly MaybeHost[] {
  return containers.flatMap((part) => hostsOf(environmentOf(part), strings)).slice(0, MOST_HOSTS);
}

/** `key: value` and `key=value`, in quotes or not: properties, TOML, INI, and YAML one line at a time. */
const LINE =
  /^[ \t]{0,40}["']?([\w.-]{1,100})["']?[ \t]{0,10}[:=][ \t]{0,10}["']?([^\s"'#][^"'#\n]{0,255}?)["']?,?[ \t]{0,10}\r?$/gm;

/** Keys whose value is a host, and lines of settings in its texts. */
export function configMapHosts({ data }: JsonObject, strings: StringPool): readonly MaybeHost[] {
  if (!isObject(data)) return [];
  const own: Setting[] = [];
  const within: MaybeHost[] = [];
  for (const [key, text] of Object.entries(data)) {
    if (typeof text !== 'string' || text === '') continue;
    const pointer = `/data/${pointerSegment(key)}`;
    if (!text.includes('\n')) own.push({ name: key, value: text, pointer });
    else within.push(...linesOf(key, text, strings).map((one) => ({ ...one, name: strings.keep(key), pointer })));
  }
  return [...hostsOf(own, strings), ...within].slice(0, MOST_HOSTS);
}

function linesOf(key: string, whole: string, strings: StringPool): MaybeHost[] {
  const text = whole.length > TEXT_MAX ? whole.slice(0, TEXT_MAX) : whole;
  if (!/host|addr|endpoint|server|broker|upstream|backend/i.test(text)) return [];
  const settings = [...text.matchAll(LINE)].map(([, name = '', value = '']) => ({ name, value, pointer: key }));
  return hostsOf(settings, strings);
}
