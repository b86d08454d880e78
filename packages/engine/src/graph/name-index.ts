// What is known of objects by their namespace and name: a number, or a list of values.

/** By both parts in turn: one key of both would be a new text for every question, and hashing it costs more than finding it. */
export class NameIndex {
  readonly #byNamespace = new Map<string, Map<string, number>>();

  get(namespace: string, name: string): number | undefined {
    return this.#byNamespace.get(namespace)?.get(name);
  }

  set(namespace: string, name: string, number: number): void {
    const names = this.#byNamespace.get(namespace);
    if (names === undefined) this.#byNamespace.set(namespace, new Map([[name, number]]));
    else names.set(name, number);
  }
}

/** Values by namespace and name, in the order in which they were added; one that follows itself is kept once. */
export class NamedLists<T> {
  readonly #index = new NameIndex();
  readonly #lists: T[][] = [];

  get(namespace: string, name: string): readonly T[] {
    const at = this.#index.get(namespace, name);
    return at === undefined ? [] : (this.#lists[at] as readonly T[]);
  }

  add(namespace: string, name: string, value: T): void {
    const at = this.#index.get(namespace, name);
    if (at === undefined) {
      this.#index.set(namespace, name, this.#lists.push([value]) - 1);
      return;
    }
    const list = this.#lists[at] as T[];
    if (list.at(-1) !== value) list.push(value);
  }
}
