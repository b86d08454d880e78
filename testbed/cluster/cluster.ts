// What a test does with a running cluster: speak to it as anyone, apply objects, read its audit log, add API servers.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { type ApiServerSettings, type RunningApiServer, startApiServer } from './api-server.ts';
import { type AuditEvent, readAuditLog } from './audit.ts';
import { type ApiObject, type Client, createClient, type Credentials, type Endpoint } from './client.ts';
import { pathFinder } from './discovery.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import { clientCertificate, type Identity, pairFiles, readPair } from './pki.ts';
import type { ClusterPlace } from './start-cluster.ts';

/** Paths of PEM files for whoever speaks to etcd itself. */
export interface EtcdAccess {
  readonly url: string;
  readonly authorityFile: string;
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** A client with the credentials that it uses, also as a kubeconfig. */
export interface Actor {
  readonly client: Client;
  readonly credentials: Credentials;
  readonly kubeconfig: string;
}

export interface Cluster extends ClusterPlace {
  readonly endpoint: Endpoint;
  /** `system:masters`: every authorizer is passed over. */
  readonly admin: Actor;
  readonly anonymous: Actor;
  readonly etcd: EtcdAccess;
  /** By client certificate; `system:authenticated` is added by the server. */
  as(identity: Identity): Actor;
  withToken(token: string): Actor;
  /** Creates or changes objects as admin, by server-side apply; throws with the server's words when it refuses. */
  apply(...objects: readonly ApiObject[]): Promise<ApiObject[]>;
  /** Reads an object or a list as admin; throws with the server's words when it refuses. */
  get(path: string): Promise<ApiObject>;
  /** What the API server logged so far: every answered request is in it. */
  audit(): AuditEvent[];
  /** Another API server on the same etcd, with the same keys; it is stopped with the cluster at the latest. */
  startApiServer(settings?: ApiServerSettings): Promise<RunningApiServer>;
  /** The same cluster through another API server of it. */
  through(server: Pick<RunningApiServer, 'url' | 'auditLog'>): Cluster;
  /** Ends connections and added API servers, not the cluster. */
  close(): Promise<void>;
}

const APPLY = { contentType: 'application/apply-patch+yaml' };

function accepted({ status, text, body }: Awaited<ReturnType<Client['send']>>, what: string): ApiObject {
  if (status >= 200 && status < 300) return body;
  throw new Error(`${what}: ${status} ${text}`);
}

function etcdAccess({ folder, etcdPort }: ClusterPlace): EtcdAccess {
  const client = pairFiles(folder, 'apiserver-etcd-client');
  return {
    url: `https://127.0.0.1:${etcdPort}`,
    authorityFile: pairFiles(folder, 'etcd-ca').certificate,
    certificateFile: client.certificate,
    keyFile: client.key,
  };
}

/** Connects to a cluster that runs, in whatever process. */
export function connect(place: ClusterPlace): Cluster {
  const endpoint = { url: place.url, authority: readPair(place.folder, 'ca').certificate };
  const open: { close(): void | Promise<void> }[] = [];
  const actor = (credentials: Credentials): Actor => {
    const client = createClient(endpoint, credentials);
    open.push(client);
    const file = path.join(place.folder, `${randomUUID()}.kubeconfig`);
    return { client, credentials, kubeconfig: writeKubeconfig(file, endpoint, credentials) };
  };
  const admin = actor({ certificate: readPair(place.folder, 'admin') });
  const find = pathFinder(admin.client);
  const applyOne = async (object: ApiObject): Promise<ApiObject> => {
    const { object: target } = await find(object);
    return accepted(
      await admin.client.send('PATCH', `${target}?fieldManager=testbed&force=true`, object, APPLY),
      target,
    );
  };
  return {
    ...place,
    endpoint,
    admin,
    anonymous: actor({}),
    etcd: etcdAccess(place),
    as: (identity) => actor({ certificate: clientCertificate(place.programs.certificates, place.folder, identity) }),
    withToken: (token) => actor({ token }),
    apply: async (...objects) => {
      const applied: ApiObject[] = [];
      // oxlint-disable-next-line no-await-in-loop -- a namespace comes before what is in it
      for (const object of objects) applied.push(await applyOne(object));
      return applied;
    },
    get: async (target) => accepted(await admin.client.send('GET', target), target),
    audit: () => readAuditLog(place.auditLog),
    startApiServer: async (settings) => {
      const server = await startApiServer(place, settings);
      open.push({ close: async () => server.stop() });
      return server;
    },
    through: ({ url, auditLog }) => {
      const other = connect({ ...place, url, auditLog });
      open.push(other);
      return other;
    },
    close: async () => {
      await Promise.all(open.map(async (one) => one.close()));
    },
  };
}
