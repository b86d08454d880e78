// Which kinds of characters a piece of a text holds, told in one look at it: by that most questions about a value are answered.

export const DIGIT_KIND = 1;
export const LETTER_KIND = 2;
/** Bytes of other alphabets. */
export const HIGH_KIND = 4;
export const SPACE_KIND = 8;
/** What a mask holds, ours or another program's. */
export const STAR_KIND = 16;
/** What one of ours begins with that has a name: `[`. */
export const BRACKET_KIND = 128;
/** `(`. */
export const CALL_KIND = 32;
export const OTHER_KIND = 64;

const FORMS: readonly (readonly [kind: number, form: RegExp])[] = [
  [DIGIT_KIND, /[0-9]/],
  [LETTER_KIND, /[A-Za-z]/],
  [HIGH_KIND, /[\u0080-\u00FF]/],
  [SPACE_KIND, /[ \t\r\n\v\f]/],
  [STAR_KIND, /\*/],
  [BRACKET_KIND, /\[/],
  [CALL_KIND, /\(/],
];

const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const [kind] = FORMS.find(([, form]) => form.test(String.fromCharCode(byte))) ?? [OTHER_KIND];
  return kind;
});

/** Of `[start, end)`, each kind a bit. */
export function kindsIn(text: string, start: number, end: number): number {
  let kinds = 0;
  for (let at = start; at < end; at++) kinds |= KINDS[text.charCodeAt(at)] ?? OTHER_KIND;
  return kinds;
}
