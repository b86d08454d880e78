// Cilium without encryption between nodes.
import { linkEncryption } from '../transit/link.ts';
import type { Check } from './check.ts';
import { jsonPatch } from './patch.ts';

const config = (setting: string, name = 'cilium-config'): string => `apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: kube-system }
data:
  tunnel-protocol: vxlan
  ${setting}
`;

export const linkEncryptionOff: Check = {
  id: 'link-encryption-off',
  title: 'Nothing encrypts what pods send between nodes',
  why: 'Cilium can encrypt all traffic between pods on different nodes with WireGuard or IPsec. Without it, and without a mesh, whatever programs do not encrypt themselves crosses the network between nodes in clear, where another machine, a mirror port or the provider reads it. It encrypts no traffic within a node and, unless encrypt-node is set, none of pods on their host’s network; mutual authentication of Cilium authenticates and does not encrypt.',
  severity: 'low',
  maps: {
    nsa: ['Encrypt data in transit'],
    attack: ['T1040'],
    stride: ['information disclosure', 'tampering'],
    owasp: ['K07', 'K08'],
  },
  references: [
    'https://docs.cilium.io/en/stable/security/network/encryption/',
    'https://kubernetes.io/docs/concepts/security/security-checklist/#network-security',
  ],
  *find(facts) {
    const link = linkEncryption(facts);
    if (link === undefined || link.by !== undefined) return;
    yield {
      result: 'fail',
      object: link.settings,
      pointer: '/data',
      message: 'Neither enable-wireguard nor enable-ipsec is true: Cilium encrypts nothing between nodes.',
      fix: {
        summary:
          'Set encryption.enabled and encryption.type=wireguard in the Helm values of Cilium, and restart its agents; add encryption.nodeEncryption for pods on their host’s network.',
        ...jsonPatch(link.settings, [{ op: 'add', path: '/data/enable-wireguard', value: 'true' }]),
      },
    };
  },
  examples: {
    exposed: [
      { name: 'nothing set', manifests: config("enable-ipv4: 'true'") },
      { name: 'switched off', manifests: config("enable-wireguard: 'false'") },
    ],
    safe: [
      { name: 'WireGuard', manifests: config("enable-wireguard: 'true'") },
      { name: 'IPsec', manifests: config("enable-ipsec: 'true'") },
      { name: 'a ConfigMap of another program', manifests: config("enable-wireguard: 'false'", 'app') },
    ],
  },
};
