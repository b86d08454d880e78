// A live cluster as replays see it: requests one by one, and of those only what mayBeReplayed names.
import type { ClusterSettings } from './cluster-settings.ts';
import type { Impersonation } from './cluster/kubeconfig/entries.ts';
import type { DryRun } from './cluster/transport/question.ts';

export type ConnectionSettings = Pick<
  ClusterSettings,
  'kubeconfig' | 'context' | 'as' | 'asGroups' | 'requestMs' | 'agent' | 'surroundings' | 'onNotice' | 'wait'
> & { readonly signal?: AbortSignal };

/** A small answer; `value` is undefined where it is no JSON, or where it is not to be looked at. */
export interface ReplayAnswer {
  readonly status: number;
  readonly value: unknown;
}

/** No answer, after all attempts; why, in words of ours. */
export interface Silence {
  readonly silence: string;
}

export type Replied = ReplayAnswer | Silence;

/** Methods throw `ClusterError` where there are no credentials, and the signal's reason when aborted. */
export interface ClusterConnection {
  readonly context: string;
  /** Without credentials, as the kubeconfig has it. */
  readonly server: string;
  /** The user's name in the kubeconfig. */
  readonly user: string;
  /** `gitVersion`; empty where the server does not say. */
  readonly version: string;
  /** False where the kubeconfig impersonates somebody already: there is no impersonation on top of another. */
  readonly mayImpersonate: boolean;
  /** Posts a review to a path of `authorization.k8s.io` or `authentication.k8s.io`. */
  readonly review: (path: string, body: unknown, as?: Impersonation) => Promise<Replied>;
  /** `path` without a query. The answer is looked at only where the server refuses. */
  readonly tryOut: (path: string, dryRun: DryRun, as?: Impersonation) => Promise<Replied>;
  /** A role, or what a group of the API serves. */
  readonly read: (path: string) => Promise<Replied>;
  readonly close: () => Promise<void>;
}
