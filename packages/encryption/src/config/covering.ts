// Which providers write and read a resource, as the API server looks for them: by name, by group, then for everything.
// k8s.io/apiserver/pkg/server/options/encryptionconfig/config.go: transformerFromOverrides
import { groupResource, lookups, resourceName } from './group-resource.ts';
import type { Configuration, Provider } from './model.ts';

/** Providers of each name that the file has, in the order in which they are tried: of two rules with it, the earlier one's first. */
export function providersByName({ rules }: Configuration): ReadonlyMap<string, readonly Provider[]> {
  const byName = new Map<string, readonly Provider[]>();
  for (const { resources, providers } of rules) {
    for (const { name } of resources) {
      const key = resourceName(groupResource(name));
      byName.set(key, [...(byName.get(key) ?? []), ...providers]);
    }
  }
  return byName;
}

/** What stands under the name that counts for a resource; undefined where none does: then it is stored as plain text. */
export function covering<T>(byName: ReadonlyMap<string, T>, resource: string): T | undefined {
  for (const each of lookups(groupResource(resource))) {
    const found = byName.get(resourceName(each));
    if (found !== undefined) return found;
  }
  return undefined;
}
