// Decides which kinds are listed, and where the caller may: in all namespaces, in some, or nowhere.
import { kindToRead } from '@watertight/engine';
import { atOnce } from '../at-once.ts';
import type { Transport } from '../transport/transport.ts';
import { resourceName } from './resource.ts';
import type { Resource } from './resource.ts';
import { mayListAll, rightsIn } from './rights.ts';

/** `somewhere`: not in all namespaces at once; each is to be tried. */
export type Where = 'everywhere' | 'somewhere' | 'nowhere';

export interface PlannedList {
  readonly resource: Resource;
  readonly where: Where;
}

/** The kinds that are wanted, or that carry something for an answer, in a fixed order; one that two groups serve is taken once, from its group of today. */
export function resourcesToRead(resources: readonly Resource[], wants?: (resource: Resource) => boolean): Resource[] {
  const byKind = new Map<string, Resource>();
  for (const resource of resources) {
    const isWanted = wants?.(resource) ?? kindToRead(resource.group, resource.kind) !== undefined;
    if (!isWanted) continue;
    const kind = kindToRead(resource.group, resource.kind) ?? `${resource.group}/${resource.kind}`;
    if (!byKind.has(kind) || kind === `${resource.group}/${resource.kind}`) byKind.set(kind, resource);
  }
  return [...byKind.values()].toSorted((a, b) => (resourceName(a) < resourceName(b) ? -1 : 1));
}

/** Asks the server about each kind; about all at once first, since an administrator may list everything. */
export async function planAll(transport: Transport, resources: readonly Resource[]): Promise<PlannedList[]> {
  if ((await mayListAll(transport, { group: '*', resource: '*' })) === 'yes')
    return resources.map((resource) => ({ resource, where: 'everywhere' }));
  return await atOnce(resources, async (resource): Promise<PlannedList> => {
    const right = await mayListAll(transport, resource);
    if (right !== 'no') return { resource, where: 'everywhere' };
    return { resource, where: resource.namespaced ? 'somewhere' : 'nowhere' };
  });
}

/** With `-n`: kinds of namespaces in that one only. */
export async function planNamespace(
  transport: Transport,
  resources: readonly Resource[],
  namespace: string,
): Promise<PlannedList[]> {
  const { mayList } = await rightsIn(transport, namespace);
  const wide = await planAll(
    transport,
    resources.filter(({ namespaced }) => !namespaced),
  );
  const narrow = resources
    .filter(({ namespaced }) => namespaced)
    .map((resource): PlannedList => ({ resource, where: mayList(resource) === 'no' ? 'nowhere' : 'somewhere' }));
  const planned = new Map([...wide, ...narrow].map((list) => [list.resource, list]));
  return resources.flatMap((resource) => planned.get(resource) ?? []);
}
