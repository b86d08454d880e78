// Speaks to a running etcd through its JSON gateway: reads only, through the one transport.
// https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/
import { readFileSync } from 'node:fs';
import { Sealed } from '@watertight/sealed';
import { ClusterError } from '../cluster/cluster-error.ts';
import { Credentials } from '../cluster/credentials/credentials.ts';
import type { ClusterTarget } from '../cluster/kubeconfig/target.ts';
import { fieldsOf } from '../cluster/kubeconfig/narrow.ts';
import type { Fields } from '../cluster/kubeconfig/narrow.ts';
import { RequestFailure } from '../cluster/transport/failure.ts';
import { Transport } from '../cluster/transport/transport.ts';
import { reasonOf } from '../system/failure.ts';
import type { EtcdEndpoint } from './etcd-store.ts';
import { refused, unreachable } from './live-error.ts';

const OK = 200;
/** Bytes of an answer that is taken into memory. */
const ANSWER_BYTES_MAX = 512 * 1024 * 1024;

/** `too-large`: more than is taken into memory. */
export type GatewayAnswer =
  | { readonly kind: 'answer'; readonly fields: Fields }
  | { readonly kind: 'too-large' }
  /** `code` is gRPC's, `status` HTTP's. */
  | { readonly kind: 'refused'; readonly code: number; readonly status: number };

export class Gateway {
  readonly endpoint: string;
  readonly #transport: Transport;

  /** Throws `ClusterError` for an address or a file that cannot be used. Nothing is contacted. */
  constructor(endpoint: string, settings: EtcdEndpoint, signal?: AbortSignal) {
    this.endpoint = endpoint;
    const target = targetOf(endpoint, settings);
    const { agent } = settings;
    this.#transport = new Transport(target, new Credentials(target, {}), { agent, ...(signal && { signal }) });
  }

  /** Throws `ClusterError` where there is no answer, or none of etcd's. */
  async ask(path: '/v3/kv/range' | '/v3/maintenance/status', etcdRead: object): Promise<GatewayAnswer> {
    try {
      const { status, body, drop } = await this.#transport.ask({ path, accept: 'application/json', etcdRead });
      const text = await textOf(body);
      if (text === undefined) {
        drop();
        return { kind: 'too-large' };
      }
      const answer = fieldsOf(parsed(text));
      if (status === OK && 'header' in answer) return { kind: 'answer', fields: answer };
      const { code } = answer;
      if (typeof code !== 'number') throw refused(this.endpoint, status, undefined);
      return { kind: 'refused', code, status };
    } catch (error) {
      if (error instanceof RequestFailure) throw unreachable(this.endpoint, error);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#transport.close();
  }
}

function targetOf(endpoint: string, { caFile, certificateFile, keyFile }: EtcdEndpoint): ClusterTarget {
  const server = URL.parse(endpoint.includes('://') ? endpoint : `https://${endpoint}`);
  if (server === null || (server.protocol !== 'https:' && server.protocol !== 'http:'))
    throw new ClusterError('settings', `${endpoint} is no address of etcd`, 'Write https://HOST:2379.');
  if ((certificateFile === undefined) !== (keyFile === undefined))
    throw new ClusterError('settings', 'one of --cert and --key is given without the other', 'Give both, or neither.');
  const authority = bytesOf(caFile);
  const certificate = bytesOf(certificateFile);
  const key = bytesOf(keyFile);
  const entry = { server: endpoint, authority: {}, tlsServerName: '', insecure: false, proxyUrl: '' };
  return {
    context: 'etcd',
    server,
    entry: { ...entry, disableCompression: true, execConfig: undefined },
    authority,
    proxy: undefined,
    userName: '',
    user: {
      certificate: certificate === undefined ? {} : { data: certificate },
      key: new Sealed(key === undefined ? {} : { data: key }),
      tokenFile: '',
      username: '',
      password: new Sealed(''),
      provider: '',
    },
    namespace: '',
  };
}

function bytesOf(file: string | undefined): Buffer | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file);
  } catch (error) {
    const hint = 'Name a PEM file, and run as a user who may read it.';
    throw new ClusterError('settings', `cannot read ${file}: ${reasonOf(error)}`, hint);
  }
}

/** Undefined where it is longer than is taken into memory. */
async function textOf(body: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > ANSWER_BYTES_MAX) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('latin1');
}

/** The parser's message is dropped: it quotes the text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
