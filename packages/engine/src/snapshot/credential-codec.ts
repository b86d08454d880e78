// How a credential in plain text is written in a snapshot: its place, class and length.
import type { CredentialText } from '../facts/credential.ts';
import { integer, oneOf, text } from './codec.ts';
import type { Fields } from './codec.ts';

export const credentialFields: Fields<CredentialText> = {
  key: text,
  detector: text,
  class: oneOf('password', 'token', 'private-key', 'connection-string'),
  length: integer,
  pointer: text,
};
