// PodSecurityPolicies, which no supported API server knows any more.
import type { AdmissionPolicyFact } from '../facts/cluster.ts';
import type { Check, Failure } from './check.ts';

const REMOVED_IN = 25;

/** False only when the version is known and old. */
function isRemoved(kubernetesVersion: string): boolean {
  const minor = /^1\.(\d+)$/.exec(kubernetesVersion)?.[1];
  return minor === undefined || Number(minor) >= REMOVED_IN;
}

function failureOf(policy: AdmissionPolicyFact): Failure {
  return {
    result: 'fail',
    object: policy,
    pointer: '/kind',
    message: `PodSecurityPolicy ${policy.name} protects nothing: Kubernetes removed the kind in 1.25, and an API server refuses the object. What it was to refuse is allowed.`,
    fix: {
      summary:
        'Delete the manifest; label namespaces for Pod Security Admission, and write a ValidatingAdmissionPolicy for rules beyond its levels.',
      commands: [
        'kubectl label --dry-run=server --overwrite namespace --all pod-security.kubernetes.io/enforce=baseline',
      ],
    },
  };
}

const policy = (apiVersion: string, kind: string): string => `apiVersion: ${apiVersion}
kind: ${kind}
metadata:
  name: restricted
spec:
  privileged: false
  seLinux: {rule: RunAsAny}
  supplementalGroups: {rule: RunAsAny}
  runAsUser: {rule: MustRunAsNonRoot}
  fsGroup: {rule: RunAsAny}
  volumes: [configMap, emptyDir, secret, persistentVolumeClaim]
`;

const onServer = (version: string): string => `${policy('policy/v1beta1', 'PodSecurityPolicy')}---
{apiVersion: v1, kind: Node, metadata: {name: node-1}, status: {nodeInfo: {kubeletVersion: ${version}}}}
`;

export const podSecurityPolicyRemoved: Check = {
  id: 'pod-security-policy-removed',
  title: 'A PodSecurityPolicy protects nothing',
  why: 'Kubernetes removed PodSecurityPolicy in 1.25. A manifest that is still kept gives the impression of a rule that no server applies. Pod Security Admission, policies in CEL (ValidatingAdmissionPolicy), Kyverno and Gatekeeper replace it.',
  severity: 'medium',
  maps: {
    cis: ['5.2.1'],
    nsa: ['Pod security'],
    attack: ['T1610'],
    stride: ['elevation of privilege'],
    owasp: ['K04', 'K10'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-policy/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/migrate-from-psp/',
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  ],
  *find({ admissionPolicies, kubernetesVersion }) {
    if (!isRemoved(kubernetesVersion)) return;
    for (const fact of admissionPolicies) if (fact.engine === 'psp') yield failureOf(fact);
  },
  examples: {
    exposed: [
      { name: 'a policy', manifests: policy('policy/v1beta1', 'PodSecurityPolicy') },
      { name: 'a policy of the first API group', manifests: policy('extensions/v1beta1', 'PodSecurityPolicy') },
      { name: 'beside the first server without the kind', manifests: onServer('v1.25.0') },
    ],
    safe: [
      { name: 'a server that still knows the kind', manifests: onServer('v1.24.17') },
      { name: 'an older server that still knows the kind', manifests: onServer('v1.21.14') },
      { name: 'another kind', manifests: policy('policy/v1', 'PodDisruptionBudget') },
    ],
  },
};
