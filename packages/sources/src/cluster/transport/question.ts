// What a server is asked: a GET, a review, a change that it only tries out; or, of etcd, a read that is posted.
import type { Impersonation } from '../kubeconfig/entries.ts';

/** A GET, unless it is one of the three that send something; `mayLeave` says which are sent at all. */
export interface Question {
  /** Path and query below the server's own path. */
  readonly path: string;
  readonly accept: string;
  /** A review to post. */
  readonly review?: unknown;
  /** A change that the server is asked to try out, and not to make. */
  readonly dryRun?: DryRun;
  /** A request of etcd's JSON gateway, which takes every request by POST. */
  readonly etcdRead?: unknown;
  /** Whose rights count, instead of theirs whom the target acts as; `caller`: of the kubeconfig's user itself. */
  readonly as?: Impersonation | 'caller';
}

export interface DryRun {
  readonly method: 'POST' | 'PATCH' | 'PUT';
  readonly contentType: string;
  readonly body: unknown;
}

export function methodOf(question: Question): 'GET' | DryRun['method'] {
  return question.dryRun?.method ?? (sends(question) ? 'POST' : 'GET');
}

export function sends({ review, dryRun, etcdRead }: Question): boolean {
  return review !== undefined || dryRun !== undefined || etcdRead !== undefined;
}

/** What is sent, where something is. */
export function bodyOf({ review, dryRun, etcdRead }: Question): unknown {
  return dryRun?.body ?? review ?? etcdRead;
}
