// Replays the techniques that read a Secret by a request (A), or an object that holds a credential in plain text (L).
import type { Answer, Client, RequestSettings } from '../cluster/client.ts';
import type { Attempt } from './attempt.ts';
import type { StepRequest } from './example.ts';
import { carriesLiteral, carriesValue, eventually, partsOf, pathOf } from './stage.ts';

const METHODS: Readonly<Record<string, string>> = {
  get: 'GET',
  list: 'GET',
  watch: 'GET',
  patch: 'PATCH',
  update: 'PUT',
  create: 'POST',
  delete: 'DELETE',
  deletecollection: 'DELETE',
};
const MERGE = { contentType: 'application/merge-patch+json' };

/** Sends a step's request as it stands; a watch ends after a second. */
export async function sendRequest(
  client: Client,
  request: StepRequest,
  headers: RequestSettings['headers'] = {},
): Promise<Answer> {
  const path = pathOf(request);
  const watching = request.verb === 'watch' ? `${path.includes('?') ? '&' : '?'}watch=true&timeoutSeconds=1` : '';
  const isPatch = request.verb === 'patch';
  return client.send(METHODS[request.verb] ?? 'GET', `${path}${watching}`, isPatch ? {} : undefined, {
    ...(isPatch && MERGE),
    headers,
  });
}

/** A request on Secrets that answers with the value. */
export const readsValue: Attempt = async ({ actor, path }) => {
  const request = path.steps.at(-1)?.request;
  return request !== undefined && carriesValue(await sendRequest(actor, request));
};

/** L1: a request that answers with the object. */
export const readsLiteral: Attempt = async ({ actor, path }) => {
  const request = path.steps.at(-1)?.request;
  return request !== undefined && carriesLiteral(await sendRequest(actor, request));
};

/** L3: the kubelet gets the pod or the ConfigMap by its name, as soon as the server knows of the pod. */
export const nodeReadsLiteral: Attempt = async ({ actor, path, looks }) => {
  const { kind, namespace, name } = partsOf(path.to.replace(/#.*$/s, ''));
  const place = `/api/v1/namespaces/${namespace}/${kind}s/${name}`;
  const gets = async (): Promise<true | undefined> => carriesLiteral(await actor.send('GET', place)) || undefined;
  return (await eventually(looks, gets)) === true;
};
