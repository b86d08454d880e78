// Why a key store cannot do what it was asked, in four kinds that the plugin answers differently.

/**
 * - `unreachable`: no answer, or the store is sealed or overloaded; may pass by itself.
 * - `revoked`: the store answers, and the key is deleted, disabled, too old or no longer ours to use.
 * - `mismatch`: these bytes were not wrapped with this key and this additional data.
 * - `settings`: what was configured cannot work.
 */
export type BackendErrorKind = 'unreachable' | 'revoked' | 'mismatch' | 'settings';

/** Never holds a store's own words: they might quote what was sent. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
  readonly kind: BackendErrorKind;

  constructor(kind: BackendErrorKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
