// What can only be told when every object is in: duplicates, scopes and plurals of custom kinds, copies in Helm releases.
import type { CustomDefinitionFact } from '../facts/cluster.ts';
import { objectId } from '../facts/object-id.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { DocumentId } from '../facts/origin.ts';
import type { ReadonlyStore } from './builder-state.ts';
import type { Remark } from './coverage-log.ts';
import type { FactStore } from './fact-store.ts';
import { builtInKind } from './kinds.ts';
import { helmCopies } from './secret-copy.ts';

type Definitions = ReadonlyMap<string, CustomDefinitionFact>;

function definitionsByKind(definitions: readonly CustomDefinitionFact[]): Definitions {
  return new Map(definitions.map((definition) => [`${definition.definesGroup}/${definition.definesKind}`, definition]));
}

function definitionOf(fact: ObjectFact, definitions: Definitions): CustomDefinitionFact | undefined {
  return builtInKind(fact.group, fact.objectKind) === undefined
    ? definitions.get(`${fact.group}/${fact.objectKind}`)
    : undefined;
}

/** The fact without the namespace that was assumed, when its definition says that the kind has none. */
function scoped<F extends ObjectFact>(fact: F, definitions: Definitions): F {
  return definitionOf(fact, definitions)?.namespaced === false && fact.namespace !== ''
    ? { ...fact, namespace: '' }
    : fact;
}

/** Which facts stand: those of a document that a later one replaced, or that was taken back, do not. */
export function withoutDocuments(store: FactStore, superseded: ReadonlySet<DocumentId>): ReadonlyStore {
  if (superseded.size === 0) return store;
  const lists = Object.entries(store).map(([name, list]) => [
    name,
    (list as readonly (ObjectFact | { readonly holder: ObjectFact })[]).filter(
      (fact) => !superseded.has('holder' in fact ? fact.holder.document : fact.document),
    ),
  ]);
  return Object.fromEntries(lists) as ReadonlyStore;
}

function withDefinitions(store: ReadonlyStore): ReadonlyStore {
  const definitions = definitionsByKind(store.customDefinitions);
  if (definitions.size === 0) return store;
  return {
    ...store,
    workloads: store.workloads.map((workload) => scoped(workload, definitions)),
    customs: store.customs.map((custom) => ({
      ...scoped(custom, definitions),
      resource: definitionOf(custom, definitions)?.plural || custom.resource,
    })),
    secretCopies: store.secretCopies.map((copy) => ({
      ...copy,
      holder: scoped(copy.holder, definitions),
      resource: definitionOf(copy.holder, definitions)?.plural || copy.resource,
    })),
    credentials: store.credentials.map((credential) => ({
      ...credential,
      holder: scoped(credential.holder, definitions),
      resource: definitionOf(credential.holder, definitions)?.plural || credential.resource,
    })),
  };
}

/** The facts as analysis takes them. */
export function completeFacts(store: ReadonlyStore): ReadonlyStore {
  const complete = withDefinitions(store);
  return { ...complete, secretCopies: [...complete.secretCopies, ...helmCopies(complete.secrets)] };
}

/** Objects of kinds that nothing in the input explains. */
export function unknownKinds(
  objects: readonly ObjectFact[],
  definitions: readonly CustomDefinitionFact[],
): readonly Remark[] {
  const known = definitionsByKind(definitions);
  return objects
    .filter((object) => definitionOf(object, known) === undefined)
    .map((object) => ({
      what: objectId(object),
      state: 'partial',
      document: object.document,
      pointer: '/kind',
      reason:
        'unknown kind, and the input has no CustomResourceDefinition for it: only pod specs and Secret manifests were looked for',
    }));
}
