// What the bytes of a key tell of how it was made; nothing of them leaves but a verdict, a length and a digest that is compared.
import { createHash } from 'node:crypto';
import { goBase64 } from '../config/go-base64.ts';
import type { KeySpec } from '../config/model.ts';

/** SHA-256 of keys that the documentation of Kubernetes and its source have shown. */
const SHOWN: ReadonlySet<string> = new Set([
  // encrypt-data.md: key1 and key2 of aesgcm and aescbc, the key of secretbox, and those of the wildcard rules.
  '66337256703eecc9d5e12f8b85a02fc86d98c832137fc075a9566dcc9dc8eb36',
  '15a1b278f7e9cd1525e75fd9182d7bc0c6c00e4fa9e678c2184655491f98f1a2',
  'f6d527e6d01865481134f29788be2afe7fc3c702e1a55d7ceafac5f35199e8dc',
  '58535344b6812f10423a2fc7ba41d3972bd0f275b5e3a94757c5b07b5b631ae0',
  '166f41cd7664c9c7afecf20e633907a6e615a3633b3a705b3a0b309e0b570c7f',
]);

/** Random keys of 16 bytes have fewer different bytes than this once in 10^15. */
const FEW_BYTES = 8;

export type KeyVerdict = 'documentation' | 'few-bytes' | 'pattern' | 'hex' | 'text' | 'short' | 'fair';

export interface KeyFacts {
  readonly verdict: KeyVerdict;
  /** Bytes. */
  readonly length: number;
  /** Only to be compared with that of another key of the same run. */
  readonly digest: string;
}

/** Undefined where the text is no base64, or empty. */
export function keyFacts({ secret }: KeySpec): KeyFacts | undefined {
  return secret.use((text) => {
    const bytes = goBase64(text);
    if (bytes === undefined || bytes.length === 0) return undefined;
    const digest = createHash('sha256').update(bytes).digest('hex');
    return { verdict: verdictOf(bytes, digest), length: bytes.length, digest };
  });
}

function verdictOf(bytes: Uint8Array, digest: string): KeyVerdict {
  if (SHOWN.has(digest)) return 'documentation';
  if (new Set(bytes).size < Math.min(FEW_BYTES, bytes.length)) return 'few-bytes';
  if (isStepped(bytes) || isPeriodic(bytes)) return 'pattern';
  const text = Buffer.from(bytes).toString('latin1').trim();
  if (/^[0-9a-fA-F]+$/.test(text)) return 'hex';
  if (/^[\u0020-\u007e]+$/.test(text)) return 'text';
  return bytes.length < 32 ? 'short' : 'fair';
}

/** Each byte is the one before plus a constant. */
function isStepped(bytes: Uint8Array): boolean {
  const step = ((bytes[1] ?? 0) - (bytes[0] ?? 0)) & 0xff;
  return bytes.every((byte, index) => index === 0 || ((byte - (bytes[index - 1] ?? 0)) & 0xff) === step);
}

/** Two or more equal parts, the last one perhaps cut. By Knuth, Morris and Pratt, in one pass: the file chooses how long a text is. */
function isPeriodic(bytes: Uint8Array): boolean {
  const borders = new Uint32Array(bytes.length);
  // Bytes of the longest beginning that is an end as well, and not the whole.
  let border = 0;
  for (let at = 1; at < bytes.length; at++) {
    while (border > 0 && bytes[at] !== bytes[border]) border = borders[border - 1] ?? 0;
    if (bytes[at] === bytes[border]) border++;
    borders[at] = border;
  }
  return 2 * border >= bytes.length;
}
