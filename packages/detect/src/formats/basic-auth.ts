// Credentials of basic authentication: `user:password` in base64 (RFC 7617).
import { decodeBase64 } from './base64.ts';
import { isPlaceholder } from './placeholder.ts';

/** True for base64 of printable text with a user, a colon and a password that is no placeholder. */
export function isBasicAuth(text: string): boolean {
  const plain = decodeBase64(text);
  const colon = plain?.indexOf(':') ?? -1;
  if (plain === undefined || colon < 1) return false;
  for (let index = 0; index < plain.length; index++) if (plain.charCodeAt(index) < 0x20) return false;
  return !isPlaceholder(plain.slice(colon + 1));
}
