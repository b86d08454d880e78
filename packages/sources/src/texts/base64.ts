// Decodes base64 as the API server does, and says whether text comes out.

/** `text` is absent for what is no text; `bytes` counts what came out. */
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
  const text = bytes.toString();
  const isText = !text.includes('\0') && !text.includes(REPLACEMENT);
  return { bytes: bytes.length, ...(isText && { text }) };
}
