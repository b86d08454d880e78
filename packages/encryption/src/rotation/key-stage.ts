// Where the goal's key stands in the provider list of a file, and whether several files mean the same keys.
import type { StorageProvider } from '../stored/storage-provider.ts';
import type { FileStage, RotationGoal } from './evidence.ts';

/** Names in the order in which they are tried, `identity` among them. */
function namesOf(providers: readonly StorageProvider[]): string[] {
  return providers.flatMap((provider) => {
    if ('keys' in provider) return provider.keys.map(({ name }) => `${provider.kind}:${name}`);
    return 'name' in provider ? [`${provider.kind}:${provider.name}`] : [provider.kind];
  });
}

export function keyStage(
  providers: readonly StorageProvider[],
  { provider, keyName }: Pick<RotationGoal, 'provider' | 'keyName'>,
): FileStage {
  const names = namesOf(providers);
  const at = names.indexOf(`${provider}:${keyName}`);
  if (at < 0) return 'absent';
  if (at > 0) return 'second';
  return names.length === 1 ? 'only' : 'first';
}

/** Two keys of one provider and name open each other's values only if their bytes are the same; a name may stand once in a list. */
export function keysAgree(files: readonly (readonly StorageProvider[])[]): boolean {
  const known = new Map<string, Uint8Array>();
  for (const provider of files.flat()) {
    if (!('keys' in provider)) continue;
    for (const { name, secret } of provider.keys) {
      const id = `${provider.kind}:${name}`;
      const isSame = secret.use((bytes) => {
        const first = known.get(id) ?? bytes;
        known.set(id, first);
        return first.length === bytes.length && first.every((byte, at) => byte === bytes[at]);
      });
      if (!isSame) return false;
    }
  }
  return true;
}
