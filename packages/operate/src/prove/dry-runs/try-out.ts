// A request that the server is asked to try out, and the parts that its makers share.
import type { ApiRequest, Path, UserInfo } from '@watertight/engine';
import type { DryRun } from '@watertight/sources';

export type Step = Path['steps'][number];

export interface TryOut {
  /** Without a query. */
  readonly path: string;
  readonly dryRun: DryRun;
  /** Other requests of the same caller, as `VERB RESOURCE`, that the server asks about by itself when it tries this one. */
  readonly settles: readonly string[];
  /** It creates by name, and changes what has that name already. */
  readonly wantsFree?: true;
}

/** What a maker is given: whose request it is, and for which step. */
export interface Occasion {
  readonly step: Step;
  /** The steps that go on from it. */
  readonly next: readonly Step[];
  readonly request: ApiRequest;
  readonly user: UserInfo;
}

export type Maker = (occasion: Occasion) => TryOut | undefined;

/** Name of whatever is tried out; nothing of it is kept. */
export const TRIED = 'watertight-prove';

export const MERGE = 'application/merge-patch+json';
export const STRATEGIC = 'application/strategic-merge-patch+json';
const APPLY = 'application/apply-patch+yaml';

/** Kinds without a namespace, of those that are tried or read. */
const CLUSTER_WIDE: ReadonlySet<string> = new Set([
  'persistentvolumes',
  'clusterroles',
  'clusterrolebindings',
  'certificatesigningrequests',
  'validatingwebhookconfigurations',
  'mutatingwebhookconfigurations',
  'validatingadmissionpolicies',
  'validatingadmissionpolicybindings',
  'apiservices',
]);

/** No object can have such a name; in a path it would lead elsewhere. */
const NO_SEGMENT = /^\.{0,2}$|[/%]/;

/** All groups that are tried serve `v1`. Undefined where a name cannot stand in a path, or where it takes a namespace and has none. */
export function pathOf({ group, resource, subresource, namespace }: ApiRequest, name?: string): string | undefined {
  if ((namespace === undefined) !== CLUSTER_WIDE.has(resource)) return undefined;
  const parts = [
    group === '' ? 'api' : 'apis',
    ...(group === '' ? [] : [group]),
    'v1',
    ...(namespace === undefined ? [] : ['namespaces', namespace]),
    resource,
    ...(name === undefined ? [] : [name]),
    ...(name === undefined || subresource === undefined ? [] : [subresource]),
  ];
  if (parts.some((part) => NO_SEGMENT.test(part))) return undefined;
  return `/${parts.map(encodeURIComponent).join('/')}`;
}

/**
 * Creates an object of these fields, with a name of its own. A request that carries a name creates by it: the server asks about
 * `create` with the name only where a PATCH of type apply, or a PUT, meets no object (kubernetes apiserver pkg/endpoints/handlers/patch.go).
 */
export function create(
  { request, step }: Pick<Occasion, 'request' | 'step'>,
  fields: object,
  settles: readonly string[] = [],
): TryOut | undefined {
  const body = { apiVersion: apiVersionOf(request), ...fields };
  const { name, namespace } = request;
  if (name === undefined) return post(request, { ...body, metadata: { generateName: `${TRIED}-` } }, settles);
  const named = { ...body, metadata: { name, ...(namespace !== undefined && { namespace }) } };
  const beside = step.requests?.find((asked) => isBeside(request, asked.request))?.request.verb;
  const settled = [...settles, `${beside ?? 'patch'} ${request.resource}`];
  const made =
    beside === 'update'
      ? replace(request, named, name, settled)
      : patch(request, { body: named, contentType: APPLY }, settled);
  return made && { ...made, wantsFree: true };
}

/** Whether `other` is what the server asks beside `request`, which creates by a name. */
export function isBeside(request: ApiRequest, other: ApiRequest): boolean {
  const isSameType = request.group === other.group && request.resource === other.resource;
  const isSameObject =
    request.name !== undefined && request.name === other.name && request.namespace === other.namespace;
  const isPlain = request.subresource === undefined && other.subresource === undefined;
  return isSameType && isSameObject && isPlain && request.verb === 'create' && /^(?:patch|update)$/.test(other.verb);
}

/** Creates an object in the collection, without its name in the path. */
export function post(request: ApiRequest, body: object, settles: readonly string[] = []): TryOut | undefined {
  const path = pathOf(request);
  return path === undefined
    ? undefined
    : { path, dryRun: { method: 'POST', contentType: 'application/json', body }, settles };
}

/** Changes the object that the request names, or `name`; undefined where neither is known. */
export function patch(
  request: ApiRequest,
  change: { readonly body: unknown; readonly contentType: string; readonly name?: string | undefined },
  settles: readonly string[] = [],
): TryOut | undefined {
  const path = pathOf(request, request.name ?? change.name ?? '');
  const { body, contentType } = change;
  return path === undefined ? undefined : { path, dryRun: { method: 'PATCH', contentType, body }, settles };
}

/** Replaces the object of that name, whatever its version. */
export function replace(
  request: ApiRequest,
  body: object,
  name: string,
  settles: readonly string[],
): TryOut | undefined {
  const path = pathOf(request, name);
  return path === undefined
    ? undefined
    : { path, dryRun: { method: 'PUT', contentType: 'application/json', body }, settles };
}

/** `v1` of the request's group. */
export function apiVersionOf({ group }: ApiRequest): string {
  return group === '' ? 'v1' : `${group}/v1`;
}

/** Name of the first object of a kind that the step cites, in the request's namespace: `pod:shop/web` is `web`. */
export function citedName(
  { step, request }: { readonly step: Pick<Step, 'to' | 'evidence'>; readonly request: ApiRequest },
  kind: string,
): string | undefined {
  const { namespace } = request;
  const prefix = namespace === undefined ? `${kind}:` : `${kind}:${namespace}/`;
  const ids = [step.to, ...step.evidence.map(({ object }) => object)];
  return ids.find((id) => id.startsWith(prefix) && !id.endsWith('*'))?.slice(prefix.length);
}
