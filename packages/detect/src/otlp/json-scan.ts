// Looks over a JSON text before it is parsed: how many values it has, and whether a double would lose one of its numbers.

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const BRACE = 0x7b;
const BRACKET = 0x5b;
const ZERO = 0x30;
const NINE = 0x39;
const MINUS = 0x2d;
const POINT = 0x2e;
const UPPER_E = 0x45;
const LOWER_E = 0x65;
/** Whole numbers of so many characters are kept by a double. */
const KEPT_CHARS_MAX = 15;

export interface JsonLook {
  /** Values and names at most; less where the text is no JSON. */
  readonly values: number;
  /** Whether some number may not come out as it was written: long, with a fraction or an exponent, or below zero. */
  readonly hasFineNumbers: boolean;
}

/** Linear; what is within strings does not count. */
export function lookOver(bytes: Uint8Array): JsonLook {
  let values = 1;
  let hasFineNumbers = false;
  let digits = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) at = stringEnd(bytes, at);
    else if (byte === COMMA || byte === BRACE || byte === BRACKET) values++;
    const isDigit = byte >= ZERO && byte <= NINE;
    if (byte === MINUS || (digits > 0 && (byte === POINT || byte === UPPER_E || byte === LOWER_E)))
      hasFineNumbers = true;
    digits = isDigit ? digits + 1 : 0;
    if (digits > KEPT_CHARS_MAX) hasFineNumbers = true;
  }
  return { values, hasFineNumbers };
}

/** The place of the quote that ends the string. */
function stringEnd(bytes: Uint8Array, start: number): number {
  for (let end = bytes.indexOf(QUOTE, start + 1); end >= 0; end = bytes.indexOf(QUOTE, end + 1)) {
    let before = end;
    while (bytes[before - 1] === BACKSLASH) before--;
    if ((end - before) % 2 === 0) return end;
  }
  return bytes.length;
}
