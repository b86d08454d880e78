// How checks speak of a credential in plain text: by its key, its class and its length, never by its value.
import type { CredentialText } from '../facts/credential.ts';
import type { Severity } from '../results/contract.ts';

/** Id of the detector that has only the name to go by. */
const BY_NAME = 'credential-by-name';

const CLASSES: Readonly<Record<CredentialText['class'], string>> = {
  password: 'a password',
  token: 'a token',
  'private-key': 'a private key',
  'connection-string': 'an address with a password',
};

/** A clause: `a password of 12 characters stands in DB_PASSWORD (credential-by-name)`. */
export function credentialWords({ key, class: kind, length, detector }: CredentialText): string {
  return `${CLASSES[kind]} of ${length} characters stands in ${key} (${detector})`;
}

/** A private key opens as long as its certificate runs; what a format speaks for is surer than what only a name does. */
export function severityOfCredential({ class: kind, detector }: CredentialText): Severity {
  return kind === 'private-key' && detector !== BY_NAME ? 'critical' : 'high';
}

/** The clause as the beginning of a message. */
export function credentialSentence(found: CredentialText): string {
  const words = credentialWords(found);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
