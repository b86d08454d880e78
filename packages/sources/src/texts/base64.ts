// Decodes base64 as the API server does, and says whether text comes out, by way of gzip too.
import { gunzipSync } from 'node:zlib';
import { MAX_UNPACKED_TEXT_BYTES } from './limits.ts';

/** `text` is absent for what is no text; `bytes` counts what came out of base64. */
export interface Decoded {
  readonly text?: string;
  readonly bytes: number;
}

/** RFC 4648 section 4 with padding; line breaks are ignored, as Go's decoder ignores them. */
const STANDARD = /^[A-Za-z0-9+/]*={0,2}$/;
const REPLACEMENT = '\uFFFD';

/** Undefined for what is no base64: the value then stands there as it is. */
export function decodeBase64(encoded: string): Decoded | undefined {
  const compact = encoded.replace(/[\r\n]/g, '');
  if (compact.length % 4 !== 0 || !STANDARD.test(compact)) return undefined;
  const bytes = Buffer.from(compact, 'base64');
  const text = (startsAsGzip(bytes) ? unzipped(bytes) : bytes)?.toString();
  const isText = text !== undefined && !text.includes('\0') && !text.includes(REPLACEMENT);
  return { bytes: bytes.length, ...(isText && { text }) };
}

const GZIP = [0x1f, 0x8b];

export function startsAsGzip(bytes: Uint8Array): boolean {
  return GZIP.every((byte, at) => bytes[at] === byte);
}

/** Undefined where it is no gzip after all, is cut off, or unpacks to more than the limit. */
export function unzipped(bytes: Uint8Array): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_TEXT_BYTES });
  } catch {
    return undefined;
  }
}
