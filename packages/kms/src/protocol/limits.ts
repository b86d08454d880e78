// The limits that the API server sets on what a KMS v2 plugin answers, and those that we set on what we are asked.

/** A key_id longer than this is refused by the API server (kmsv2/envelope.go, `KeyIDMaxSize`). */
export const keyIdBytesMax = 1024;
/** A ciphertext longer than this is refused (`encryptedDEKSourceMaxSize`). */
export const ciphertextBytesMax = 1024;
/** Keys and values of all annotations together (`annotationsMaxSize`). */
export const annotationsBytesMax = 32 * 1024;
/** A request: the largest that passes all limits above, with room for its frame and uid. */
export const requestBytesMax = 64 * 1024;
/** The API server sends UUIDs; what is longer would only fill the audit log. */
export const uidLengthMax = 128;

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const nameLengthMax = 253;

/** A fully qualified name of two labels or more, as the API server asks of annotation keys (`IsFullyQualifiedDomainName`). */
export function isAnnotationKey(key: string): boolean {
  const name = key.endsWith('.') ? key.slice(0, -1) : key;
  const labels = name.split('.');
  return name.length <= nameLengthMax && labels.length > 1 && labels.every((label) => LABEL.test(label));
}

/** Bytes that the API server counts for annotations. */
export function annotationsBytes(annotations: ReadonlyMap<string, Uint8Array>): number {
  return [...annotations].reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + value.length, 0);
}
