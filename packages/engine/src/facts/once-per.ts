// What is made once for each key: tables over the facts of a cluster, which many questions look into.

/** Makes it when it is first asked for, and drops it with the key. */
export function oncePer<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const known = new WeakMap<Key, { readonly made: Made }>();
  return (key) => {
    let entry = known.get(key);
    if (entry === undefined) known.set(key, (entry = { made: make(key) }));
    return entry.made;
  };
}
