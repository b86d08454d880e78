// Who an object says it is: group, kind, name, namespace; or why that cannot be told.
import { isClusterScoped } from './custom-kinds.ts';
import { builtInKind, isConfigurationGroup } from './kinds.ts';
import type { BuiltInKind } from './kinds.ts';
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';

/** UTF-16 units of a name, kind or group that a report repeats; the API server's own limit for names is 253. */
const LONGEST_NAME = 253;

export interface Identity {
  readonly kind: string;
  /** Today's group of a built-in kind, else as written. */
  readonly group: string;
  readonly namespace: string;
  readonly name: string;
  /** True when only `generateName` was given; the name is then that and `*`. */
  readonly generated: boolean;
  readonly builtIn?: BuiltInKind;
  readonly metadata: JsonObject;
}

export interface Refusal {
  readonly refused: string;
  readonly pointer: string;
  /** The kind, as far as it is known. */
  readonly what: string;
}

function refuse(refused: string, pointer: string, what = 'object'): Refusal {
  return { refused, pointer, what };
}

function groupOf(apiVersion: string): string | undefined {
  const slash = apiVersion.indexOf('/');
  if (slash >= 0) return slash === 0 || slash === apiVersion.length - 1 ? undefined : apiVersion.slice(0, slash);
  return apiVersion === 'v1' ? '' : undefined;
}

/** The path segment rule that every name of an API object obeys (`ValidatePathSegmentName`). */
export function isPathSegment(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('/') && !name.includes('%');
}

interface TypeOf {
  readonly kind: string;
  readonly group: string;
  readonly builtIn: BuiltInKind | undefined;
}

function typeOf(object: JsonObject): TypeOf | Refusal {
  const { kind, apiVersion } = object;
  if (typeof kind !== 'string' || kind === '') return refuse('no kind', kind === undefined ? '' : '/kind');
  if (kind.length > LONGEST_NAME) return refuse('kind is too long', '/kind');
  if (typeof apiVersion !== 'string' || apiVersion === '')
    return refuse('no apiVersion', apiVersion === undefined ? '' : '/apiVersion', kind);
  const group = apiVersion.length > LONGEST_NAME ? undefined : groupOf(apiVersion);
  if (group === undefined) return refuse('apiVersion is neither "v1" nor GROUP/VERSION', '/apiVersion', kind);
  if (isConfigurationGroup(group, kind)) return refuse('a configuration file, not an API object', '', kind);
  return { kind, group, builtIn: builtInKind(group, kind) };
}

/** Remembers the last type: in a list, one object is mostly of the kind of the one before it. */
export class TypeMemory {
  #kind = '';
  #apiVersion = '';
  #type: TypeOf | undefined;

  typeOf(object: JsonObject): TypeOf | Refusal {
    const { kind, apiVersion } = object;
    if (this.#type !== undefined && kind === this.#kind && apiVersion === this.#apiVersion) return this.#type;
    const type = typeOf(object);
    if ('refused' in type) return type;
    this.#kind = type.kind;
    this.#apiVersion = apiVersion as string;
    this.#type = type;
    return type;
  }
}

function nameOf(metadata: JsonObject): { readonly name: string; readonly generated: boolean } | undefined {
  const { name, generateName } = metadata;
  if (typeof name === 'string' && name !== '') return { name, generated: false };
  if (name !== undefined && name !== null && name !== '') return undefined;
  if (typeof generateName !== 'string' || generateName === '') return undefined;
  return { name: `${generateName}*`, generated: true };
}

function namespaceOf(metadata: JsonObject, defaultNamespace: string): string | undefined {
  const { namespace } = metadata;
  if (namespace === undefined || namespace === null || namespace === '') return defaultNamespace;
  return typeof namespace === 'string' && isPathSegment(namespace) && namespace.length <= LONGEST_NAME
    ? namespace
    : undefined;
}

/**
 * The identity of one object. A namespace on a cluster-scoped kind is ignored, as kubectl does; an absent one
 * is the default namespace.
 */
export function identify(object: unknown, defaultNamespace: string, types = new TypeMemory()): Identity | Refusal {
  if (!isObject(object)) return refuse('not an object', '');
  const type = types.typeOf(object);
  if ('refused' in type) return type;
  const { kind, builtIn } = type;
  const { metadata } = object;
  if (!isObject(metadata)) return refuse('no metadata', metadata === undefined ? '' : '/metadata', kind);
  const named = nameOf(metadata);
  if (named === undefined) return refuse('no name', '/metadata', kind);
  const { name, generated } = named;
  if (!isPathSegment(name) || name.length > LONGEST_NAME + 1)
    return refuse('the API server accepts no such name', '/metadata/name', kind);
  const namespaced = builtIn === undefined ? !isClusterScoped(type.group, kind) : builtIn.namespaced;
  const namespace = namespaced ? namespaceOf(metadata, defaultNamespace) : '';
  if (namespace === undefined) return refuse('the API server accepts no such namespace', '/metadata/namespace', kind);
  if (builtIn === undefined) return { kind, group: type.group, namespace, name, generated, metadata };
  return { kind, group: builtIn.group, namespace, name, generated, metadata, builtIn };
}
