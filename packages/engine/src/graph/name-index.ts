// Numbers of objects by namespace and name.

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
