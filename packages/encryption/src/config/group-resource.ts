// Resource names of a rule, taken apart as `schema.ParseGroupResource` does, and which of them a rule covers.

export interface GroupResource {
  readonly resource: string;
  /** Empty for the core group. */
  readonly group: string;
}

export const ANY = '*';

/** `pods` is in the core group, `deployments.apps` in `apps`, `*.` all of the core group, `*.*` everything. */
export function groupResource(name: string): GroupResource {
  const dot = name.indexOf('.');
  return dot === -1 ? { resource: name, group: '' } : { resource: name.slice(0, dot), group: name.slice(dot + 1) };
}

/** As a file writes it. */
export function resourceName({ resource, group }: GroupResource): string {
  return group === '' && resource !== ANY ? resource : `${resource}.${group}`;
}

export function isSame(a: GroupResource, b: GroupResource): boolean {
  return a.resource === b.resource && a.group === b.group;
}

/** The names under which the API server looks for a resource's rule, the first that has one wins. */
export function lookups({ resource, group }: GroupResource): readonly GroupResource[] {
  return [
    { resource, group },
    { resource: ANY, group },
    { resource: ANY, group: ANY },
  ];
}
