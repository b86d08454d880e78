// Secrets that stand a second time: as a manifest inside another object, or rendered into a Helm release.
import { pushTo } from '../facts/push-to.ts';
import type { SecretCopyFact, SecretFact } from '../facts/secret.ts';
import { isPathSegment } from './identity.ts';
import { isObject, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { guessedPlural } from './custom-kinds.ts';
import type { Reading } from './reading.ts';

/** True for a whole Secret manifest inside another object. */
export function isSecretManifest(value: JsonObject): boolean {
  return value.kind === 'Secret' && value.apiVersion === 'v1' && isPathSegment(textOf(objectOf(value.metadata).name));
}

/** Adds the copy that stands at `pointer`; of its content nothing is looked at but name and namespace. */
export function addSecretCopy(reading: Reading, manifest: JsonObject, pointer: string): void {
  const metadata = objectOf(manifest.metadata);
  reading.facts.secretCopies.push({
    kind: 'secretCopy',
    holder: reading.base,
    resource: reading.strings.keep(guessedPlural(reading.identity.kind)),
    secretNamespace: reading.strings.keep(textOf(metadata.namespace) || reading.defaultNamespace),
    secretName: reading.strings.text(metadata.name),
    pointer: reading.strings.keep(pointer),
  });
}

const RELEASE_TYPE = 'helm.sh/release.v1';
const RELEASE_PREFIX = 'sh.helm.release.v1.';
const MANAGED_BY = 'app.kubernetes.io/managed-by';
const RELEASE_NAME = 'meta.helm.sh/release-name';
const RELEASE_NAMESPACE = 'meta.helm.sh/release-namespace';

/** The release that a storage Secret `sh.helm.release.v1.NAME.vN` is a revision of; empty for any other Secret. */
function releaseOf(secret: SecretFact): string {
  if (secret.type !== RELEASE_TYPE || !secret.name.startsWith(RELEASE_PREFIX)) return '';
  const end = secret.name.lastIndexOf('.v');
  return end <= RELEASE_PREFIX.length ? '' : secret.name.slice(RELEASE_PREFIX.length, end);
}

function revisionsByRelease(secrets: readonly SecretFact[]): ReadonlyMap<string, readonly SecretFact[]> {
  const revisions = new Map<string, SecretFact[]>();
  for (const secret of secrets) {
    const release = releaseOf(secret);
    if (release === '') continue;
    const key = `${secret.namespace}/${release}`;
    pushTo(revisions, key, secret);
  }
  return revisions;
}

/**
 * Helm keeps each rendered manifest, gzipped, in a Secret per revision: a Secret that a release made is readable there, too.
 * Helm marks what it made with a label and two annotations (helm pkg/action/validate.go).
 */
export function helmCopies(secrets: readonly SecretFact[]): readonly SecretCopyFact[] {
  const revisions = revisionsByRelease(secrets);
  if (revisions.size === 0) return [];
  const copies: SecretCopyFact[] = [];
  for (const secret of secrets) {
    const release = secret.annotations.get(RELEASE_NAME);
    if (release === undefined || secret.labels.get(MANAGED_BY) !== 'Helm') continue;
    const namespace = secret.annotations.get(RELEASE_NAMESPACE) ?? secret.namespace;
    for (const holder of revisions.get(`${namespace}/${release}`) ?? []) {
      copies.push({
        kind: 'secretCopy',
        holder,
        resource: 'secrets',
        secretNamespace: secret.namespace,
        secretName: secret.name,
        pointer: '/data/release',
      });
    }
  }
  return copies;
}

export function isManifest(value: unknown): value is JsonObject {
  return (
    isObject(value) &&
    typeof value.kind === 'string' &&
    typeof value.apiVersion === 'string' &&
    isObject(value.metadata)
  );
}
