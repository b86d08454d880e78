// Which document holds for an object, when several describe one.
import type { ObjectFact } from '../facts/object.ts';
import type { DocumentId } from '../facts/origin.ts';

/** As with `kubectl apply`, the later of two objects with one key holds. */
export class ObjectIndex {
  /** Documents that a later one replaced. */
  readonly superseded = new Set<DocumentId>();
  /** Kind and namespace → name → document. */
  readonly #documents = new Map<string, Map<string, DocumentId>>();

  /** Enters an object; gives the document that it replaces, if any. */
  enter({ group, objectKind, namespace, name, document }: ObjectFact): DocumentId | undefined {
    const place = `${group}/${objectKind}/${namespace}`;
    let names = this.#documents.get(place);
    if (names === undefined) {
      names = new Map();
      this.#documents.set(place, names);
    }
    const earlier = names.get(name);
    names.set(name, document);
    if (earlier === undefined || earlier === document) return undefined;
    this.superseded.add(earlier);
    return earlier;
  }
}
