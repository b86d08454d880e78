// What the API server is asked: a GET, a review, or a change that it only tries out.
import type { Impersonation } from '../kubeconfig/entries.ts';

/** A GET, unless it is one of the two that send something; `mayLeave` says which are sent at all. */
export interface Question {
  /** Path and query below the server's own path. */
  readonly path: string;
  readonly accept: string;
  /** A review to post. */
  readonly review?: unknown;
  /** A change that the server is asked to try out, and not to make. */
  readonly dryRun?: DryRun;
  /** Whose rights count, instead of theirs whom the target acts as; `caller`: of the kubeconfig's user itself. */
  readonly as?: Impersonation | 'caller';
}

export interface DryRun {
  readonly method: 'POST' | 'PATCH' | 'PUT';
  readonly contentType: string;
  readonly body: unknown;
}

export function methodOf({ review, dryRun }: Question): 'GET' | DryRun['method'] {
  return dryRun?.method ?? (review === undefined ? 'GET' : 'POST');
}

export function sends({ review, dryRun }: Question): boolean {
  return review !== undefined || dryRun !== undefined;
}
