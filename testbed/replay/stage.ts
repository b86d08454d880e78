// A replayed example in a cluster: who acts with which credentials, and what an attempt needs to know.
import { type Answer, type ApiObject, type Client, createClient, type Credentials } from '../cluster/client.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { waitUntil } from '../cluster/wait-until.ts';
import { isShared, type Replay, type ReplayedPath, type StepRequest } from './example.ts';

/** The value of the examples' Secrets, in base64. */
const LITERAL = 'not-a-real-password';
const VALUE = Buffer.from(LITERAL).toString('base64');
const TOKEN_REQUEST = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };

export interface Stage {
  readonly cluster: Cluster;
  readonly replay: Replay;
  readonly path: ReplayedPath;
  /** Credentials of the position that the path starts from. */
  readonly actor: Client;
  /** How often to look for what controllers do: exposed examples wait for it, safe ones see that it does not come. */
  readonly looks: number;
  as(credentials: Credentials): Client;
  node(name: string): Client;
  close(): void;
}

export const carriesValue = ({ status, text }: Answer): boolean => status < 300 && text.includes(VALUE);

/** Where the value stands as it is. */
export const carriesLiteral = ({ status, text }: Answer): boolean => status < 300 && text.includes(LITERAL);

/** Splits `KIND:NS/NAME`, or `KIND:NAME`. */
export function partsOf(id: string): { readonly kind: string; readonly namespace: string; readonly name: string } {
  const [kind = '', rest = ''] = id.split(/:(.*)/s);
  const slash = ['user', 'group', 'node'].includes(kind) ? -1 : rest.indexOf('/');
  return { kind, namespace: slash < 0 ? '' : rest.slice(0, slash), name: rest.slice(slash + 1) };
}

/** Of an account, given as namespace and name; `spec` is the request's. */
export async function requestToken(
  client: Client,
  account: { readonly namespace: string; readonly name: string },
  spec: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const path = `/api/v1/namespaces/${account.namespace}/serviceaccounts/${account.name}/token`;
  return client.send('POST', path, { ...TOKEN_REQUEST, spec }, { headers });
}

export function tokenIn({ body }: Answer): string | undefined {
  return (body['status'] as { readonly token?: string } | undefined)?.token;
}

/** Asks until something comes, at most `looks` times. */
export async function eventually<T>(looks: number, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  let left = looks;
  return waitUntil('a few looks', async () => {
    const found = await ask();
    return found !== undefined ? [found] : --left <= 0 ? [undefined] : undefined;
  }).then(([found]) => found);
}

/** Whom the server takes the client for, with headers of impersonation where there are some. */
export async function whoIs(
  client: Client,
  headers: Readonly<Record<string, string | readonly string[]>> = {},
): Promise<{ readonly username?: string; readonly groups?: readonly string[] }> {
  const review = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews';
  const { body } = await client.send('POST', path, review, { headers });
  return (body['status'] as { readonly userInfo: object } | undefined)?.userInfo ?? {};
}

export function usernameOf(id: string): string {
  const { kind, namespace, name } = partsOf(id);
  if (kind === 'serviceaccount') return `system:serviceaccount:${namespace}:${name}`;
  return kind === 'node' ? `system:node:${name}` : name;
}

/** The position as a binding's subject. */
export function bindingSubjectOf(id: string): object {
  const { kind, namespace, name } = partsOf(id);
  if (kind === 'serviceaccount') return { kind: 'ServiceAccount', namespace, name };
  return { apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: usernameOf(id) };
}

/** Names that some rule of the example is limited to, and one that none is: what an attacker would try. */
export function namesToTry({ objects }: Replay): string[] {
  const rules = objects.flatMap((object) => (object['rules'] ?? []) as readonly { resourceNames?: string[] }[]);
  return [...new Set([...rules.flatMap(({ resourceNames = [] }) => resourceNames), 'fresh'])];
}

export const groupPath = (group: string, version = 'v1'): string =>
  group === '' ? `/api/${version}` : `/apis/${group}/${version}`;

/** Path of a step's request; a name that it leaves open is `name`. */
export function pathOf(request: StepRequest, name = request.name ?? ''): string {
  const { group, resource, subresource, namespace = '', query = '' } = request;
  const scope = namespace === '' ? '' : `/namespaces/${namespace}`;
  const isCollection = ['list', 'watch', 'deletecollection'].includes(request.verb);
  const object = name === '' || isCollection ? '' : `/${name}${subresource === undefined ? '' : `/${subresource}`}`;
  return `${groupPath(group)}${scope}/${resource}${object}${query === '' ? '' : `?${query}`}`;
}

interface Holder {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string };
  readonly spec?: { readonly serviceAccountName?: string };
}

/** The ServiceAccount that a position acts as: its own, or that of the pod. */
function accountOf({ objects, path }: Replay): { readonly namespace: string; readonly name: string } {
  const { kind, namespace, name } = partsOf(path.from);
  if (kind === 'serviceaccount') return { namespace, name };
  const pod = (objects as readonly Holder[]).find((one) => one.kind === 'Pod' && one.metadata?.name === name);
  return { namespace, name: pod?.spec?.serviceAccountName ?? 'default' };
}

async function credentialsOf(cluster: Cluster, replay: Replay): Promise<Credentials> {
  const { kind, name } = partsOf(replay.path.from);
  if (kind === 'node') return cluster.as({ user: `system:node:${name}`, groups: ['system:nodes'] }).credentials;
  if (kind === 'user') return cluster.as({ user: name }).credentials;
  if (kind === 'secret') return {};
  const account = accountOf(replay);
  const token = tokenIn(await requestToken(cluster.admin.client, account));
  if (token === undefined) throw new Error(`no token for ${replay.path.from}`);
  return { token };
}

type Staged = ApiObject & {
  readonly metadata?: { readonly namespace?: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec?: { readonly serviceAccountName?: string; readonly template?: { readonly spec?: Holder['spec'] } };
  readonly subjects?: readonly { readonly kind?: string; readonly namespace?: string; readonly name?: string }[];
};

/** The objects of the example as they are applied, each namespace and account that they name before them. */
export function stagedObjects(replay: Replay): ApiObject[] {
  const namespaces = new Set<string>();
  const accounts = new Set<string>();
  const note = (namespace: string | undefined, account: string): void => {
    if (namespace === undefined || namespace === '') return;
    namespaces.add(namespace);
    accounts.add(`${namespace}/${account}`);
  };
  for (const object of replay.objects as readonly Staged[]) {
    if (!isShared(object)) note(object.metadata?.namespace, 'default');
    const { spec } = object;
    const account = spec?.serviceAccountName ?? spec?.template?.spec?.serviceAccountName;
    const owner = object.metadata?.annotations?.['kubernetes.io/service-account.name'];
    for (const name of [account, owner]) if (name !== undefined) note(object.metadata?.namespace, name);
    for (const { kind, namespace, name } of replay.technique === 'B13' ? [] : (object.subjects ?? []))
      if (kind === 'ServiceAccount' && !isShared({ metadata: { namespace } } as ApiObject)) note(namespace, name ?? '');
  }
  const from = partsOf(replay.path.from);
  if (from.kind === 'serviceaccount') note(from.namespace, from.name);
  const given = new Set(replay.objects.map(({ kind, metadata }) => `${kind} ${metadata?.name}`));
  const nodes = replay.objects.flatMap((object) => {
    const name = (object as { spec?: { nodeName?: string } }).spec?.nodeName;
    return name === undefined || given.has(`Node ${name}`)
      ? []
      : [{ apiVersion: 'v1', kind: 'Node', metadata: { name } }];
  });
  return [
    ...[...namespaces]
      .filter((name) => !given.has(`Namespace ${name}`))
      .map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    ...replay.objects.filter(({ kind }) => kind === 'Namespace'),
    ...nodes,
    ...[...accounts].map((text) => {
      const [namespace = '', name = ''] = text.split('/');
      return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace } };
    }),
    ...replay.objects.filter(({ kind }) => kind !== 'Namespace'),
  ];
}

export async function openStage(cluster: Cluster, replay: Replay, looks: number): Promise<Stage> {
  const open: Client[] = [];
  const as = (credentials: Credentials): Client => {
    const client = createClient(cluster.endpoint, credentials);
    open.push(client);
    return client;
  };
  return {
    cluster,
    replay,
    path: replay.path,
    actor: as(await credentialsOf(cluster, replay)),
    looks,
    as,
    node: (name) => as(cluster.as({ user: `system:node:${name}`, groups: ['system:nodes'] }).credentials),
    close: () => open.forEach((client) => client.close()),
  };
}
