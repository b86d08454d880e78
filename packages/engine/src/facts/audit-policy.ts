// What an audit policy has an API server write of requests whose bodies hold secrets.
import type { ObjectFact } from './object.ts';

/** Kinds whose bodies hold secrets, by resource and subresource. */
export type AuditedKind = 'secrets' | 'configmaps' | 'serviceaccounts/token' | 'tokenreviews';

/** Bodies of a kind that a rule has written. */
export interface AuditedBodies {
  readonly kind: AuditedKind;
  /** Of those requests alone, that no earlier rule takes. */
  readonly verbs: readonly string[];
  readonly level: 'Request' | 'RequestResponse';
  /** The rule. */
  readonly pointer: string;
}

/** Its `name` is the file it stands in: such a policy is a file of the API server, no object of its API. */
export interface AuditPolicyFact extends ObjectFact {
  readonly kind: 'auditPolicy';
  readonly bodies: readonly AuditedBodies[];
  /** Rules without a level that there is: an API server refuses the file. */
  readonly unknownLevels: readonly string[];
}
