// JSON web tokens: three parts in base64url, of which the first says how the last is made.
import type { Detector, Match } from './detector.ts';
import { decodeBase64 } from './base64.ts';
import { startsWord } from './boundary.ts';
import { charset, holds } from './charsets.ts';

const BASE64URL = charset('base64url');
const DOT = 0x2e;
/** How far a detector may look; a longer token is found up to there. */
const WINDOW = 4000;

/** A token's two readable parts as JSON text, and where it ends. */
export interface Jwt extends Match {
  readonly header: string;
  /** As far as the window shows it. */
  readonly payload: string;
}

function partEnd(text: string, start: number, limit: number): number {
  let end = start;
  while (end < limit && holds(BASE64URL, text, end)) end++;
  return end;
}

/** The signed token that starts at `at`; undefined where header or payload is no JSON object, or the header names no algorithm. */
export function jwtAt(text: string, at: number): Jwt | undefined {
  if (!text.startsWith('eyJ', at) || !startsWord(text, at)) return undefined;
  const limit = Math.min(text.length, at + WINDOW);
  const headerEnd = partEnd(text, at, limit);
  if (text.charCodeAt(headerEnd) !== DOT) return undefined;
  const payloadEnd = partEnd(text, headerEnd + 1, limit);
  const isCut = payloadEnd === at + WINDOW;
  if (!isCut && text.charCodeAt(payloadEnd) !== DOT) return undefined;
  const end = isCut ? payloadEnd : partEnd(text, payloadEnd + 1, limit);
  if (!isCut && end < at + WINDOW && end - payloadEnd - 1 < SIGNATURE_MIN) return undefined;
  const header = decodeBase64(text.slice(at, headerEnd));
  const payload = decodeBase64(text.slice(headerEnd + 1, payloadEnd));
  if (header?.includes('"alg"') !== true || !header.trimEnd().endsWith('}')) return undefined;
  return payload?.startsWith('{') === true ? { start: at, end, header, payload } : undefined;
}

/** Whom the tokens of documentation are made out to. */
const EXAMPLE_NAME = 'John Doe';
/** An HMAC of 256 bits has 43 characters; some issuers cut it to 128 bits. */
const SIGNATURE_MIN = 21;

/** Tokens whose payload holds one of `claims`, as JSON text without spaces. No claims: every token. */
export function jwt({ claims }: { readonly claims?: readonly string[] }): Pick<Detector, 'anchors' | 'match'> {
  return {
    anchors: ['eyj'],
    match(text, at, policy) {
      const token = jwtAt(text, at);
      if (token === undefined) return undefined;
      if (policy === 'scan' && token.payload.includes(EXAMPLE_NAME)) return undefined;
      const payload = token.payload.replaceAll(/": "/g, '":"');
      if (claims !== undefined && !claims.some((claim) => payload.includes(claim))) return undefined;
      return { start: token.start, end: token.end };
    },
  };
}
