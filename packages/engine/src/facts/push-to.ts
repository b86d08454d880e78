// Lists by a key, which grow one value at a time.

/** Adds the value to the list of its key, in place: a copy for each value would cost the square of their number. */
export function pushTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
