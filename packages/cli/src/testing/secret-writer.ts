// Writes Secrets through several API servers in turn until it is told to stop, and remembers what was accepted.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';

const SECRETS = '/api/v1/namespaces/default/secrets';
const APPLY = { contentType: 'application/apply-patch+yaml' };
const NAMES = 40;
const PAUSE_MS = 20;

export class SecretWriter {
  /** By name, what each holds since it was last accepted. */
  readonly accepted = new Map<string, string>();
  /** Status and words of each answer that was none of acceptance. */
  readonly refusals: string[] = [];
  readonly #servers: readonly Cluster[];
  #isStopped = false;
  #at = 0;
  #ended = Promise.resolve();

  constructor(servers: readonly Cluster[]) {
    this.#servers = servers;
  }

  start(): void {
    this.#ended = this.#writeOn();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#ended;
  }

  /** Through the next server, until one accepts: one that is started again does not answer. */
  async write(name: string, value: string): Promise<void> {
    const object = { apiVersion: 'v1', kind: 'Secret', metadata: { name }, data: { value: btoa(value) } };
    for (;;) {
      const client = this.#servers[this.#at++ % this.#servers.length]?.admin.client;
      const answer = await client
        ?.send('PATCH', `${SECRETS}/${name}?fieldManager=writer&force=true`, object, APPLY)
        .catch(() => undefined);
      if (answer?.status === 200 || answer?.status === 201) break;
      if (answer !== undefined) this.refusals.push(`${answer.status} ${answer.text}`);
      await sleep(PAUSE_MS);
    }
    this.accepted.set(name, value);
  }

  async #writeOn(): Promise<void> {
    for (let at = 0; !this.#isStopped; at++) {
      await this.write(`written-${at % NAMES}`, `value-${at}`);
      await sleep(PAUSE_MS);
    }
  }
}

/** From etcd itself: a GET without a resourceVersion is not answered from memory. */
export async function secretValue({ admin }: Cluster, name: string): Promise<string> {
  const { status, body } = await admin.client.send('GET', `${SECRETS}/${name}`);
  const { value = '' } = (body['data'] ?? {}) as { value?: string };
  return status === 200 ? Buffer.from(value, 'base64').toString() : `status ${status}`;
}
