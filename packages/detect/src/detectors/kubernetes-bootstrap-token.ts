// Kubernetes bootstrap token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const kubernetesBootstrapToken: Detector = {
  id: 'kubernetes-bootstrap-token',
  title: 'Kubernetes bootstrap token',
  class: 'token',
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/',
  ...named({
    names: ['kubeadm join', 'bootstrap token', 'tls bootstrap', 'discovery token', 'bootstraptokens'],
    shapes: ['{lowernum:6}.{lowernum:16}'],
    words: ['token'],
  }),
  examples: {
    positive: [
      'kubeadm join 10.0.0.1:6443 --token «{lowernum:6}.{lowernum:16}» --discovery-token-ca-cert-hash sha256:{hex:64}',
      'bootstrap-token: «{lowernum:6}.{lowernum:16}»',
      '--tls-bootstrap-token=«{lowernum:6}.{lowernum:16}»',
    ],
    negative: [
      'kubeadm join 10.0.0.1:6443 --token {lowernum:6}.{lowernum:15}',
      'kubeadm init --token-ttl 0 --pod-network-cidr {lowernum:6}.{lowernum:16}',
      'version: {lowernum:6}.{lowernum:16}',
    ],
  },
};
