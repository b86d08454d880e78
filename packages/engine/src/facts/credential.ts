// Facts about credentials that stand in plain text where no Secret is: their place, their class and their length, never the value.
import type { ObjectFact } from './object.ts';

/** What a value is good for; personal data is no credential. */
export type CredentialClass = 'password' | 'token' | 'private-key' | 'connection-string';

/** One credential in a text. */
export interface CredentialText {
  /** What a reader would call it: the environment variable, the key of a ConfigMap, the annotation, else its place. */
  readonly key: string;
  /** Id of the detector; `credential-by-name` where only the name says so. */
  readonly detector: string;
  readonly class: CredentialClass;
  /** In characters. */
  readonly length: number;
  /** RFC 6901, from what holds it: a pod spec or an object. */
  readonly pointer: string;
}

/** One credential in an object outside of its pod spec, whose own stand there. */
export interface CredentialFact extends CredentialText {
  readonly kind: 'credential';
  readonly holder: ObjectFact;
  /** Plural resource of the holder. */
  readonly resource: string;
}
