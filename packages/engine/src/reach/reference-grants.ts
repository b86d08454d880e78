// Whether a route may name a Service of another namespace: https://gateway-api.sigs.k8s.io/api-types/referencegrant/
import type { EntryBackend, EntryFact } from '../facts/entry.ts';
import type { CustomFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';

const GATEWAY_GROUP = 'gateway.networking.k8s.io';

/** Entries of a list by their place, each with the fields that ask is about. */
function itemsOf({ fields }: CustomFact, list: 'from' | 'to'): Map<string, Map<string, string>> {
  const items = new Map<string, Map<string, string>>();
  for (const [pointer, value] of fields) {
    const [, root, name, place = '', field = ''] = pointer.split('/');
    if (root !== 'spec' || name !== list) continue;
    const item = items.get(place) ?? new Map<string, string>();
    items.set(place, item.set(field, value));
  }
  return items;
}

/** Services of the own namespace need none. */
export function isReferenceGranted(entry: EntryFact, { namespace, service }: EntryBackend, facts: Facts): boolean {
  if (namespace === entry.namespace) return true;
  return facts.customs.some((grant) => {
    if (grant.objectKind !== 'ReferenceGrant' || grant.group !== GATEWAY_GROUP || grant.namespace !== namespace)
      return false;
    const isFrom = [...itemsOf(grant, 'from').values()].some(
      (item) =>
        item.get('group') === GATEWAY_GROUP &&
        item.get('kind') === entry.objectKind &&
        item.get('namespace') === entry.namespace,
    );
    const isTo = [...itemsOf(grant, 'to').values()].some(
      (item) =>
        (item.get('group') ?? '') === '' && item.get('kind') === 'Service' && (item.get('name') ?? service) === service,
    );
    return isFrom && isTo;
  });
}
