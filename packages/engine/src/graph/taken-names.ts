// Which names of a resource the input's objects have: creating by name needs one that is free.
import type { ObjectFact } from '../facts/object.ts';
import { oncePer } from '../facts/once-per.ts';
import { pluralOf } from '../facts/plural.ts';
import type { Ask } from './rule-types.ts';
import type { World } from './world.ts';

/** `GROUP/RESOURCE` → `NAMESPACE/NAME`. */
type Taken = ReadonlyMap<string, ReadonlySet<string>>;

const takenIn = oncePer(tableOf);

/** True when an object of the ask's resource has this name in the namespace. `extensions` served early versions of what `apps` serves. */
export function isTaken(world: World, { group, resource }: Ask, namespace: string, name: string): boolean {
  const key = `${group === 'extensions' ? 'apps' : group}/${resource}`;
  return takenIn(world).get(key)?.has(`${namespace}/${name}`) === true;
}

function tableOf({ facts }: World): Taken {
  const plurals = new Map(
    facts.customDefinitions.map(({ definesGroup, definesKind, plural }) => [`${definesGroup}/${definesKind}`, plural]),
  );
  const taken = new Map<string, Set<string>>();
  const lists: readonly (readonly ObjectFact[])[] = [
    facts.roles,
    facts.bindings,
    facts.serviceAccounts,
    facts.configMaps,
    facts.workloads,
    facts.persistentVolumes,
    facts.claims,
    facts.webhooks,
    facts.apiServices,
    facts.admissionPolicies,
    facts.customs,
  ];
  for (const list of lists)
    for (const { group, objectKind, namespace, name } of list) {
      const key = `${group}/${plurals.get(`${group}/${objectKind}`) ?? pluralOf(objectKind)}`;
      const names = taken.get(key);
      if (names === undefined) taken.set(key, new Set([`${namespace}/${name}`]));
      else names.add(`${namespace}/${name}`);
    }
  return taken;
}
