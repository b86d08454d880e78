// A fake API server for tests: strict about what is asked of it, with the shapes that real servers were recorded to send.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { inOrder, METADATA, pageOf, TABLE } from './lists.ts';
import { servedBy, servedKinds } from './resources.ts';
import type { KubeObject, Served } from './resources.ts';

export interface FakeSettings {
  readonly objects: readonly KubeObject[];
  /** `gitVersion`. */
  readonly version?: string;
  /** Whether the caller may list; `namespace` is undefined for all. Everything is allowed when absent. */
  readonly mayList?: (resource: string, namespace: string | undefined) => boolean;
  /** The tokens that are accepted now; any request is when absent. */
  readonly tokens?: () => readonly string[];
  /** Whether discovery is aggregated, as since 1.27. */
  readonly aggregated?: boolean;
  /** Whether Secrets are printed as a Table. */
  readonly tables?: boolean;
  /** Takes over a request; true when it has. */
  readonly intercept?: (request: Asked, response: ServerResponse) => boolean;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string;
  readonly headers: IncomingMessage['headers'];
  readonly rawHeaders: readonly string[];
  /** How often this path and query was asked for, this time included. */
  readonly times: number;
}

type Json = Readonly<Record<string, unknown>>;

export class FakeApiServer {
  readonly asked: Asked[] = [];
  /** Requests that no real client of ours would send. */
  readonly unexpected: string[] = [];
  readonly #settings: FakeSettings;
  readonly #served: readonly Served[];
  readonly #server: Server;

  private constructor(settings: FakeSettings) {
    this.#settings = settings;
    const definitions = settings.objects.filter(({ kind }) => kind === 'CustomResourceDefinition');
    this.#served = [...servedKinds(), ...definitions.map(servedBy)];
    this.#server = createServer((request, response) => void this.#take(request, response));
  }

  static async start(settings: FakeSettings): Promise<FakeApiServer> {
    const fake = new FakeApiServer(settings);
    await new Promise<void>((resolve) => {
      fake.#server.listen(0, '127.0.0.1', resolve);
    });
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake');
    const { method = '', headers, rawHeaders } = request;
    const times =
      this.asked.filter(({ path, query }) => path === pathname && query.toString() === searchParams.toString()).length +
      1;
    const asked = {
      method,
      path: pathname,
      query: searchParams,
      accept: headers.accept ?? '',
      headers,
      rawHeaders,
      times,
    };
    this.asked.push(asked);
    const body = await bodyOf(request);
    if (this.#settings.intercept?.(asked, response) === true) return;
    const token = /^Bearer (.*)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    if (this.#settings.tokens?.().includes(token) === false) this.#refuse(response, 401, 'Unauthorized');
    else if (method === 'POST') this.#review(pathname, body as Json, response);
    else if (method === 'GET') this.#get(asked, response);
    else this.#refuse(response, 405, 'MethodNotAllowed', asked);
  }

  #get(asked: Asked, response: ServerResponse): void {
    const { path } = asked;
    const wants = asked.headers['accept-encoding'] === 'gzip';
    if (path === '/version') send(response, { major: '1', gitVersion: this.#settings.version ?? 'v1.34.2' }, wants);
    else if (path === '/api' || path === '/apis') this.#discovery(path, asked, response);
    else if (this.#isGroupVersion(path)) this.#groupVersion(path, response);
    else this.#list(asked, response, wants);
  }

  #list(asked: Asked, response: ServerResponse, wants: boolean): void {
    const [, group = '', version, namespace, resource] =
      /^\/(?:api|apis\/([^/]+))\/([^/]+)(?:\/namespaces\/([^/]+))?\/([^/]+)$/.exec(asked.path) ?? [];
    const served = this.#served.find(
      (kind) => kind.group === group && kind.version === version && kind.resource === resource,
    );
    const { query, accept } = asked;
    const keys = [...query.keys()].filter((key) => key !== 'limit' && key !== 'continue');
    if (served === undefined || keys.length > 0 || (namespace !== undefined && !served.namespaced))
      return this.#refuse(response, 404, 'NotFound', asked);
    if (!this.#mayList(served, namespace)) return this.#refuse(response, 403, 'Forbidden');
    const isForm =
      accept === 'application/json' || accept === METADATA || (accept === TABLE && this.#settings.tables !== false);
    if (!isForm) return this.#refuse(response, 406, 'NotAcceptable');
    const objects = inOrder(this.#settings.objects.filter((object) => isOf(object, served, namespace)));
    const page = {
      served,
      objects,
      limit: Number(query.get('limit') ?? objects.length),
      token: query.get('continue') ?? '',
      accept,
    };
    return send(response, pageOf(page), wants);
  }

  #mayList({ resource, group }: Served, namespace: string | undefined): boolean {
    const name = group === '' ? resource : `${resource}.${group}`;
    return this.#settings.mayList?.(name, namespace) !== false;
  }

  #discovery(path: string, { accept }: Asked, response: ServerResponse): void {
    const kinds = this.#served.filter(({ group }) => (path === '/api') === (group === ''));
    const groups = Map.groupBy(kinds, ({ group }) => group);
    if (this.#settings.aggregated !== false && accept.includes('as=APIGroupDiscoveryList')) {
      const items = [...groups].map(([name, resources]) => ({
        metadata: name === '' ? {} : { name },
        versions: [{ version: resources[0]?.version, freshness: 'Current', resources: resources.map(aggregatedKind) }],
      }));
      return send(
        response,
        { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items },
        false,
      );
    }
    if (path === '/api') return send(response, { kind: 'APIVersions', versions: ['v1'] }, false);
    const list = [...groups].map(([name, [first]]) => {
      const version = { groupVersion: `${name}/${first?.version}`, version: first?.version };
      return { name, versions: [version], preferredVersion: version };
    });
    return send(response, { kind: 'APIGroupList', apiVersion: 'v1', groups: list }, false);
  }

  #isGroupVersion(path: string): boolean {
    return /^\/(?:api\/[^/]+|apis\/[^/]+\/[^/]+)$/.test(path);
  }

  #groupVersion(path: string, response: ServerResponse): void {
    const [, group = '', version] = /^\/(?:api|apis\/([^/]+))\/([^/]+)$/.exec(path) ?? [];
    const kinds = this.#served.filter((kind) => kind.group === group && kind.version === version);
    const resources = kinds.map(({ resource: name, kind, namespaced }) => ({
      name,
      kind,
      namespaced,
      verbs: ['get', 'list'],
    }));
    const sub = { name: `${kinds[0]?.resource}/status`, kind: kinds[0]?.kind, namespaced: true, verbs: ['get'] };
    send(response, { kind: 'APIResourceList', groupVersion: path.slice(6), resources: [...resources, sub] }, false);
  }

  #review(path: string, { spec }: { readonly spec?: unknown }, response: ServerResponse): void {
    const { resourceAttributes: asked = {}, namespace = '' } = (spec ?? {}) as {
      readonly resourceAttributes?: {
        readonly group?: string;
        readonly resource?: string;
        readonly namespace?: string;
      };
      readonly namespace?: string;
    };
    if (path.endsWith('/selfsubjectreviews'))
      return send(response, { kind: 'SelfSubjectReview', status: { userInfo: { username: 'fake-user' } } }, false, 201);
    if (path.endsWith('/selfsubjectaccessreviews')) {
      const all = this.#served.every((kind) => this.#mayList(kind, undefined));
      const one = this.#served.find(({ group, resource }) => group === asked.group && resource === asked.resource);
      const allowed = asked.resource === '*' ? all : one !== undefined && this.#mayList(one, asked.namespace);
      return send(response, { kind: 'SelfSubjectAccessReview', status: { allowed } }, false, 201);
    }
    if (!path.endsWith('/selfsubjectrulesreviews')) return this.#refuse(response, 404, 'NotFound');
    const resourceRules = this.#served
      .filter((kind) => this.#mayList(kind, namespace))
      .map(({ group, resource }) => ({ verbs: ['list'], apiGroups: [group], resources: [resource] }));
    return send(response, { status: { resourceRules, nonResourceRules: [], incomplete: false } }, false, 201);
  }

  #refuse(response: ServerResponse, code: number, reason: string, asked?: Asked): void {
    if (asked !== undefined) this.unexpected.push(`${asked.method} ${asked.path}?${asked.query.toString()}`);
    send(response, { kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, code }, false, code);
  }
}

function aggregatedKind({ group, version, resource, kind, namespaced }: Served): unknown {
  return {
    resource,
    responseKind: { group, version, kind },
    scope: namespaced ? 'Namespaced' : 'Cluster',
    verbs: ['get', 'list', 'watch'],
    subresources: [{ subresource: 'status', verbs: ['get'] }],
  };
}

function isOf({ apiVersion, kind, metadata }: KubeObject, served: Served, namespace: string | undefined): boolean {
  const [group] = apiVersion.includes('/') ? apiVersion.split('/') : [''];
  return (
    group === served.group && kind === served.kind && (namespace === undefined || metadata.namespace === namespace)
  );
}

export function send(response: ServerResponse, value: unknown, compressed: boolean, status = 200): void {
  const text = JSON.stringify(value);
  response.writeHead(status, { 'content-type': 'application/json', ...(compressed && { 'content-encoding': 'gzip' }) });
  response.end(compressed ? gzipSync(text) : text);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as unknown);
}
