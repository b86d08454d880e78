// What comes after a corrected file, by where it stands: each distribution reads its configuration in its own way.

/** Who reads the file, as far as its path tells. */
export type Distribution = 'kubeadm' | 'k3s' | 'rke2' | 'unknown';

const REWRITE = 'kubectl get secrets --all-namespaces -o json | kubectl replace -f -';

const OWN_COMMAND: Readonly<Partial<Record<Distribution, string>>> = { k3s: 'k3s', rke2: 'rke2' };

export function distributionOf(path: string): Distribution {
  if (path.includes('/rancher/rke2/')) return 'rke2';
  if (path.includes('/rancher/k3s/')) return 'k3s';
  return path.includes('/etc/kubernetes/') ? 'kubeadm' : 'unknown';
}

/** The command that changes keys where the distribution writes the file itself: an edited one would be overwritten. */
export function ownCommand(distribution: Distribution): string | undefined {
  const program = OWN_COMMAND[distribution];
  return program === undefined ? undefined : `${program} secrets-encrypt rotate-keys`;
}

/** One step a line. */
export function nextSteps(distribution: Distribution): readonly string[] {
  const restart =
    distribution === 'kubeadm'
      ? 'Restart each kube-apiserver: move /etc/kubernetes/manifests/kube-apiserver.yaml away and back, one node at a time; with --encryption-provider-config-automatic-reload it reads the file within a minute.'
      : 'Restart each API server, one at a time, or wait a minute with --encryption-provider-config-automatic-reload.';
  return [
    'With several API servers, do not put the new provider first yet: every one of them must be able to read with it before one writes with it. Move it to the second place, bring that file to all of them, then this one.',
    'Bring the same bytes to every control-plane node, mode 0600, owned by root.',
    restart,
    `Rewrite what is stored: ${REWRITE}; the same for each other resource of the file.`,
    'Prove from etcd that nothing is stored as plain text or with an old key, and only then take identity and old keys out.',
    ...(distribution === 'unknown'
      ? [
          'k3s and RKE2 write this file themselves: use `k3s secrets-encrypt rotate-keys` or `rke2 secrets-encrypt rotate-keys` there. Managed clusters have a command of the provider: aws eks associate-encryption-config, gcloud container clusters update --database-encryption-key, az aks update --enable-azure-keyvault-kms.',
        ]
      : []),
  ];
}
