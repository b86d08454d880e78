// What objects hold, by what a request for an object names: its kind, namespace and name.
import type { ObjectFact } from '../facts/object.ts';

/** Holders by what a request for them names. */
export class HolderIndex<Asset> {
  readonly #byKind = new Map<string, Map<string, Map<string, Set<Asset>>>>();

  add(asset: Asset, of: string, { namespace, name }: ObjectFact): void {
    const namespaces = emptied(this.#byKind, of);
    const names = emptied(namespaces, namespace);
    const assets = names.get(name);
    if (assets === undefined) names.set(name, new Set([asset]));
    else assets.add(asset);
  }

  has(of: string): boolean {
    return this.#byKind.has(of);
  }

  /** Of one namespace unless `scope` is empty, of these names unless `names` is absent; each once. */
  in(of: string, scope: string, names?: ReadonlySet<string>): Iterable<Asset> {
    const namespaces = this.#byKind.get(of);
    if (namespaces === undefined) return [];
    const found = new Set<Asset>();
    const places = scope === '' ? [...namespaces.values()] : [namespaces.get(scope) ?? new Map()];
    for (const place of places as Map<string, Set<Asset>>[])
      for (const name of names ?? place.keys()) for (const asset of place.get(name) ?? []) found.add(asset);
    return found;
  }
}

function emptied<V>(map: Map<string, Map<string, V>>, key: string): Map<string, V> {
  let inner = map.get(key);
  if (inner === undefined) map.set(key, (inner = new Map()));
  return inner;
}
