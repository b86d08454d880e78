// What an entry of a configuration does, and which entries do it to a resource.
import { covering, providersByName } from '../config/covering.ts';
import type { Configuration, Provider, ProviderKind } from '../config/model.ts';

/** In the order in which they are tried; the first one writes. Undefined where no rule covers the resource. */
export function effectOn(resource: string, configuration: Configuration): readonly Provider[] | undefined {
  return covering(providersByName(configuration), resource);
}

/** The one kind of an entry; undefined where it names none or several, which is refused. */
export function kindOf({ kinds }: Provider): ProviderKind | undefined {
  return kinds.length === 1 ? kinds[0] : undefined;
}
