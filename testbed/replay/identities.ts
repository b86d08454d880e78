// Replays the techniques that become another identity: by impersonation, and by tokens that are asked for or made.
import type { Client } from '../cluster/client.ts';
import type { Attempt } from './attempt.ts';
import { sendRequest } from './reads.ts';
import { eventually, namesToTry, partsOf, requestToken, type Stage, tokenIn, usernameOf, whoIs } from './stage.ts';

const APPLY = { contentType: 'application/apply-patch+yaml' };

/** B1, B2: the user alone. */
export const impersonates: Attempt = async ({ actor, path }) => {
  const wanted = usernameOf(path.to);
  return (await whoIs(actor, { 'Impersonate-User': wanted })).username === wanted;
};

/** B3: the group, beside whichever user or account the rules let. */
export const impersonatesGroup: Attempt = async (stage) => {
  const { name: group } = partsOf(stage.path.to);
  const { namespace } = partsOf(stage.path.from);
  const users = namesToTry(stage.replay).flatMap((name) => [name, `system:serviceaccount:${namespace}:${name}`]);
  for (const user of users) {
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    const who = await whoIs(stage.actor, { 'Impersonate-User': user, 'Impersonate-Group': group });
    if (who.groups?.includes(group) === true) return true;
  }
  return false;
};

async function isIdentity(stage: Stage, token: string | undefined, id: string): Promise<boolean> {
  return token !== undefined && (await whoIs(stage.as({ token }))).username === usernameOf(id);
}

/** B6 */
export const requestsToken: Attempt = async (stage) => {
  const { namespace, name } = partsOf(stage.path.to);
  return isIdentity(stage, tokenIn(await requestToken(stage.actor, { namespace, name })), stage.path.to);
};

/** B13: makes the account that is missing first. */
export const createsAccount: Attempt = async (stage) => {
  const { namespace, name } = partsOf(stage.path.to);
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts`;
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name } };
  const posted = await stage.actor.send('POST', path, account);
  if (posted.status === 201) return requestsToken(stage);
  const applied = await stage.actor.send('PATCH', `${path}/${name}?fieldManager=replay`, account, APPLY);
  return applied.status === 201 && requestsToken(stage);
};

/** The token in a Secret, in whatever answer carries it. */
function tokenOf(text: string): string | undefined {
  const encoded = /"token":"([\w+/=]{20,})"/.exec(text)?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

async function readToken(client: Client, namespace: string, name: string): Promise<string | undefined> {
  const at = { group: '', resource: 'secrets', namespace };
  const requests = [
    { ...at, verb: 'get', name },
    { ...at, verb: 'list', query: `fieldSelector=metadata.name=${name}` },
    { ...at, verb: 'list' },
    { ...at, verb: 'patch', name, query: 'dryRun=All' },
    { ...at, verb: 'delete', name, query: 'dryRun=All&propagationPolicy=Foreground' },
    { ...at, verb: 'deletecollection', query: 'dryRun=All' },
    { ...at, verb: 'watch' },
  ];
  for (const request of requests) {
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    const { status, text } = await sendRequest(client, request);
    const token = status < 300 ? tokenOf(text) : undefined;
    if (token !== undefined) return token;
  }
  return undefined;
}

/** B7: makes a Secret that a controller fills with a token, by POST or by name, and reads it. */
export const createsTokenSecret: Attempt = async (stage) => {
  const { namespace, name: account } = partsOf(stage.path.to);
  const path = `/api/v1/namespaces/${namespace}/secrets`;
  const isToken = async (name: string): Promise<true | undefined> => {
    const token = await readToken(stage.actor, namespace, name);
    return (await isIdentity(stage, token, stage.path.to)) ? true : undefined;
  };
  for (const name of namesToTry(stage.replay)) {
    const metadata = { name, annotations: { 'kubernetes.io/service-account.name': account } };
    const secret = { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/service-account-token', metadata };
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    const posted = await stage.actor.send('POST', path, secret);
    const made =
      // oxlint-disable-next-line no-await-in-loop
      posted.status === 201 ||
      (await stage.actor.send('PATCH', `${path}/${name}?fieldManager=replay`, secret, APPLY)).status < 300;
    // oxlint-disable-next-line no-await-in-loop
    if (made && (await eventually(stage.looks, async () => isToken(name))) === true) return true;
  }
  return false;
};

/** B8: whoever reads the Secret is its account. */
export const holdsTokenSecret: Attempt = async (stage) => {
  const { namespace, name } = partsOf(stage.path.from);
  const { client } = stage.cluster.admin;
  const token = await eventually(stage.looks, async () => {
    const { text } = await client.send('GET', `/api/v1/namespaces/${namespace}/secrets/${name}`);
    return tokenOf(text);
  });
  return isIdentity(stage, token, stage.path.to);
};
