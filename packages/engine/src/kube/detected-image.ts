// The images that a finding of `detect` stands in, as holders of a credential.
import { IMAGE_KIND, IMAGE_RESOURCE } from '../facts/credential.ts';
import type { CredentialFact, FoundImage } from '../facts/credential.ts';
import { isImageDigest, readImageReference, taggedName } from '../facts/image-reference.ts';
import { listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';

/** What holds the credential, and where in it. */
export type DetectedHolder = Pick<CredentialFact, 'resource' | 'key' | 'image'> & {
  readonly holder: { readonly objectKind: string; readonly namespace: string; readonly name: string };
};

const PLACE_CHARS_MAX = 4096;
/** Names of one image that are followed. */
const NAMES_MAX = 64;

/** Those that have a name or a digest: by another no pod asks for them. */
export function imagesOf({ images }: JsonObject): DetectedHolder[] {
  return listOf(images).flatMap((entry) => {
    const { references, digests, indexes, ids, place, hidden } = objectOf(entry);
    const names = textsIn(references).flatMap((text) => tagged(text) ?? []);
    const own = textsIn(digests).filter(isImageDigest);
    const lists = textsIn(indexes).filter(isImageDigest);
    const configs = textsIn(ids).filter(isImageDigest);
    const name = names[0] ?? own[0];
    const key = textOf(place);
    if (name === undefined || key === '' || key.length > PLACE_CHARS_MAX) return [];
    const image = {
      references: names,
      digests: own,
      indexes: lists,
      ...(configs.length > 0 && { ids: configs }),
      shows: hidden === true ? 'nothing' : shownBy(key),
    };
    return [{ holder: { objectKind: IMAGE_KIND, namespace: '', name }, resource: IMAGE_RESOURCE, key, image }];
  });
}

function shownBy(place: string): FoundImage['shows'] {
  if (place.startsWith('/')) return 'file';
  if (place.startsWith('config/Env')) return 'env';
  if (place.startsWith('config/Entrypoint')) return 'command';
  return place.startsWith('config/Cmd') ? 'args' : 'nothing';
}

function tagged(text: string): string | undefined {
  const reference = readImageReference(text);
  return reference && taggedName(reference);
}

function textsIn(value: unknown): string[] {
  return listOf(value)
    .slice(0, NAMES_MAX)
    .filter((text) => typeof text === 'string');
}
