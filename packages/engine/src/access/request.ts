// What an authorizer is asked: the attributes of one API request.
import type { FieldRequirement } from './field-selector.ts';

/** A request for an API resource, as the API server's request info has it after parsing the URL. */
export interface ResourceRequest {
  readonly verb: string;
  /** Empty for the core group. A subresource has its parent's group. */
  readonly group: string;
  /** Lower-case plural: `secrets`. */
  readonly resource: string;
  readonly subresource?: string;
  /** Empty or absent for cluster-scoped resources and for requests over all namespaces; a named Namespace carries its own name. */
  readonly namespace?: string;
  /** Object name from the URL, or from `fieldSelector=metadata.name=X` of a list or watch. */
  readonly name?: string;
  /** Equality requirements of the field selector of a list, watch or deletecollection; only the Node authorizer looks at them. */
  readonly fields?: readonly FieldRequirement[];
}

/** A request for a path that is not an API resource, such as `/metrics`; the verb is the HTTP method in lower case. */
export interface PathRequest {
  readonly verb: string;
  readonly path: string;
}

export type AccessRequest = ResourceRequest | PathRequest;

export function isPathRequest(request: AccessRequest): request is PathRequest {
  return 'path' in request;
}
