// Lists of the fake API server: pages, tokens and the forms in which objects are sent.
import type { KubeObject, Served } from './resources.ts';

export const TABLE = 'application/json;as=Table;g=meta.k8s.io;v=v1';
export const METADATA = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

export interface PageRequest {
  readonly served: Served;
  readonly objects: readonly KubeObject[];
  readonly limit: number;
  readonly token: string;
  readonly accept: string;
}

/** In the order of etcd: by namespace, then name. */
export function inOrder(objects: readonly KubeObject[]): KubeObject[] {
  const key = ({ metadata }: KubeObject): string => `${metadata.namespace ?? ''}/${metadata.name}`;
  return objects.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** A built-in kind's objects carry no kind of their own in a list; those of a definition do, and their list has its fields sorted. */
export function pageOf({ served, objects, limit, token, accept }: PageRequest): unknown {
  const start = token === '' ? 0 : Number(Buffer.from(token, 'base64').toString());
  const page = objects.slice(start, start + limit);
  const end = start + page.length;
  const more = end < objects.length ? { continue: Buffer.from(String(end)).toString('base64') } : {};
  const metadata = {
    resourceVersion: '1000',
    ...more,
    ...(end < objects.length && { remainingItemCount: objects.length - end }),
  };
  if (accept === TABLE) return tableOf(page, metadata);
  if (accept === METADATA)
    return {
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      items: page.map(partial),
    };
  const apiVersion = served.group === '' ? served.version : `${served.group}/${served.version}`;
  const isCustom = served.group.includes('.') && !served.group.endsWith('.k8s.io');
  if (isCustom) return { apiVersion, items: page, kind: `${served.kind}List`, metadata };
  const items = page.map((object) => ({ ...object, kind: undefined, apiVersion: undefined }));
  return { kind: `${served.kind}List`, apiVersion, metadata, items };
}

function partial({ metadata }: KubeObject): unknown {
  return { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata };
}

/** As a real server of 1.3x prints Secrets; other kinds are not asked for as a Table. */
function tableOf(page: readonly KubeObject[], metadata: object): unknown {
  const column = (name: string, type: string): unknown => ({ name, type, format: '', description: '', priority: 0 });
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: [
      column('Name', 'string'),
      column('Type', 'string'),
      column('Data', 'string'),
      column('Age', 'string'),
    ],
    rows: page.map((object) => {
      const { type = 'Opaque', data = {} } = object as { readonly type?: string; readonly data?: object };
      return { cells: [object.metadata.name, type, Object.keys(data).length, '5d'], object: partial(object) };
    }),
  };
}
