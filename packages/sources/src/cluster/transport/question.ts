// What a server is asked: a GET, a review, a change that it only tries out, or one that changes no content, by us or by the cluster itself; or, of etcd, a read that is posted.
import type { Impersonation } from '../kubeconfig/entries.ts';

/** A GET, unless it is one of the five that send something; `mayLeave` says which are sent at all. */
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
  /** The cluster is asked to store all objects of a resource again. */
  readonly migration?: Migration;
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

/** A StorageVersionMigration: names a resource, and whose work it is. https://kubernetes.io/docs/tasks/manage-kubernetes-objects/storage-version-migration/ */
export interface Migration {
  readonly apiVersion: string;
  readonly kind: 'StorageVersionMigration';
  readonly metadata: { readonly generateName: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly resource: { readonly group: string; readonly resource: string } };
}

export function methodOf(question: Question): 'GET' | DryRun['method'] {
  if (question.rewrite !== undefined) return 'PATCH';
  return question.dryRun?.method ?? (sends(question) ? 'POST' : 'GET');
}

export function sends(question: Question): boolean {
  return bodyOf(question) !== undefined;
}

/** What is sent, where something is. */
export function bodyOf({ review, dryRun, rewrite, migration, etcdRead }: Question): unknown {
  return dryRun === undefined ? (rewrite ?? migration ?? review ?? etcdRead) : (dryRun.body ?? null);
}

/** Of what is sent. */
export function contentTypeOf({ dryRun, rewrite }: Question): string {
  return rewrite === undefined ? (dryRun?.contentType ?? 'application/json') : 'application/merge-patch+json';
}
