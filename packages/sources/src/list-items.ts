// Unpacks what `kubectl get` and the API answer with: a `List`, or a `PodList` whose items name no kind.

/** One object and its place in its document, as an RFC 6901 pointer. */
export interface Unpacked {
  readonly object: unknown;
  readonly base: string;
}

/** A list as far as items take over from it. */
export interface ListType {
  readonly kind?: unknown;
  readonly apiVersion?: unknown;
}

const LIST = 'List';

/** The objects of a document: itself, or the items of a list, lists inside lists included. */
export function* unpack(value: unknown, base = ''): Generator<Unpacked> {
  if (!isList(value)) {
    yield { object: value, base };
    return;
  }
  for (const [index, item] of value.items.entries()) yield* unpack(withType(item, value), `${base}/items/${index}`);
}

/** True for an object of a kind that ends in `List` with an array of items, which the API conventions reserve for lists. */
export function isList(
  value: unknown,
): value is { readonly kind: string; readonly items: readonly unknown[]; readonly apiVersion?: unknown } {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, items } = value as { kind?: unknown; items?: unknown };
  return typeof kind === 'string' && kind.endsWith(LIST) && Array.isArray(items);
}

/** True for an item that only its list can name: a `PodList` from the API holds pods without `kind`. */
export function lacksKind(item: unknown): boolean {
  return (
    typeof item === 'object' &&
    item !== null &&
    !Array.isArray(item) &&
    (item as ListType).kind === undefined &&
    'metadata' in item
  );
}

/** An item with the kind and version that its list gives; as it is when it has its own, or the list is of mixed kinds. */
export function withType(item: unknown, { kind, apiVersion }: ListType): unknown {
  if (!lacksKind(item) || typeof kind !== 'string' || !kind.endsWith(LIST) || kind === LIST) return item;
  return {
    ...(item as object),
    kind: kind.slice(0, -LIST.length),
    apiVersion: (item as ListType).apiVersion ?? apiVersion,
  };
}
