// The Kubernetes versions whose API servers are told apart, and what each does with a file's fields.

/** Minor versions of Kubernetes 1, the oldest and the newest that are told apart. */
export const OLDEST_MINOR = 29;
export const NEWEST_MINOR = 37;

/** The minor of `1.30`, `v1.30.4` or `1.30.4+k3s1`; undefined for anything else, and for what lies outside the range. */
export function minorOf(version: string): number | undefined {
  const [, digits = ''] = /^v?1\.([1-9]\d{0,2})(?:[.+-].*)?$/.exec(version) ?? [];
  const minor = Number(digits);
  return digits !== '' && minor >= OLDEST_MINOR && minor <= NEWEST_MINOR ? minor : undefined;
}

/**
 * Whether unknown and repeated fields are refused: since 1.31, where `encryptionconfig/config.go` of k8s.io/apiserver makes its
 * codecs with `serializer.EnableStrict`. Before, unknown fields were ignored and of repeated ones the last counted.
 */
export function isStrict(minor: number): boolean {
  return minor >= 31;
}
