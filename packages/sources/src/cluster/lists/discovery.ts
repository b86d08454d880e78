// Which kinds the server serves: its aggregated discovery, or group by group where the server is older.
// https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
import { fieldsOf, listOf, textOf, textsOf } from '../kubeconfig/narrow.ts';
import type { Fields } from '../kubeconfig/narrow.ts';
import { RequestFailure } from '../transport/failure.ts';
import type { Transport } from '../transport/transport.ts';
import type { Resource } from './resource.ts';

const AGGREGATED = ['v2', 'v2beta1']
  .map((version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`)
  .concat('application/json')
  .join(',');
const PLAIN = 'application/json';

export interface Discovered {
  /** Those that can be listed; of a kind that several versions serve, the one the server prefers. */
  readonly resources: readonly Resource[];
  /** Groups that could not be asked what they serve. */
  readonly troubles: readonly { readonly group: string; readonly reason: string }[];
}

interface Found {
  readonly resources: Map<string, Resource>;
  readonly troubles: { readonly group: string; readonly reason: string }[];
}

/** Throws `RequestFailure` where the server does not say which groups it has. */
export async function discover(transport: Transport): Promise<Discovered> {
  const found: Found = { resources: new Map(), troubles: [] };
  for (const path of ['/api', '/apis']) {
    const { status, value } = await transport.askJson({ path, accept: AGGREGATED });
    if (status !== 200) throw new RequestFailure(`the server answered ${status} when asked what it serves`, false);
    const answer = fieldsOf(value);
    if (answer['kind'] === 'APIGroupDiscoveryList') readAggregated(answer, found);
    else await readPlain(answer, found, transport);
  }
  return { resources: [...found.resources.values()], troubles: found.troubles };
}

function readAggregated(answer: Fields, found: Found): void {
  for (const item of listOf(answer['items']).map(fieldsOf)) {
    const group = textOf(fieldsOf(item['metadata'])['name']);
    for (const served of listOf(item['versions']).map(fieldsOf)) {
      const version = textOf(served['version']);
      if (served['freshness'] === 'Stale') found.troubles.push({ group, reason: 'its API service does not answer' });
      for (const resource of listOf(served['resources']).map(fieldsOf)) {
        const kind = textOf(fieldsOf(resource['responseKind'])['kind']);
        const name = textOf(resource['resource']);
        const namespaced = resource['scope'] === 'Namespaced';
        enter(found, { group, version, resource: name, kind, namespaced }, textsOf(resource['verbs']));
      }
    }
  }
}

async function readPlain(answer: Fields, found: Found, transport: Transport): Promise<void> {
  for (const version of textsOf(answer['versions'])) await readVersion('', version, found, transport);
  for (const item of listOf(answer['groups']).map(fieldsOf)) {
    const preferred = textOf(fieldsOf(item['preferredVersion'])['version']);
    const versions = listOf(item['versions']).map((entry) => textOf(fieldsOf(entry)['version']));
    const ordered = [preferred, ...versions.filter((version) => version !== preferred)];
    for (const version of ordered) await readVersion(textOf(item['name']), version, found, transport);
  }
}

async function readVersion(group: string, version: string, found: Found, transport: Transport): Promise<void> {
  const path = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const reason = await transport.askJson({ path, accept: PLAIN }).then(
    ({ status, value }) => {
      if (status !== 200) return `the server answered ${status}`;
      for (const item of listOf(fieldsOf(value)['resources']).map(fieldsOf)) {
        const resource = textOf(item['name']);
        const namespaced = item['namespaced'] === true;
        enter(found, { group, version, resource, kind: textOf(item['kind']), namespaced }, textsOf(item['verbs']));
      }
      return undefined;
    },
    (error: unknown) => {
      if (error instanceof RequestFailure) return error.reason;
      throw error;
    },
  );
  if (reason !== undefined) found.troubles.push({ group, reason });
}

/** Subresources and kinds that cannot be listed hold no objects of their own. */
function enter({ resources }: Found, resource: Resource, verbs: readonly string[]): void {
  const { group, resource: name, kind } = resource;
  const key = `${group}/${name}`;
  if (name === '' || kind === '' || name.includes('/') || !verbs.includes('list') || resources.has(key)) return;
  resources.set(key, resource);
}
