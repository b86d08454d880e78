// Replays the techniques that read a Secret by a request (A).
import type { Answer, Client, RequestSettings } from '../cluster/client.ts';
import type { Attempt } from './attempt.ts';
import type { StepRequest } from './example.ts';
import { carriesValue, pathOf } from './stage.ts';

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
