// What an EncryptionConfiguration says, judged while it was read: none of its keys is in a fact.
import type { Fault, Weakness } from '@watertight/encryption';
import type { ObjectFact } from './object.ts';

/** Its `name` is the file it stands in: such a configuration is a file of the API server, no object of its API. */
export interface EncryptionFact extends ObjectFact {
  readonly kind: 'encryption';
  /** Why an API server with default settings refuses it; what strict decoding alone refuses is marked. */
  readonly faults: readonly Omit<Fault, 'at'>[];
  readonly weaknesses: readonly Omit<Weakness, 'at'>[];
}
