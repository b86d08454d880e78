// Opens the one transport to an API server to ask for its readiness, its metrics and the Leases of its peers, and to have objects stored again.
import { createHash } from 'node:crypto';
import { MARK } from './api-server-connection.ts';
import type {
  ApiServerConnection,
  ApiServerSettings,
  ApiServerState,
  MigrationOrder,
} from './api-server-connection.ts';
import { Credentials } from './cluster/credentials/credentials.ts';
import { fieldsOf, listOf, textOf } from './cluster/kubeconfig/narrow.ts';
import { findTarget } from './cluster/kubeconfig/target.ts';
import { readMetrics } from './cluster/metrics.ts';
import type { Sample } from './cluster/metrics.ts';
import { rewriteNotice, targetNotice } from './cluster/notices.ts';
import { RequestFailure } from './cluster/transport/failure.ts';
import { Transport } from './cluster/transport/transport.ts';
import { ANSWER_OF_METADATA, MIGRATIONS, REWRITER } from './cluster/transport/outgoing.ts';
import type { Question } from './cluster/transport/question.ts';
import type { Replied } from './cluster-connection.ts';

const OK = 200;
const JSON_TYPE = 'application/json';
const LEASES =
  '/apis/coordination.k8s.io/v1/namespaces/kube-system/leases?labelSelector=apiserver.kubernetes.io%2Fidentity%3Dkube-apiserver';

/** A configuration of encryption at rest has these from its start; `last_config_info` also without automatic reload. */
const CONFIG_INFO = 'apiserver_encryption_config_controller_last_config_info';
const RELOADS = 'apiserver_encryption_config_controller_automatic_reloads_total';
/** When a plugin last reported a key_id, for each that it did: k8s.io/apiserver/pkg/storage/value/encrypt/envelope/metrics. */
const KEY_IDS = 'apiserver_envelope_encryption_key_id_hash_status_last_timestamp_seconds';
const STARTED = 'process_start_time_seconds';
/** The label that says which server it is. */
const IDENTIFIED = 'apiserver_id_hash';

/** See `openApiServer`. */
export function openObserved(settings: ApiServerSettings): ApiServerConnection {
  const target = findTarget(settings, settings.surroundings);
  settings.onNotice(settings.rewrites ? rewriteNotice(target) : targetNotice(target));
  const transport = new Transport(target, new Credentials(target, settings.surroundings.env), settings);
  return {
    context: target.context,
    server: target.server.href.replace(/\/$/, ''),
    observe: async () => await observed(transport),
    read: async (path) => await replied(transport, { path, accept: JSON_TYPE }),
    metadata: async (path) => await replied(transport, { path, accept: ANSWER_OF_METADATA }),
    rewrite: async (path, rewrite) => {
      if (!settings.rewrites) throw new Error('a rewrite where none was announced');
      return await replied(transport, {
        path: `${path}?fieldManager=${REWRITER}`,
        accept: ANSWER_OF_METADATA,
        rewrite,
      });
    },
    migrate: async (order) => {
      if (!settings.rewrites) throw new Error('a migration where no rewrite was announced');
      return await replied(transport, migrationOf(order));
    },
    close: async () => await transport.close(),
  };
}

function migrationOf({ version, mark, group, resource }: MigrationOrder): Question {
  const apiVersion = `${MIGRATIONS}/${version}`;
  const metadata = { generateName: `${REWRITER}-`, labels: { [MARK]: mark } };
  return {
    path: `/apis/${apiVersion}/storageversionmigrations?fieldManager=${REWRITER}`,
    accept: JSON_TYPE,
    migration: { apiVersion, kind: 'StorageVersionMigration', metadata, spec: { resource: { group, resource } } },
  };
}

async function replied(transport: Transport, question: Question): Promise<Replied> {
  try {
    return await transport.askJson(question);
  } catch (error) {
    if (error instanceof RequestFailure) return { silence: error.reason };
    throw error;
  }
}

/** Readiness last: it asks the plugins anew, and what came before must not be newer than it. */
async function observed(transport: Transport): Promise<ApiServerState> {
  const samples =
    (await answered(async () => await readMetrics(transport, [CONFIG_INFO, RELOADS, STARTED, KEY_IDS]))) ?? [];
  const leases = await answered(async () => await leasesOf(transport));
  const ready = await answered(async () => await readiness(transport));
  const info = samples.filter(({ name }) => name === CONFIG_INFO);
  const failed = samples.find(({ name, labels }) => name === RELOADS && labels.get('status') === 'failure');
  return {
    ready,
    // Two of them would leave open which one counts.
    loadedHash: info.length === 1 ? info[0]?.labels.get('hash') : undefined,
    identity: info[0]?.labels.get(IDENTIFIED),
    process: samples.find(({ name }) => name === STARTED)?.value,
    failedReloads: samples.length === 0 ? undefined : Number(failed?.value ?? 0),
    keyIdHashes: lastKeyIds(samples.filter(({ name }) => name === KEY_IDS)),
    leases,
  };
}

/** Two at the same time leave open which one counts. */
function lastKeyIds(samples: readonly Sample[]): ReadonlyMap<string, string> {
  const last = new Map<string, { readonly at: number; readonly hash: string | undefined }>();
  for (const { labels, value } of samples) {
    const [provider, hash, at] = [labels.get('provider_name'), labels.get('key_id_hash'), Number(value)];
    if (provider === undefined || hash === undefined || Number.isNaN(at)) continue;
    const known = last.get(provider);
    if (known === undefined || at > known.at) last.set(provider, { at, hash });
    else if (at === known.at) last.set(provider, { at, hash: undefined });
  }
  return new Map([...last].flatMap(([provider, { hash }]) => (hash === undefined ? [] : [[provider, hash]])));
}

/** Undefined where there is no answer. */
async function answered<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RequestFailure) return undefined;
    throw error;
  }
}

/** Of a refusal for want of rights nothing is known. */
async function readiness(transport: Transport): Promise<boolean | undefined> {
  const { status, drop } = await transport.ask({ path: '/readyz', accept: '*/*' });
  drop();
  if (status === OK) return true;
  return status >= 500 ? false : undefined;
}

async function leasesOf(transport: Transport): Promise<readonly string[] | undefined> {
  const { status, value } = await transport.askJson({ path: LEASES, accept: JSON_TYPE });
  if (status !== OK) return undefined;
  return listOf(fieldsOf(value)['items']).map((lease) => hashOf(textOf(fieldsOf(fieldsOf(lease)['metadata'])['name'])));
}

/** k8s.io/apiserver/pkg/server/options/encryptionconfig/metrics: getHash. */
function hashOf(name: string): string {
  return `sha256:${createHash('sha256').update(name).digest('hex')}`;
}
