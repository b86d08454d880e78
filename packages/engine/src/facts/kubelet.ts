// Facts about how kubelets are set up: whom their own API answers.
import type { ObjectFact } from './object.ts';

/**
 * What a KubeletConfiguration says of the kubelet's servers, with the defaults of a file where it says nothing. It is kubeadm's ConfigMap
 * `kube-system/kubelet-config`, a file, or a kubelet's own answer at `/configz`.
 * https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
 */
export interface KubeletConfigFact extends ObjectFact {
  readonly kind: 'kubeletConfig';
  /** Where the configuration stands in its object. */
  readonly pointer: string;
  /** Callers without credentials are taken as `system:anonymous`. */
  readonly anonymous: boolean;
  /** Tokens of ServiceAccounts are taken. */
  readonly tokens: boolean;
  /** `authorization.mode: AlwaysAllow`: whoever is taken may do everything. */
  readonly allowsAll: boolean;
  /** The port that asks for credentials; absent where it is closed to others, or runs no commands. */
  readonly port?: number;
  /** The port that never asks, and only shows; absent where it is closed. */
  readonly readOnlyPort?: number;
}
