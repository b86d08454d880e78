// The shapes of `prove`: what an API server said about the steps of paths, asked without changing anything.
import type { ApiRequest, Certainty, Coverage, Severity, SCHEMA } from './contract.ts';

/** `not-testable`: the API server alone cannot settle it, or would not say. */
export type ProveOutcome = 'confirmed' | 'refuted' | 'not-testable';

/**
 * - `access-review`: the authorizers were asked about the position
 * - `impersonation`: the same, asked as the position
 * - `dry-run`: the request itself, made as the position with `dryRun=All`, so that admission was asked too
 * - `role-rules`: the rules of a role that nobody is bound to yet, as the server has them
 */
export type ProveMethod = 'access-review' | 'impersonation' | 'dry-run' | 'role-rules';

/** One request of a step, and what became of it. */
export interface ReplayedRequest {
  /** Whose rights it was replayed with: a position, or a role that a step before gained. */
  readonly as: string;
  readonly request: ApiRequest;
  /** Absent where nothing was asked. */
  readonly how?: ProveMethod;
  readonly result: ProveOutcome;
  /** HTTP status of the answer that decided. */
  readonly status?: number;
  readonly reason: string;
}

/** One step. `request`, `how`, `status` and `reason` are those of the replay that decided. */
export interface ReplayedStep {
  readonly path: string;
  readonly step: string;
  readonly result: ProveOutcome;
  readonly status?: number;
  readonly technique: string;
  readonly from: string;
  readonly to: string;
  readonly request?: ApiRequest;
  readonly how?: ProveMethod;
  readonly reason: string;
  /** All requests of the step in order; empty where it takes none. */
  readonly replays: readonly ReplayedRequest[];
}

/** `confirmed` when all steps are, `refuted` when one is. */
export interface ReplayedPath {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly certainty: Certainty;
  readonly severity: Severity;
  readonly result: ProveOutcome;
}

export interface ProveResult {
  readonly schema: typeof SCHEMA;
  readonly kind: 'prove';
  /** Which server answered, and who asked it, as the kubeconfig names them. */
  readonly cluster: {
    readonly context: string;
    readonly server: string;
    readonly user: string;
    readonly version: string;
  };
  /** Numbers of steps. */
  readonly summary: { readonly confirmed: number; readonly refuted: number; readonly notTestable: number };
  readonly paths: readonly ReplayedPath[];
  readonly steps: readonly ReplayedStep[];
  /** True when only the worst paths were replayed (`--max-paths`). */
  readonly truncated?: boolean;
  /** Why the replay ended before all steps were replayed. */
  readonly ended?: string;
  readonly coverage: readonly Coverage[];
}
