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

/** What a holder of a log is asked for by: the log of a pod, found by `detect --logs`. */
export const LOG_RESOURCE = 'pods/log';

/**
 * One credential in an object outside of its pod spec, whose own stand there. Of a log, the holder is the pod as the findings name it:
 * its document is theirs.
 */
export interface CredentialFact extends CredentialText {
  readonly kind: 'credential';
  readonly holder: ObjectFact;
  /** Plural resource of the holder; `LOG_RESOURCE` for a log. */
  readonly resource: string;
}
