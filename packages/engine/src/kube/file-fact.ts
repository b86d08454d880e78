// What facts about a file of settings have in common: such a file is no object of the API, and goes by its own name.
import type { ObjectFact } from '../facts/object.ts';
import type { DocumentId, OriginTable } from '../facts/origin.ts';

export function fileFact(origins: OriginTable, document: DocumentId): ObjectFact {
  return { objectKind: 'file', group: '', namespace: '', name: origins.place(document).source, document };
}
