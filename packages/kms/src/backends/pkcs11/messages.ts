// What the plugin and the child process that holds the token's library say to each other.
import type { BackendErrorKind } from '../../errors/backend-error.ts';
import type { RemoteKey } from '../backend.ts';
import type { Pkcs11Settings } from './settings.ts';

/** Bytes are base64, since the channel carries JSON. It is a pipe of our own that nobody else can open. */
export type TokenQuestion =
  | { readonly call: 'newest' }
  | { readonly call: 'wrap' | 'unwrap'; readonly key: RemoteKey; readonly bytes: string; readonly additional: string };

export interface TokenRequest {
  readonly id: number;
  readonly settings: Pkcs11Settings;
  readonly question: TokenQuestion;
}

export type TokenAnswer =
  | { readonly id: number; readonly key: RemoteKey }
  | { readonly id: number; readonly bytes: string }
  /** `pin`: it was refused, and trying it again may lock the token. */
  | { readonly id: number; readonly error: BackendErrorKind | 'pin'; readonly message: string };

/** Said once, when the process listens. */
export interface TokenReady {
  readonly ready: true;
}
