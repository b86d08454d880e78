// Says that an input is UTF-16: between its letters stand zeros, so that no rule knows a name or a value in it.
import type { Redacting } from './tally.ts';

/** A byte-order mark and one letter of ASCII, or two letters. */
const HEAD_BYTES = 4;
const MESSAGE =
  'the input is UTF-16, and nothing is masked in it: passed on as it is\n' +
  'Convert it first: iconv -f UTF-16 -t UTF-8 FILE | watertight redact\n';

/** The same redactor; `say` is called once, as soon as the input's first bytes tell. */
export function sayingSixteenBit(
  redactor: Redacting,
  say: (message: string) => void = (message) => process.stderr.write(message),
): Redacting {
  let head: Uint8Array | undefined = new Uint8Array();
  return {
    space: redactor.space,
    push: (bytes) => {
      if (head !== undefined) {
        head = Buffer.concat([head, bytes.subarray(0, HEAD_BYTES - head.length)]);
        if (isSixteenBit(head)) say(MESSAGE);
        if (head.length === HEAD_BYTES) head = undefined;
      }
      return redactor.push(bytes);
    },
    flush: () => redactor.flush(),
    idle: () => redactor.idle(),
  };
}

/** https://www.unicode.org/faq/utf_bom.html#bom1: text of other alphabets is told by its mark alone, which bytes that are no text have, too. */
function isSixteenBit(head: Uint8Array): boolean {
  const [first, second, third, fourth] = head;
  if (first === undefined || second === undefined || third === undefined || fourth === undefined) return false;
  const isLittle = (first === 0xff && second === 0xfe) || (isLetter(first) && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && isLetter(second));
  return (isLittle && isLetter(third) && fourth === 0) || (isBig && third === 0 && isLetter(fourth));
}

/** What is seen of ASCII, and the ends of lines. */
function isLetter(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}
