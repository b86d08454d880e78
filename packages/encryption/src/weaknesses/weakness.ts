// What is weak in a configuration that an API server would take, or why it would not take it.

export const WEAKNESSES = [
  'encryption-refused',
  'encryption-coverage',
  'encryption-identity-first',
  'encryption-identity-left',
  'encryption-repeated-rule',
  'encryption-ignored-text',
  'encryption-out-of-date',
  'encryption-weak-provider',
  'encryption-local-key',
  'encryption-documentation-key',
  'encryption-weak-key',
  'encryption-shared-key',
  'encryption-rotation',
] as const;
export type WeaknessId = (typeof WEAKNESSES)[number];

export interface Weakness {
  readonly check: WeaknessId;
  readonly severity: 'critical' | 'high' | 'medium' | 'low' | 'info';
  /** `unknown` where the file alone cannot settle it. */
  readonly result: 'fail' | 'unknown';
  /** RFC 6901. */
  readonly pointer: string;
  /** Where it stands, when the pointer says less. */
  readonly at?: string;
  /** 1-based, where the place is no field. */
  readonly line?: number;
  /** A sentence; names of keys, providers and resources only. */
  readonly message: string;
  /** A sentence. */
  readonly fix: string;
}
