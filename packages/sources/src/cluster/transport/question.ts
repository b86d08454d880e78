// What a server is asked: a GET, a review, a change that it only tries out, or one that changes no content; or, of etcd, a read that is posted.
import type { Impersonation } from '../kubeconfig/entries.ts';

/** A GET, unless it is one of the four that send something; `mayLeave` says which are sent at all. */
export interface Question {
  /** Path and query below the server's own path. */
  readonly path: string;
  readonly accept: string;
  /** A review to post. */
  readonly review?: unknown;
  /** A change that the server is asked to try out, and not to make. */
  readonly dryRun?: DryRun;
  /** An object is stored again as it is. */
  readonly rewrite?: Rewrite;
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

/** A merge patch that names the object that it is for and nothing to change: the server writes it again only where it would store it differently. */
export interface Rewrite {
  readonly metadata: { readonly uid: string; readonly resourceVersion: string };
}

export function methodOf(question: Question): 'GET' | DryRun['method'] {
  if (question.rewrite !== undefined) return 'PATCH';
  return question.dryRun?.method ?? (sends(question) ? 'POST' : 'GET');
}

export function sends({ review, dryRun, rewrite, etcdRead }: Question): boolean {
  return review !== undefined || dryRun !== undefined || rewrite !== undefined || etcdRead !== undefined;
}

/** What is sent, where something is. */
export function bodyOf({ review, dryRun, rewrite, etcdRead }: Question): unknown {
  return dryRun?.body ?? rewrite ?? review ?? etcdRead;
}

/** Of what is sent. */
export function contentTypeOf({ dryRun, rewrite }: Question): string {
  return rewrite === undefined ? (dryRun?.contentType ?? 'application/json') : 'application/merge-patch+json';
}
