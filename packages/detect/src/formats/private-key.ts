// Private keys in textual encoding (RFC 7468): from the header to what the line holds of the key.
import type { Detector, Match, Policy } from './detector.ts';
import { charset, holds } from './charsets.ts';

const BASE64 = charset('base64pad');
const WINDOW = 4000;
/** An Ed25519 key has 64 characters in base64: between header and footer, less is a placeholder. */
const BODY_MIN = 40;
/** After a header in a program's text stands what closes a string: the text asks for keys and holds none. */
const CLOSES = '"\'`)]}>,;';

/** Where the body after the header ends: base64, line ends as such or as escapes, headers like `Proc-Type`, up to the footer. */
function bodyEnd(text: string, start: number, footer: string): number {
  const limit = Math.min(text.length, start + WINDOW);
  const closing = text.slice(start, limit).indexOf(footer);
  if (closing >= 0) return start + closing + footer.length;
  let end = start;
  for (let index = start; index < limit; index++) {
    const char = text.charAt(index);
    if (holds(BASE64, text, index)) end = index + 1;
    else if (!' \\\r\n\t'.includes(char)) break;
  }
  return end;
}

function keyAt(text: string, at: number, kind: string, policy: Policy): Match | undefined {
  const header = `-----BEGIN ${kind}-----`;
  if (!text.startsWith(header, at)) return undefined;
  const bodyStart = at + header.length;
  const next = text.charAt(bodyStart);
  if (policy === 'scan' && next !== '' && CLOSES.includes(next)) return undefined;
  const footer = `-----END ${kind}-----`;
  const end = bodyEnd(text, bodyStart, footer);
  const isWhole = end - footer.length >= bodyStart && text.startsWith(footer, end - footer.length);
  if (policy === 'scan' && isWhole && end - footer.length - bodyStart < BODY_MIN) return undefined;
  return { start: at, end };
}

/** Keys under one of the labels, as `RSA PRIVATE KEY`. */
export function privateKey(labels: readonly string[]): Pick<Detector, 'anchors' | 'match'> {
  return {
    anchors: labels.map((label) => `-----begin ${label.toLowerCase()}-----`),
    match(text, at, policy) {
      for (const label of labels) {
        const match = keyAt(text, at, label, policy);
        if (match !== undefined) return match;
      }
      return undefined;
    },
  };
}
