// Decodes base64 and base64url to bytes as latin1, without a word about what is wrong.

const VALUES = new Int8Array(256).fill(-1);
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
for (let index = 0; index < ALPHABET.length; index++) VALUES[ALPHABET.charCodeAt(index)] = index;
VALUES['-'.charCodeAt(0)] = 62;
VALUES['_'.charCodeAt(0)] = 63;

/** The bytes of `text`, at most `bytesMax`; undefined where a character is in neither alphabet. Padding ends the text. */
export function decodeBase64(text: string, bytesMax = 4096): string | undefined {
  let bytes = '';
  let bits = 0;
  let held = 0;
  for (let index = 0; index < text.length && bytes.length < bytesMax; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x3d) break;
    const value = VALUES[code & 0xff] ?? -1;
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += String.fromCharCode((held >> bits) & 0xff);
  }
  return bytes;
}
