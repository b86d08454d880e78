// Replays impersonation with limits (B5): as users, accounts and groups, and as nodes, also by tokens that were issued for one.
import type { Client } from '../cluster/client.ts';
import type { Attempt } from './attempt.ts';
import { sendRequest } from './reads.ts';
import { carriesValue, partsOf, requestToken, type Stage, tokenIn, usernameOf, whoIs } from './stage.ts';

type Headers = Readonly<Record<string, string>>;
interface Named {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly spec?: { readonly nodeName?: string; readonly serviceAccountName?: string };
  readonly subjects?: readonly { readonly kind?: string; readonly name?: string; readonly namespace?: string }[];
  readonly rules?: readonly { readonly resourceNames?: readonly string[] }[];
}

const objectsOf = ({ replay }: Stage): readonly Named[] => replay.objects;

const nodesOf = (stage: Stage): readonly string[] => [
  ...new Set(objectsOf(stage).flatMap(({ spec }) => spec?.nodeName ?? [])),
];

/** Everybody whom the example's bindings name, and its nodes: whom an attacker would try to be. */
function identities(stage: Stage): Headers[] {
  const subjects = objectsOf(stage).flatMap((object) => object.subjects ?? []);
  const rules = objectsOf(stage).flatMap((object) => object.rules ?? []);
  const users = [...new Set([...rules.flatMap(({ resourceNames = [] }) => resourceNames), 'nobody'])];
  return [
    ...nodesOf(stage).map((node) => ({ 'Impersonate-User': `system:node:${node}` })),
    ...subjects.flatMap(({ kind, name = '', namespace }): Headers[] => {
      if (kind === 'Group') return users.map((user) => ({ 'Impersonate-User': user, 'Impersonate-Group': name }));
      return [{ 'Impersonate-User': kind === 'User' ? name : usernameOf(`serviceaccount:${namespace}/${name}`) }];
    }),
  ];
}

async function uidOf({ cluster }: Stage, path: string): Promise<unknown> {
  return (await cluster.get(path)).metadata?.['uid'];
}

/** The token that a pod of the account holds. */
async function tokensOfPods(stage: Stage): Promise<(string | undefined)[]> {
  const { kind, namespace, name } = partsOf(stage.path.from);
  const pods = objectsOf(stage).filter((one) => one.kind === 'Pod' && one.spec?.serviceAccountName === name);
  if (kind !== 'serviceaccount') return [];
  return Promise.all(
    pods.map(async ({ metadata }) => {
      const uid = await uidOf(stage, `/api/v1/namespaces/${namespace}/pods/${metadata?.name}`);
      const boundObjectRef = { apiVersion: 'v1', kind: 'Pod', name: metadata?.name, uid };
      return tokenIn(await requestToken(stage.cluster.admin.client, { namespace, name }, { boundObjectRef }));
    }),
  );
}

/** Tokens of bound accounts that the caller has made for a node. */
async function tokensForNodes(stage: Stage): Promise<(string | undefined)[]> {
  const accounts = objectsOf(stage)
    .flatMap(({ subjects = [] }) => subjects)
    .filter(({ kind }) => kind === 'ServiceAccount');
  const tries = accounts.flatMap((account) => nodesOf(stage).map((node) => [account, node] as const));
  return Promise.all(
    tries.map(async ([{ namespace = '', name = '' }, node]) => {
      const uid = await uidOf(stage, `/api/v1/nodes/${node}`);
      const boundObjectRef = { apiVersion: 'v1', kind: 'Node', name: node, uid };
      return tokenIn(await requestToken(stage.actor, { namespace, name }, { boundObjectRef }));
    }),
  );
}

async function reads(client: Client, headers: Headers, { path }: Stage): Promise<boolean> {
  const { namespace, name } = partsOf(path.to);
  const at = { group: '', resource: 'secrets', namespace };
  const requests = [
    { ...at, verb: 'get', name },
    { ...at, verb: 'list' },
    { ...at, verb: 'list', query: `fieldSelector=metadata.name=${name}` },
    { ...at, verb: 'patch', name, query: 'dryRun=All' },
  ];
  for (const request of requests) {
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    if (carriesValue(await sendRequest(client, request, headers))) return true;
  }
  return false;
}

/** As a node, a token bound to each pod of the example. */
async function mints(client: Client, headers: Headers, stage: Stage): Promise<boolean> {
  const { namespace, name } = partsOf(stage.path.to);
  for (const { metadata } of objectsOf(stage).filter(({ kind }) => kind === 'Pod')) {
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    const uid = await uidOf(stage, `/api/v1/namespaces/${metadata?.namespace}/pods/${metadata?.name}`);
    const boundObjectRef = { apiVersion: 'v1', kind: 'Pod', name: metadata?.name, uid };
    // oxlint-disable-next-line no-await-in-loop
    const token = tokenIn(await requestToken(client, { namespace, name }, { boundObjectRef }, headers));
    // oxlint-disable-next-line no-await-in-loop
    if (token !== undefined && (await whoIs(stage.as({ token }))).username === usernameOf(stage.path.to)) return true;
  }
  return false;
}

/** B5: as each of them, by each token, with each request that reads. */
export const readsImpersonating: Attempt = async (stage) => {
  const tokens = [...(await tokensOfPods(stage)), ...(await tokensForNodes(stage))];
  const clients = [stage.actor, ...tokens.flatMap((token) => (token === undefined ? [] : [stage.as({ token })]))];
  const gets = partsOf(stage.path.to).kind === 'secret' ? reads : mints;
  for (const client of clients)
    for (const headers of identities(stage)) {
      // oxlint-disable-next-line no-await-in-loop -- one try after the other
      if (await gets(client, headers, stage)) return true;
    }
  return false;
};
