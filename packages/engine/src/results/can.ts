// The shapes of what `can` is asked and answers.

/** What `can` was asked: a resource, or a non-resource `path`. `groups`, when given, is the whole list. */
export interface CanRequest {
  readonly user: string;
  readonly groups?: readonly string[];
  readonly verb: string;
  readonly group?: string;
  readonly resource?: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly query?: string;
  readonly path?: string;
}

export interface CanAnswer {
  readonly request: CanRequest;
  /** `null`: the input does not decide it; `reason` says what is missing. */
  readonly allowed: boolean | null;
  readonly authorizer?: 'RBAC' | 'Node' | 'superuser';
  readonly by?: { readonly binding: string; readonly role: string; readonly pointer: string };
  readonly reason?: string;
}

/** A request that could not be read. `line` is its 1-based line in the requests. */
export interface CanError {
  readonly line: number;
  readonly error: string;
}

/** Answers in input order; printed one a line. */
export interface CanResult {
  readonly schema: 'watertight/v1';
  readonly kind: 'can';
  readonly answers: Iterable<CanAnswer | CanError>;
}
