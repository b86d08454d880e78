// Finds the path of an object's resource by asking the server for its resources.
import type { ApiObject, Client } from './client.ts';

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

export interface ResourcePath {
  /** Of the objects: `/api/v1/namespaces/x/secrets`. */
  readonly collection: string;
  /** Of the one object. */
  readonly object: string;
}

const groupPath = (apiVersion: string): string =>
  apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;

async function resourcesOf(client: Client, apiVersion: string): Promise<readonly Resource[]> {
  const { status, body } = await client.send('GET', groupPath(apiVersion));
  if (status !== 200) throw new Error(`${apiVersion} is not served: ${status}`);
  return (body['resources'] as readonly Resource[]).filter(({ name }) => !name.includes('/'));
}

/** A finder that asks once per group and version; a namespaced object without a namespace is in `default`. */
export function pathFinder(client: Client): (object: ApiObject) => Promise<ResourcePath> {
  const known = new Map<string, Promise<readonly Resource[]>>();
  return async ({ apiVersion, kind, metadata }) => {
    if (typeof apiVersion !== 'string' || kind === undefined || metadata?.name === undefined) {
      throw new Error('an object needs apiVersion, kind and metadata.name');
    }
    const resources = known.get(apiVersion) ?? resourcesOf(client, apiVersion);
    known.set(apiVersion, resources);
    const resource = (await resources).find((one) => one.kind === kind);
    if (resource === undefined) throw new Error(`${apiVersion} has no ${kind}`);
    const scope = resource.namespaced ? `/namespaces/${metadata.namespace ?? 'default'}` : '';
    const collection = `${groupPath(apiVersion)}${scope}/${resource.name}`;
    return { collection, object: `${collection}/${encodeURIComponent(metadata.name)}` };
  };
}
