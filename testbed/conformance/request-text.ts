// Reads the table's notation of requests, and derives what the API server asks its authorizers for an HTTP request.

/** What an authorizer is asked, in the words of a SubjectAccessReview. */
export type Attributes =
  | { readonly verb: string; readonly path: string }
  | {
      readonly verb: string;
      readonly group: string;
      readonly resource: string;
      readonly subresource: string;
      readonly namespace: string;
      /** Of the URL, or of a field selector on it. */
      readonly name: string;
      readonly fieldSelector: string;
    };

export interface HttpRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
}

const HTTP = /^([A-Z]+) (\/\S*)$/;
// VERB RESOURCE[.GROUP][/SUB] [NAME] [@NAMESPACE]
const REVIEW = /^(\S+) ([^\s./]+)(?:\.([^\s/]+))?(?:\/(\S+))?(?: ([^\s@]\S*))?(?: @(\S+))?$/;
const METHOD_VERBS: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch' };
/** Their URL has the form of an object inside the namespace, and is one of the Namespace itself. */
const OF_NAMESPACE_ITSELF = new Set(['status', 'finalize']);

/** The HTTP request of `GET /path`, or `undefined` for what is only asked as a review. */
export function httpRequestOf(text: string): HttpRequest | undefined {
  const [, method, path] = HTTP.exec(text) ?? [];
  return method === undefined || path === undefined ? undefined : { method, path };
}

function verbOf(method: string, isWatch: boolean, hasName: boolean): string {
  if (method === 'DELETE') return hasName ? 'delete' : 'deletecollection';
  if (method !== 'GET') return METHOD_VERBS[method] ?? method.toLowerCase();
  if (isWatch) return 'watch';
  return hasName ? 'get' : 'list';
}

/** The name that `metadata.name=X` or `metadata.name==X` demands. */
function selectedName(fieldSelector: string): string {
  const terms = fieldSelector.split(',').map((term) => /^metadata\.name==?([^=!]*)$/.exec(term)?.[1]);
  return terms.find((name) => name !== undefined) ?? '';
}

interface Where {
  readonly namespace: string;
  readonly parts: readonly string[];
}

/** Namespace, and what comes after: resource, name, subresource. */
function placeOf(parts: readonly string[]): Where {
  const [first, name = '', next] = parts;
  if (first !== 'namespaces' || name === '') return { namespace: '', parts };
  if (next === undefined || OF_NAMESPACE_ITSELF.has(next)) return { namespace: name, parts };
  return { namespace: name, parts: parts.slice(2) };
}

/** Follows kubernetes apiserver pkg/endpoints/request/requestinfo.go. */
function attributesOfHttp({ method, path }: HttpRequest): Attributes {
  const url = new URL(path, 'https://localhost');
  const [root, ...segments] = url.pathname.split('/').filter((part) => part !== '');
  const group = root === 'apis' ? (segments[0] ?? '') : '';
  const rest = segments.slice(root === 'apis' ? 2 : 1);
  if ((root !== 'api' && root !== 'apis') || rest.length === 0) {
    return { verb: method.toLowerCase(), path: url.pathname };
  }
  const deprecatedWatch = rest[0] === 'watch';
  const { namespace, parts } = placeOf(deprecatedWatch ? rest.slice(1) : rest);
  const [resource = '', urlName = '', subresource = ''] = parts;
  const watched = url.searchParams.get('watch');
  const isWatch = deprecatedWatch || (watched !== null && watched !== 'false' && watched !== '0');
  const verb = verbOf(method, isWatch, urlName !== '');
  const fieldSelector = url.searchParams.get('fieldSelector') ?? '';
  const limit = url.searchParams.get('limit') ?? '1';
  // Options that cannot be read are as if there were none.
  const selected = /^\d+$/.test(limit) && (verb === 'list' || verb === 'watch') ? selectedName(fieldSelector) : '';
  return { verb, group, resource, subresource, namespace, name: urlName || selected, fieldSelector };
}

/** The query of an HTTP request, and the name that its URL alone gives: what our own answers derive the rest from. */
export function asWritten(text: string): { readonly query: string; readonly name: string } | undefined {
  const http = httpRequestOf(text);
  if (http === undefined) return undefined;
  const [bare = '', query = ''] = http.path.split('?');
  const attributes = attributesOfHttp({ method: http.method, path: bare });
  return { query, name: 'path' in attributes ? '' : attributes.name };
}

/** What the authorizers are asked for the request. */
export function attributesOf(text: string): Attributes {
  const http = httpRequestOf(text);
  if (http !== undefined) return attributesOfHttp(http);
  const [verb = '', what = ''] = text.split(' ');
  if (what.startsWith('/')) return { verb, path: what };
  const [, , resource = '', group = '', subresource = '', name = '', namespace = ''] = REVIEW.exec(text) ?? [];
  return { verb, group, resource, subresource, namespace, name, fieldSelector: '' };
}
