// Values of the Secrets in a live cluster, where the user asks for them: read once, hashed one by one, kept nowhere.
import { UserError } from '../shell/exit-code.ts';
import { type LiveOptions, namespaceOf, readLiveSecrets } from '../shell/live-input.ts';
import type { KnownCollector } from './known-collector.ts';

export interface KnownFromClusterOptions extends LiveOptions {
  readonly knownFromCluster?: boolean;
  readonly namespace?: string;
  readonly allNamespaces?: boolean;
}

/** Options that say which cluster, and as whom. */
const CLUSTER_OPTIONS = ['context', 'kubeconfig', 'as', 'requestTimeout', 'namespace', 'allNamespaces'] as const;

/**
 * Throws a UserError where the Secrets cannot all be read: a stream that is redacted by half of them would look as if it were by all.
 */
export async function addKnownFromCluster(options: KnownFromClusterOptions, collector: KnownCollector): Promise<void> {
  if (options.knownFromCluster !== true) {
    const isGiven = CLUSTER_OPTIONS.some((name) => options[name] !== undefined) || (options.asGroup ?? []).length > 0;
    if (!isGiven) return;
    throw new UserError(
      'options that name a cluster are for --known-from-cluster',
      'Add --known-from-cluster, or leave them out.',
    );
  }
  const namespace = options.allNamespaces === true ? undefined : await namespaceOf({ ...options, ...NO_FILES });
  await readLiveSecrets(options, namespace, ({ type, key, name, value }) => {
    value.use((bytes) => collector.addOfSecret(type, key, `${name}#${key}`, bytes));
  });
}

const NO_FILES = { filename: [], defaultNamespace: 'default' } as const;
