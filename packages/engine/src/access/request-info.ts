// The attributes that the API server would derive for a request that someone describes: scope, and what its query says.
import type { CanRequest } from '../results/contract.ts';
import { type FieldRequirement, parseFieldSelector } from './field-selector.ts';
import { isLabelSelector } from './label-selector-text.ts';
import type { AccessRequest } from './request.ts';
import type { Vocabulary } from './vocabulary/vocabulary.ts';

const NAME_FIELD = 'metadata.name';
const INTEGER = /^[+-]?\d+$/;
const INTEGER_PARAMETERS = ['limit', 'timeoutSeconds'];
const COLLECTION_VERBS: ReadonlySet<string> = new Set(['list', 'watch', 'deletecollection']);

/**
 * Attributes of the real request behind the description, as kubernetes apiserver pkg/endpoints/request/requestinfo.go
 * derives them: a request for a cluster-scoped resource carries no namespace, one for a Namespace object carries its
 * own; list and watch without a name take it from `fieldSelector=metadata.name=X`, deletecollection never does.
 */
export function attributesOf(request: CanRequest, vocabulary: Vocabulary): AccessRequest {
  if (request.path) return { verb: request.verb, path: request.path };
  const group = request.group ?? '';
  const resource = request.resource ?? '';
  const selected = selection(request);
  const verb = selected.verb;
  const urlName = request.name ?? '';
  return {
    verb,
    group,
    resource,
    subresource: request.subresource ?? '',
    namespace: namespaceOf({ ...request, group, resource, verb, name: urlName }, vocabulary),
    name: urlName === '' ? selected.name : urlName,
    fields: selected.fields,
  };
}

type Named = CanRequest & { readonly group: string; readonly resource: string; readonly name: string };

/**
 * Checks that the API server makes itself, not by a URL: they carry the namespace of the binding, or of the pod, also for
 * a cluster-scoped resource (kubernetes pkg/registry/rbac/escalation_check.go, BindingAuthorized; PodSecurityPolicy admission).
 */
export const CHECKED_IN_NAMESPACE: ReadonlySet<string> = new Set(['bind', 'use']);

function namespaceOf({ group, resource, namespace, name, verb }: Named, vocabulary: Vocabulary): string {
  const given = vocabulary.scope(group, resource) === 'cluster' ? '' : (namespace ?? '');
  // The URL of a Namespace object, or of one that some other group calls so, reads like one inside it. Only a list cannot
  // have the name in its URL.
  if (resource === 'namespaces' && given === '') return verb === 'list' || verb === 'deletecollection' ? '' : name;
  return CHECKED_IN_NAMESPACE.has(verb) ? (namespace ?? '') : given;
}

interface Selection {
  readonly verb: string;
  readonly name: string;
  readonly fields: readonly FieldRequirement[];
}

/** A name in the URL of a list or watch is that of the deprecated `/watch/` path, whose selectors are not looked at. */
function selection({ verb, query, name: urlName }: CanRequest): Selection {
  if (!query || urlName || !COLLECTION_VERBS.has(verb)) return { verb, name: '', fields: [] };
  const parameters = new URLSearchParams(query);
  const fields = parseFieldSelector(parameters.get('fieldSelector') ?? '');
  if (verb === 'deletecollection') return { verb, name: '', fields: fields ?? [] };
  const name = isReadable(parameters) ? (fields?.find(({ field }) => field === NAME_FIELD)?.value ?? '') : '';
  return {
    verb: isTrue(parameters.get('watch')) ? 'watch' : verb,
    name: isPathSegment(name) ? name : '',
    fields: fields ?? [],
  };
}

/** The API server ignores all options, and so the name, when one of them cannot be read. */
function isReadable(parameters: URLSearchParams): boolean {
  return (
    isLabelSelector(parameters.get('labelSelector') ?? '') &&
    INTEGER_PARAMETERS.every((name) => isInteger(parameters.get(name)))
  );
}

/** A 64-bit integer, as Go reads one. */
function isInteger(value: string | null): boolean {
  if (value === null) return true;
  return INTEGER.test(value) && BigInt.asIntN(64, BigInt(value)) === BigInt(value);
}

function isTrue(value: string | null): boolean {
  return value !== null && value.toLowerCase() !== 'false' && value !== '0';
}

function isPathSegment(name: string): boolean {
  return name !== '.' && name !== '..' && !name.includes('/') && !name.includes('%');
}
