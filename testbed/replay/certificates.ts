// Replays the techniques that have a certificate signed: for any user (B14), and for a node (B16).
import type { ApiObject, Client } from '../cluster/client.ts';
import { certificateRequest, type Identity } from '../cluster/pki.ts';
import type { Attempt } from './attempt.ts';
import { eventually, namesToTry, partsOf, type Stage, usernameOf, whoIs } from './stage.ts';

const CSRS = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
const APPLY = { contentType: 'application/apply-patch+yaml' };
const MERGE = { contentType: 'application/merge-patch+json' };
const APPROVED = { status: { conditions: [{ type: 'Approved', status: 'True', reason: 'Replay', message: 'x' }] } };

/** By POST or by name; what the server answered, which is the object as it will be sent back. */
async function create(client: Client, name: string, spec: object): Promise<ApiObject | undefined> {
  const request = { apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: { name }, spec };
  const posted = await client.send('POST', CSRS, request);
  const { status, body } =
    posted.status === 201 ? posted : await client.send('PATCH', `${CSRS}/${name}?fieldManager=replay`, request, APPLY);
  return status === 201 ? { ...body, metadata: { name } } : undefined;
}

/** The certificate by any request that answers with the object. */
async function fetched(client: Client, made: ApiObject): Promise<string | undefined> {
  const object = `${CSRS}/${made.metadata?.name}`;
  const selected = `${CSRS}?fieldSelector=metadata.name=${made.metadata?.name}`;
  const parts = [object, `${object}/approval`, `${object}/status`];
  const asks = [
    ...parts.map((path) => ['GET', path, undefined, {}] as const),
    ...parts.map((path) => ['PATCH', path, {}, MERGE] as const),
    ['PUT', `${object}/approval`, { ...made, ...APPROVED }, {}],
    ['GET', selected, undefined, {}],
    ['GET', `${selected}&watch=true&timeoutSeconds=1`, undefined, {}],
  ] as const;
  for (const [method, path, body, settings] of asks) {
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    const { status, text } = await client.send(method, path, body, settings);
    const certificate = status === 200 ? /"certificate":"([\w+/=]+)"/.exec(text)?.[1] : undefined;
    if (certificate !== undefined) return Buffer.from(certificate, 'base64').toString('utf8');
  }
  return undefined;
}

async function approve(client: Client, made: ApiObject): Promise<void> {
  const path = `${CSRS}/${made.metadata?.name}/approval`;
  const patched = await client.send('PATCH', path, APPROVED, MERGE);
  if (patched.status !== 200) await client.send('PUT', path, { ...made, ...APPROVED });
}

interface Wish {
  readonly identity: Identity;
  readonly signerName: string;
  readonly approves: boolean;
}

/** A client with the certificate, or `undefined` where none could be had. */
export async function certified(stage: Stage, { identity, signerName, approves }: Wish): Promise<Client | undefined> {
  const { request, key } = certificateRequest(stage.cluster.programs.certificates, identity);
  const spec = {
    request: Buffer.from(request).toString('base64'),
    signerName,
    usages: ['digital signature', 'client auth'],
  };
  const own = partsOf(stage.path.from).namespace || identity.user.replaceAll(/[^a-z0-9.-]/g, '-');
  for (const wanted of namesToTry(stage.replay)) {
    const name = wanted === 'fresh' ? `${own}-${stage.path.steps.length}` : wanted;
    if (!/^[a-z0-9.-]+$/.test(name)) continue;
    // oxlint-disable-next-line no-await-in-loop -- one try after the other
    const made = await create(stage.actor, name, spec);
    if (made === undefined) continue;
    // oxlint-disable-next-line no-await-in-loop
    if (approves) await approve(stage.actor, made);
    // oxlint-disable-next-line no-await-in-loop
    const certificate = await eventually(stage.looks, async () => fetched(stage.actor, made));
    if (certificate !== undefined) return stage.as({ certificate: { certificate, key } });
  }
  return undefined;
}

/** B14 */
export const approvesCertificate: Attempt = async (stage) => {
  const wanted = partsOf(stage.path.to).kind === 'group' ? 'anyone' : usernameOf(stage.path.to);
  const groups = partsOf(stage.path.to).kind === 'group' ? [partsOf(stage.path.to).name] : [];
  const signerName = 'kubernetes.io/kube-apiserver-client';
  const client = await certified(stage, { identity: { user: wanted, groups }, signerName, approves: true });
  return client !== undefined && (await whoIs(client)).username === wanted;
};

/** The node's own credentials, by the automatic approval. */
export async function certifiedNode(stage: Stage, node: string): Promise<Client | undefined> {
  const identity = { user: `system:node:${node}`, groups: ['system:nodes'] };
  return certified(stage, { identity, signerName: 'kubernetes.io/kube-apiserver-client-kubelet', approves: false });
}

/** B16 */
export const joinsAsNode: Attempt = async (stage) => {
  const { name } = partsOf(stage.path.to);
  const client = await certifiedNode(stage, name);
  return client !== undefined && (await whoIs(client)).username === usernameOf(`node:${name}`);
};
