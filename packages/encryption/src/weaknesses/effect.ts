// Which providers write and read a resource, as the API server looks for them: by name, by group, then for everything.
import { groupResource, lookups, resourceName } from '../config/group-resource.ts';
import type { Configuration, Provider, ProviderKind } from '../config/model.ts';

/** The providers of one resource, in the order in which they are tried; the first one writes. */
export interface Effect {
  readonly providers: readonly Provider[];
  /** The name in the file that covers the resource. */
  readonly name: string;
}

/** Undefined where no rule covers the resource: then it is stored as plain text. */
export function effectOn(resource: string, { rules }: Configuration): Effect | undefined {
  const byName = new Map<string, Provider[]>();
  for (const { resources, providers } of rules) {
    for (const { name } of resources) {
      const key = resourceName(groupResource(name));
      byName.set(key, [...(byName.get(key) ?? []), ...providers]);
    }
  }
  for (const each of lookups(groupResource(resource))) {
    const name = resourceName(each);
    const providers = byName.get(name);
    if (providers !== undefined) return { providers, name };
  }
  return undefined;
}

/** The one kind of an entry; undefined where it names none or several, which is refused. */
export function kindOf({ kinds }: Provider): ProviderKind | undefined {
  return kinds.length === 1 ? kinds[0] : undefined;
}
