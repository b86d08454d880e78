// Private keys in textual encoding that are encoded once more, as kubeconfigs hold them.
import { decodeBase64 } from './base64.ts';

const HEAD_BYTES = 64;

/** True for base64 of a text that opens with the header of a private key. */
export function decodesToPem(text: string): boolean {
  const head = decodeBase64(text, HEAD_BYTES);
  return head !== undefined && head.startsWith('-----BEGIN ') && head.includes('PRIVATE KEY-----');
}
