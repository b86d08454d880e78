// Keys that show their issuer by their form, with right checksums, and private keys in one line; all made by chance.
import { crc32 } from 'node:zlib';
import type { Random } from '../../bench/random.ts';
import type { Context } from './context.ts';
import { m, type Marked, plain, secret } from './marked.ts';
import { ALNUM, chars, jwt, MASKS } from './values.ts';

const DIGITS = '0123456789';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const BASE62 = `${DIGITS}${UPPER}${UPPER.toLowerCase()}`;
const URL_SAFE = `${ALNUM}-_`;

/** GitHub's checksum: CRC-32 of the entropy in base62, six digits. https://github.blog/engineering/behind-githubs-new-authentication-token-formats/ */
function withCrc(prefix: string, body: string): string {
  let number = crc32(body);
  let digits = '';
  for (let at = 0; at < 6; at++) {
    digits = BASE62.charAt(number % 62) + digits;
    number = Math.floor(number / 62);
  }
  return `${prefix}${body}${digits}`;
}

/** `~` stands for nothing: it keeps prefixes in two halves, so that no scanner takes this file for a leak. */
const KEYS: Readonly<Record<string, (random: Random) => string>> = {
  'GitHub personal': (random) => withCrc(`gh~p_`, chars(random, ALNUM, 30)),
  'GitHub installation': (random) => withCrc(`gh~s_`, chars(random, ALNUM, 30)),
  npm: (random) => withCrc(`np~m_`, chars(random, ALNUM, 30)),
  'GitLab personal': (random) => `glp~at-${chars(random, URL_SAFE, 20)}`,
  'AWS access key': (random) => `AK~IA${chars(random, `${UPPER}234567`, 16)}`,
  'Slack bot': (random) =>
    `xo~xb-${chars(random, DIGITS, 12)}-${chars(random, DIGITS, 12)}-${chars(random, ALNUM, 24)}`,
  'Stripe live': (random) => `sk_~live_${chars(random, ALNUM, 24)}`,
  'Google API': (random) => `AI~za${chars(random, URL_SAFE, 35)}`,
  SendGrid: (random) => `S~G.${chars(random, URL_SAFE, 22)}.${chars(random, URL_SAFE, 43)}`,
  'DigitalOcean personal': (random) => `dop_~v1_${random.hex(64)}`,
  'Hugging Face': (random) => `h~f_${chars(random, `${UPPER}${UPPER.toLowerCase()}`, 34)}`,
  'Shopify access': (random) => `shp~at_${random.hex(32)}`,
  'Slack webhook': (random) =>
    `https://hooks.slack.com/services/T${chars(random, `${UPPER}${DIGITS}`, 8)}/B${chars(random, `${UPPER}${DIGITS}`, 8)}/${chars(random, ALNUM, 24)}`,
  'JSON web token': jwt,
  'PyPI upload': (random) => `pypi-~AgEIcHlwaS5vcmc${chars(random, URL_SAFE, 150)}`,
  'age secret key': (random) => `AGE-~SECRET-KEY-1${chars(random, 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58)}`,
};

/** A webhook's address is masked from its secret part on. */
function keyOf(random: Random, issuer: string): Marked {
  const key = KEYS[issuer]?.(random).replaceAll('~', '') ?? '';
  const at = key.startsWith('https://hooks.slack.com/services/') ? 'https://hooks.slack.com/services/'.length : 0;
  return m`${plain(key.slice(0, at))}${secret(key.slice(at), MASKS.token)}`;
}

const PLACES: Readonly<Record<string, (key: Marked) => Marked>> = {
  'key in a sentence': (key) => m`calling upstream with ${key} failed: 401`,
  'key in quotes': (key) => m`bad credentials "${key}"`,
  'key in json': (key) => m`{"id":3,"value":"${key}","ok":false}`,
  'key in a list': (key) => m`args: [deploy ${key} --dry-run]`,
  'key in a field': (key) => m`step=push value=${key} attempt=2`,
  'key at the end': (key) => m`got: ${key}`,
};

/** Keys in PEM as one line: with escapes for its line ends. RFC 7468. */
function pem(random: Random, newline: string): Marked {
  const [label] = random.pick([['PRIVATE KEY'], ['RSA PRIVATE KEY'], ['EC PRIVATE KEY'], ['OPENSSH PRIVATE KEY']]);
  const lines = Array.from({ length: 4 }, () => chars(random, `${ALNUM}+/`, 64));
  return m`-----BEGIN ${label ?? ''}-----${newline}${secret([...lines, `${chars(random, ALNUM, 30)}==`].join(newline), MASKS.token)}${newline}-----END ${label ?? ''}-----${newline}`;
}

export const KEY_CONTEXTS: readonly Context[] = [
  ...Object.entries(PLACES).map(([name, place]): Context => ({
    name,
    make(random) {
      const issuer = random.pick(Object.keys(KEYS));
      return { kind: issuer, text: place(keyOf(random, issuer)) };
    },
  })),
  {
    name: 'private key in json',
    make: (random) => ({ kind: 'private key', text: m`{"key":"${pem(random, '\\n')}","n":1}` }),
  },
  {
    name: 'private key in a sentence',
    make: (random) => ({ kind: 'private key', text: m`loaded ${pem(random, '\\n')} from env` }),
  },
];
