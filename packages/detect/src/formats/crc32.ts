// The checksums that tokens end with: CRC-32 in six characters, of base 62 (GitHub, npm) or base64 (Confluent), or in hexadecimal (Packagist).

const POLYNOMIAL = 0xedb88320;
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  return value >>> 0;
});
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECK_LENGTH = 6;

/** CRC-32 (ISO 3309) of a text of bytes. */
export function crc32(text: string): number {
  let value = 0xffffffff;
  for (let index = 0; index < text.length; index++)
    value = (value >>> 8) ^ (TABLE[(value ^ text.charCodeAt(index)) & 0xff] ?? 0);
  return (value ^ 0xffffffff) >>> 0;
}

/** The checksum of a token's body. https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ */
export function crc32InBase62(body: string): string {
  let text = '';
  for (let rest = crc32(body); rest > 0; rest = Math.floor(rest / BASE62.length)) text = BASE62[rest % 62] + text;
  return text.padStart(CHECK_LENGTH, '0');
}

/** True where the last six characters are the checksum of those between the prefix (`ghp_`, `npm_`) and them. */
export function endsInCrc32(token: string): boolean {
  const body = token.slice(token.indexOf('_') + 1, -CHECK_LENGTH);
  return crc32InBase62(body) === token.slice(-CHECK_LENGTH);
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** CRC-32 of a body as base64 of four bytes, the lowest first. https://docs.confluent.io/cloud/current/client-apps/api-keys.html */
export function crc32InBase64(body: string): string {
  const value = crc32(body);
  const bytes = [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24, 0];
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  let text = '';
  for (let index = 0; index < CHECK_LENGTH; index++)
    text += BASE64[Number.parseInt(bits.slice(index * 6, index * 6 + 6), 2)];
  return text;
}

/** True where the last six characters are the checksum of those between the prefix of four (`cflt`) and them. */
export function endsInCrc32OfBase64(secret: string): boolean {
  return crc32InBase64(secret.slice(4, -CHECK_LENGTH)) === secret.slice(-CHECK_LENGTH);
}

const HEX_LENGTH = 8;

/** CRC-32 in eight hexadecimal digits, of the prefix as well. https://packagist.com/docs/composer-authentication#how-to-calculate-the-checksum */
export function crc32InHex(text: string): string {
  return crc32(text).toString(16).padStart(HEX_LENGTH, '0');
}

/** True where the last eight characters are the checksum of all before them. */
export function endsInCrc32InHex(token: string): boolean {
  return crc32InHex(token.slice(0, -HEX_LENGTH)) === token.slice(-HEX_LENGTH);
}
