// The one cluster that is asked: server, trust and user of the context chosen.
import { readFileSync } from 'node:fs';
import { ClusterError } from '../cluster-error.ts';
import type { ClusterEntry, Kubeconfig, Material, UserEntry } from './entries.ts';
import { inClusterConfig } from './in-cluster.ts';
import { proxyOf } from './proxy.ts';
import { readKubeconfig } from './read-kubeconfig.ts';
import type { Surroundings } from './read-kubeconfig.ts';

/** What the user says about the cluster. */
export interface ClusterChoice {
  /** `--kubeconfig`: this file and no other. */
  readonly kubeconfig?: string;
  /** `--context`; absent: the current one. */
  readonly context?: string;
  /** `--as`: the user to act as. */
  readonly as?: string;
  /** `--as-group`. */
  readonly asGroups?: readonly string[];
}

export interface ClusterTarget {
  /** The context's name; `in-cluster` for the cluster that this pod runs in. */
  readonly context: string;
  readonly server: URL;
  readonly entry: ClusterEntry;
  readonly authority: Buffer | undefined;
  readonly proxy: URL | undefined;
  /** The user's name in the kubeconfig. */
  readonly userName: string;
  readonly user: UserEntry;
  /** The context's namespace; `default` where it names none. */
  readonly namespace: string;
}

const HINT = 'Name one with --context, or a file to read with -f.';

/** Throws `ClusterError` where the settings lead to no cluster. Nothing is contacted. */
export function findTarget(choice: ClusterChoice, surroundings: Surroundings, accountFolder?: string): ClusterTarget {
  const { env } = surroundings;
  const config = readKubeconfig(choice.kubeconfig, surroundings) ?? inClusterConfig(env, accountFolder);
  if (config === undefined)
    throw new ClusterError(
      'settings',
      'no input is given, and there is no kubeconfig',
      'Name what to read with -f FILE, -f DIR or -f - (standard input), or a cluster with --kubeconfig and --context.',
    );
  const name = choice.context ?? config.currentContext;
  if (name === '') throw new ClusterError('settings', 'no input is given, and no context is current', HINT);
  const target = targetOf(name, config, env);
  return { ...target, user: actingAs(choice, target) };
}

function targetOf(name: string, config: Kubeconfig, env: Surroundings['env']): ClusterTarget {
  const context = config.contexts.get(name);
  if (context === undefined) throw new ClusterError('settings', `no context is called ${name}`, HINT);
  const entry = config.clusters.get(context.cluster);
  if (entry === undefined || entry.server === '')
    throw new ClusterError('settings', `context ${name} names no cluster with a server`, 'Correct the kubeconfig.');
  const user = config.users.get(context.user);
  if (user === undefined)
    throw new ClusterError('settings', `context ${name} names no user of the kubeconfig`, 'Correct the kubeconfig.');
  const server = serverOf(entry, name);
  return {
    context: name,
    server,
    entry,
    authority: entry.insecure ? undefined : bytesOfMaterial(entry.authority),
    proxy: proxyOf(server, entry.proxyUrl, env),
    userName: context.user,
    user,
    namespace: context.namespace || 'default',
  };
}

/**
 * As for kubectl, each option replaces that field of the kubeconfig and leaves the others. Throws `ClusterError` where nobody is left to
 * act as: the server refuses groups alone.
 */
function actingAs({ as, asGroups = [] }: ClusterChoice, { user, context }: ClusterTarget): UserEntry {
  const { user: name = '', groups = [], uid = '', extra = new Map<string, string[]>() } = user.impersonate ?? {};
  const impersonate = { user: as ?? name, groups: asGroups.length > 0 ? asGroups : groups, uid, extra };
  if (impersonate.user !== '') return { ...user, impersonate };
  if (impersonate.groups.length === 0 && user.impersonate === undefined) return user;
  const message = `groups, a uid or extra fields are to be impersonated in context ${context}, and no user is`;
  throw new ClusterError('settings', message, 'Name one with --as.');
}

/** An address without a scheme is HTTPS where the kubeconfig speaks of certificates, as for client-go. */
function serverOf({ server, authority, insecure }: ClusterEntry, context: string): URL {
  const isSecure = insecure || authority.data !== undefined || authority.file !== undefined;
  const url = URL.parse(server.includes('://') ? server : `${isSecure ? 'https' : 'http'}://${server}`);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new ClusterError(
      'settings',
      `the server of context ${context} is no HTTP address`,
      'Correct the kubeconfig.',
    );
  return url;
}

/** Throws `ClusterError` where the file cannot be read. */
export function bytesOfMaterial({ data, file }: Material): Buffer | undefined {
  if (data !== undefined || file === undefined) return data;
  try {
    return readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ClusterError('settings', `cannot read ${file} (${code ?? 'error'})`, 'Correct the kubeconfig.');
  }
}
