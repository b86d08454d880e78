// Makes names from other people's clusters safe to print: no escape sequence, line break or bidi trick gets through.

/**
 * Control and format characters, line separators and lone surrogates. A Role's name may hold any character but `/` and `%`
 * (Kubernetes' path segment names), and manifests may hold anything at all.
 */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const HEX = 16;
const HEX_DIGITS = 4;

/** The text with every unsafe character written out, as `\u001b` or `\u{e0041}`. Printable text comes back unchanged. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (char) => {
    const hex = (char.codePointAt(0) as number).toString(HEX);
    return hex.length > HEX_DIGITS ? `\\u{${hex}}` : `\\u${hex.padStart(HEX_DIGITS, '0')}`;
  });
}

/** True when `visible` would change nothing. */
export function isVisible(text: string): boolean {
  return text.search(UNSAFE) === -1;
}
