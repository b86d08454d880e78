// Which custom kinds make pods in this input: those of operators that are there, and those in which it shows a pod spec.
import type { CustomDefinitionFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { isBuiltInGroup } from '../facts/object-id.ts';
import type { ObjectFact } from '../facts/object.ts';
import { pluralOf } from '../facts/plural.ts';
import { POD_CREATORS } from './data/pod-creators.ts';
import type { CreatorKind } from './data/pod-creators.ts';

/** One kind whose objects become pods. */
export interface Kind extends CreatorKind {
  readonly group: string;
  /** Absent where only the shape of an object shows that it holds a pod spec. */
  readonly operator?: string;
}

const KNOWN: readonly Kind[] = POD_CREATORS.flatMap(({ operator, group, kinds }) =>
  kinds.map((kind) => ({ ...kind, operator, group })),
);

export const keyOf = (group: string, resource: string): string => `${group}/${resource}`;
export const knownKinds = new Map(KNOWN.map((kind) => [keyOf(kind.group, kind.resource), kind]));

/** `GROUP/RESOURCE` → what shows it in the input: its definition, or else an object. */
export function shownKinds(facts: Facts): Map<string, ObjectFact> {
  const shown = new Map<string, ObjectFact>();
  const plurals = new Map<string, string>();
  for (const definition of facts.customDefinitions) {
    plurals.set(keyOf(definition.definesGroup, definition.definesKind), definition.plural);
    shown.set(keyOf(definition.definesGroup, definition.plural), definition);
  }
  for (const object of [...facts.workloads, ...facts.customs]) {
    if (isBuiltInGroup(object.group)) continue;
    const key = keyOf(object.group, plurals.get(keyOf(object.group, object.objectKind)) ?? pluralOf(object.objectKind));
    if (!shown.has(key)) shown.set(key, object);
  }
  return shown;
}

/** Kinds in which the input shows a pod spec, of operators that the data pack does not have. */
function shapedKinds(facts: Facts): Kind[] {
  const definitions = new Map(
    facts.customDefinitions.map((definition): [string, CustomDefinitionFact] => [
      keyOf(definition.definesGroup, definition.definesKind),
      definition,
    ]),
  );
  const kinds = new Map<string, Kind>();
  for (const { group, objectKind, namespace, specPointer } of facts.workloads) {
    if (isBuiltInGroup(group) || namespace === '') continue;
    const resource = definitions.get(keyOf(group, objectKind))?.plural ?? pluralOf(objectKind);
    const key = keyOf(group, resource);
    if (!knownKinds.has(key)) kinds.set(key, { group, resource, podSpec: specPointer });
  }
  return [...kinds.values()];
}

/** Any kind of an operator in the input shows that the operator is there. */
export function presentKinds(facts: Facts): Kind[] {
  const shown = shownKinds(facts);
  const operators = new Set(
    KNOWN.filter(({ group, resource }) => shown.has(keyOf(group, resource))).map(({ operator }) => operator),
  );
  return [...KNOWN.filter(({ operator }) => operators.has(operator)), ...shapedKinds(facts)];
}
