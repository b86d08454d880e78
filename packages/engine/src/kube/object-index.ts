// Which document holds for an object, when several describe one.
import type { ObjectFact } from '../facts/object.ts';
import type { DocumentId } from '../facts/origin.ts';

/** As with `kubectl apply`, the later of two objects with one key holds. */
export class ObjectIndex {
  /** Documents that a later one replaced. */
  readonly superseded = new Set<DocumentId>();
  /** Kind and namespace → name → document. */
  readonly #documents = new Map<string, Map<string, DocumentId>>();

  /** The place of the last object, which mostly is that of the next. */
  #last:
    | {
        readonly group: string;
        readonly kind: string;
        readonly namespace: string;
        readonly names: Map<string, DocumentId>;
      }
    | undefined;

  /** Enters an object; gives the document that it replaces, if any. */
  enter({ group, objectKind, namespace, name, document }: ObjectFact): DocumentId | undefined {
    const names = this.#namesIn(group, objectKind, namespace);
    const earlier = names.get(name);
    names.set(name, document);
    if (earlier === undefined || earlier === document) return undefined;
    this.superseded.add(earlier);
    return earlier;
  }

  #namesIn(group: string, kind: string, namespace: string): Map<string, DocumentId> {
    const last = this.#last;
    if (last !== undefined && last.namespace === namespace && last.kind === kind && last.group === group)
      return last.names;
    const place = `${group}/${kind}/${namespace}`;
    let names = this.#documents.get(place);
    if (names === undefined) {
      names = new Map();
      this.#documents.set(place, names);
    }
    this.#last = { group, kind, namespace, names };
    return names;
  }
}
