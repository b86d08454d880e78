// Asks an API server what a case asks: by an access review, and by the request itself where the case is one.
import { type Answer, type Client, createClient } from '../cluster/client.ts';
import type { Cluster } from '../cluster/cluster.ts';
import { clientCertificates } from '../cluster/pki.ts';
import type { PreparedCase } from './cases.ts';
import { withRequests } from './certificate-requests.ts';
import { inFlight } from './in-flight.ts';
import { httpRequestOf } from './request-text.ts';
import { MARK } from './row.ts';

const IN_FLIGHT_MAX = 16;
const MARKS = [MARK, Buffer.from(MARK).toString('base64')];
const AUTHENTICATED = 'system:authenticated';

export interface ServerVerdict {
  /** What the review said; absent where the caller impersonates, since a review asks about one identity. */
  readonly allowed?: boolean;
  /** In the notation of a row's verdict; of a case that is only a review, `allowed` or `denied`. */
  readonly verdict: string;
  /** The server's own words, for a failing test. */
  readonly message: string;
}

async function review({ admin }: Cluster, { caller, attributes }: PreparedCase): Promise<boolean> {
  const { verb } = attributes;
  const attribute =
    'path' in attributes
      ? { nonResourceAttributes: { verb, path: attributes.path } }
      : { resourceAttributes: { ...attributes, fieldSelector: selectorOf(attributes.fieldSelector) } };
  const spec = { user: caller.user, groups: caller.groups, ...attribute };
  const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews';
  const object = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec };
  const { status, body, text } = await admin.client.send('POST', path, object);
  if (status !== 201) throw new Error(`the review was refused: ${text}`);
  return (body['status'] as { readonly allowed: boolean }).allowed;
}

function selectorOf(rawSelector: string): object | undefined {
  return rawSelector === '' ? undefined : { rawSelector };
}

function headersOf({ headers, as }: PreparedCase): Record<string, string | readonly string[]> {
  const extra = Object.entries(as?.extra ?? {}).map(([key, value]) => [`Impersonate-Extra-${key}`, value]);
  return {
    ...headers,
    ...(as?.user === undefined ? {} : { 'Impersonate-User': as.user }),
    ...(as?.groups === undefined ? {} : { 'Impersonate-Group': as.groups }),
    ...(as?.uid === undefined ? {} : { 'Impersonate-Uid': as.uid }),
    ...(Object.fromEntries(extra) as Record<string, string>),
  };
}

/** The words of an authorizer's refusal: `User "x" cannot get resource "secrets"`; what comes later says anything else. */
function refusedByAuthorizer({ attributes, as }: PreparedCase, message: string): boolean {
  if (as !== undefined && / cannot impersonate(?::\S+|-on:\S+)? /.test(message)) return true;
  return message.includes(` cannot ${attributes.verb} ${'path' in attributes ? 'path' : 'resource'} `);
}

function verdictOf(one: PreparedCase, { status, body, text }: Answer): string {
  if (status === 403) return refusedByAuthorizer(one, text) ? '403' : '403 afterwards';
  if (status >= 300) return String(status);
  if (MARKS.some((mark) => text.includes(mark))) return `${status} data`;
  const token = (body['status'] as { readonly token?: unknown } | undefined)?.token;
  return typeof token === 'string' && body.kind === 'TokenRequest' ? `${status} token` : String(status);
}

async function send(cluster: Cluster, client: Client, one: PreparedCase): Promise<ServerVerdict> {
  const http = httpRequestOf(one.request);
  const allowed = one.as === undefined ? await review(cluster, one) : undefined;
  const shown = allowed === undefined ? {} : { allowed };
  if (http === undefined) return { ...shown, verdict: allowed === true ? 'allowed' : 'denied', message: '' };
  const body = one.body === undefined ? undefined : withRequests(one.body, cluster);
  const answer = await client.send(http.method, http.path, body, {
    headers: headersOf(one),
    ...(one.contentType !== undefined && { contentType: one.contentType }),
  });
  return { ...shown, verdict: verdictOf(one, answer), message: answer.status < 300 ? '' : answer.text };
}

/** The server's verdicts by the cases' ids; each request is sent with a certificate, or without any, of its caller. */
export async function askServer(
  cluster: Cluster,
  cases: readonly PreparedCase[],
): Promise<ReadonlyMap<string, ServerVerdict>> {
  const { programs, folder, endpoint } = cluster;
  const identities = cases.map(({ caller: { user, groups } }) => ({
    user,
    groups: groups.filter((group) => group !== AUTHENTICATED),
  }));
  const certificates = clientCertificates(programs.certificates, folder, identities);
  const answers = await inFlight(IN_FLIGHT_MAX, [...cases.entries()], async ([index, one]) => {
    const certificate = certificates[index];
    const isAnonymous = one.subject === 'anonymous' || certificate === undefined;
    const client = createClient(endpoint, isAnonymous ? {} : { certificate });
    try {
      return [one.id, await send(cluster, client, one)] as const;
    } finally {
      client.close();
    }
  });
  return new Map(answers);
}
