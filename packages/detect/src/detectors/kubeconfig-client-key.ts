// Client key of a kubeconfig.
import type { Detector } from '../formats/detector.ts';
import { decodesToPem } from '../formats/encoded-pem.ts';
import { shaped } from '../formats/shaped.ts';

export const kubeconfigClientKey: Detector = {
  id: 'kubeconfig-client-key',
  title: 'Client key of a kubeconfig',
  class: 'private-key',
  reference: 'https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/',
  ...shaped({
    shapes: [
      'client-key-data: «{base64pad:200-3900}»',
      'client-key-data":"«{base64pad:200-3900}»',
      'client-key-data": "«{base64pad:200-3900}»',
    ],
    check: decodesToPem,
    chance: false,
    isOpen: true,
  }),
  examples: {
    positive: [
      '    client-key-data: «{base64|-----BEGIN RSA {~}PRIVATE KEY-----\\n{base64:300}|}»',
      '{"users":[{"user":{"client-key-data":"«{base64|-----BEGIN EC {~}PRIVATE KEY-----\\n{base64:160}|}»"}}]}',
      'client-key-data: «{base64|-----BEGIN {~}PRIVATE KEY-----\\n{base64:1500}|}»',
    ],
    negative: [
      'client-certificate-data: {base64|-----BEGIN RSA {~}PRIVATE KEY-----\\n{base64:300}|}',
      'client-key-data: {base64|-----BEGIN CERTIFICATE-----\\n{base64:300}|}',
      'client-key-data: ${CLIENT_KEY}',
      'client-key-data: {base64:120}',
    ],
  },
};
