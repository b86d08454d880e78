// What reading the values of a live cluster's Secrets takes and gives.
import type { Sealed } from '@watertight/sealed';
import type { ClusterSettings } from './cluster-settings.ts';

/** Without a namespace: of all. */
export type SecretValuesSettings = Omit<ClusterSettings, 'secretValues' | 'secretValuesHint'> & {
  readonly signal?: AbortSignal;
};

/** One entry of a Secret's `data`. */
export interface SecretValue {
  /** `NAMESPACE/NAME`. */
  readonly name: string;
  /** The Secret's type; empty where it has none. */
  readonly type: string;
  readonly key: string;
  readonly value: Sealed<Uint8Array>;
}
