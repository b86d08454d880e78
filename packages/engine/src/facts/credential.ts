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

/** What stands for a kind where `detect` found it in an image: no request of the API asks for one. */
export const IMAGE_RESOURCE = 'images';
/** Of the holder, which no object of the API is. */
export const IMAGE_KIND = 'image';

/** The image that a credential was found in. */
export interface FoundImage {
  /** `REGISTRY/REPOSITORY:TAG`. */
  readonly references: readonly string[];
  /** Of its manifests. */
  readonly digests: readonly string[];
  /** Of indexes that list it, perhaps among images of other platforms. */
  readonly indexes: readonly string[];
  /** Digests of its configuration. Absent where none is known. */
  readonly ids?: readonly string[];
  /**
   * What a container of it is shown: a file, its environment, what it runs unless the pod says (`args` of that); or `nothing`, where only
   * layers, history or labels hold it.
   */
  readonly shows: 'file' | 'env' | 'command' | 'args' | 'nothing';
}

/**
 * One credential in an object outside of its pod spec, whose own stand there. Of a log, the holder is the pod as the findings name it:
 * its document is theirs. Of an image, the holder is the image by its first name, and the key the place in it.
 */
export interface CredentialFact extends CredentialText {
  readonly kind: 'credential';
  readonly holder: ObjectFact;
  /** Plural resource of the holder; `LOG_RESOURCE` for a log, `IMAGE_RESOURCE` for an image. */
  readonly resource: string;
  readonly image?: FoundImage;
}

/** False for logs and images, which are no objects of the API. */
export function isInObject({ resource }: CredentialFact): boolean {
  return resource !== LOG_RESOURCE && resource !== IMAGE_RESOURCE;
}
