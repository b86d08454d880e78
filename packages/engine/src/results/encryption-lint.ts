// The shapes of `encryption lint`: what an API server makes of its EncryptionConfiguration. No field can hold a key.
import type { Coverage, Finding, SCHEMA } from './contract.ts';

/** One reason for which an API server does not start with the file; each is a critical finding too. */
export interface LintRefusal {
  readonly file: string;
  /** RFC 6901; empty for the whole file. */
  readonly pointer: string;
  /** 1-based. */
  readonly line: number;
  readonly reason: string;
}

export interface EncryptionLintResult {
  readonly schema: typeof SCHEMA;
  readonly kind: 'encryption-lint';
  /** `major.minor` of the API server that is spoken of. */
  readonly kubernetesVersion: string;
  /** True when every file is known to be taken: one that could not be judged is not, and `files` and `coverage` say which. */
  readonly accepted: boolean;
  /** Null for a file that could not be judged. */
  readonly files: readonly { readonly file: string; readonly accepted: boolean | null }[];
  readonly refusals: readonly LintRefusal[];
  readonly findings: readonly Finding[];
  readonly coverage: readonly Coverage[];
}
