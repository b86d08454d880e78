// What a value is good for, by the name of its key.
import type { CredentialClass } from '../facts/credential.ts';

/** What findings call a value that no format but its name speaks for. */
export const CREDENTIAL_BY_NAME_ID = 'credential-by-name';

/** The first that fits the key's name counts. */
const CLASSES: readonly (readonly [RegExp, CredentialClass])[] = [
  [/private|id_(?:rsa|dsa|ecdsa|ed25519)$|\.key$|(?:^|[-_.])key\.pem$|client-key/i, 'private-key'],
  [/passw|passphrase|pwd/i, 'password'],
  [/token|jwt|api[-_.]?key|access[-_.]?key|bearer|webhook/i, 'token'],
  [/(?:^|[-_.])(?:url|uri|dsn)$|connection|(?:database|redis|amqp|mongo)[-_.]?ur[il]/i, 'connection-string'],
];

/** The class of a value by the name of its key; a password where the name says nothing. */
export function classByName(key: string): CredentialClass {
  return CLASSES.find(([form]) => form.test(key))?.[1] ?? 'password';
}
