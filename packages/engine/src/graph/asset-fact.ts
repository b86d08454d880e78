// What the input says of an asset that is no Secret: the object that it is called after, and its keys with their lengths.
import type { CredentialText } from '../facts/credential.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { KeyFact } from '../facts/secret.ts';
import type { World } from './world.ts';

export interface AssetFact {
  readonly object: ObjectFact;
  /** RFC 6901; where it stands in the object. */
  readonly pointer: string;
  /** Those that hold credentials; the length is that of the credential. */
  readonly keys: readonly KeyFact[];
  /** All keys of a ConfigMap, and the one of any other. */
  readonly names: readonly string[];
}

const CONFIG_MAP = /^configmap:([^/]+)\/([^#]+)$/;

/** Undefined for Secrets, and for what the input only refers to. */
export function assetFactOf(world: World, id: string): AssetFact | undefined {
  const credential = world.credentials.asset(id);
  if (credential !== undefined) {
    const [holder] = credential.holders;
    return holder && { ...holder, keys: keysOf(credential.found), names: [credential.key] };
  }
  const [, namespace = '', name = ''] = CONFIG_MAP.exec(id) ?? [];
  const index = name === '' ? undefined : world.configMaps.find(namespace, name);
  const object = index === undefined ? undefined : world.configMaps.items[index]?.fact;
  if (object === undefined) return undefined;
  const found = world.credentials.ofConfigMaps.get(`${namespace}/${name}`) ?? [];
  const names = object.keys.map(({ name: key }) => key);
  return { object, pointer: found[0]?.pointer ?? '', keys: keysOf(found), names };
}

function keysOf(found: readonly CredentialText[]): KeyFact[] {
  const lengths = new Map<string, number>();
  for (const { key, length } of found) lengths.set(key, Math.max(lengths.get(key) ?? 0, length));
  return Array.from(lengths, ([name, length]) => ({ name, length }));
}
