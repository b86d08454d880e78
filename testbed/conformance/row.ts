// What a row of the conformance table is: a grant, a request, a verdict, and a twin that differs in one thing.
import type { ApiObject } from '../cluster/client.ts';

/** Whom a request is made as: the Impersonate-* headers. */
export interface Impersonated {
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, string>>;
}

/**
 * One question to an API server. In every text, `{ns}` is the case's own namespace, which holds a Secret `db` with the
 * marked value; names of cluster-wide objects begin with it too.
 */
export interface Case {
  /** Each a rule or role with its binding: the grammar is grant-text.ts. */
  readonly grants?: readonly string[];
  /** Applied before the grants, in order. */
  readonly objects?: readonly ApiObject[];
  /** Who asks, in the grammar of subject.ts; a user of the case's own when absent. */
  readonly subject?: string;
  /** `GET /path?query` is sent; `get secrets db @{ns}` is asked as an access review: see request-text.ts. */
  readonly request: string;
  readonly body?: object;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly as?: Impersonated;
  /**
   * Of a review: `allowed` or `denied`. Of a request: its status; ` data` when the answer carries the marked value, ` token`
   * when it carries a token; `403 afterwards` when the authorizers allow and what comes after them refuses.
   */
  readonly verdict: string;
  /** With what certainty our engine must name the subject among the readers of `secret`, or `no`. */
  readonly reads?: 'certain' | 'conditional' | 'assumed' | 'no';
  /** The position that stands for the subject in our reports, where that is not its own: users are named where they are bound. */
  readonly reader?: string;
  /** `NAMESPACE/NAME`; `{ns}/db` when absent. */
  readonly secret?: string;
  /** What `can` must answer where the objects of the case do not tell it. */
  readonly offline?: 'unknown';
}

export interface Row extends Case {
  /** Unique in the table; names the namespace of the case. */
  readonly id: string;
  /** The rule of Kubernetes that the row shows, in a sentence. */
  readonly rule: string;
  /** First and last Kubernetes minor version in which the row holds. */
  readonly since?: string;
  readonly until?: string;
  /** What differs, and what must follow from it. What it does not name is as in the row. */
  readonly twin: Partial<Case> & Pick<Case, 'verdict'>;
}

export interface Topic {
  readonly title: string;
  /** Pages and sources of Kubernetes that the verdicts were written from. */
  readonly references: readonly string[];
  readonly rows: readonly Row[];
}

/** The value that no answer may carry unless the verdict says so. */
export const MARK = 'plainly-fake-conformance-value';
