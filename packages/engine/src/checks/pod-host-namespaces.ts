// Pods that share the node's process, IPC or network namespace.
import type { PodSpec } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import { podFailures, type PodHit } from './pod-check.ts';

function hit(field: string, what: string, severity: PodHit['severity']): PodHit {
  return { pointer: `/${field}`, what, severity, change: [{ op: 'replace', path: `/${field}`, value: false }] };
}

function judge({ hostPID, hostIPC, hostNetwork }: PodSpec): PodHit[] {
  const hits: PodHit[] = [];
  if (hostPID)
    hits.push(
      hit('hostPID', 'with hostPID the pod sees every process of the node, with its environment in /proc', 'high'),
    );
  if (hostNetwork) {
    hits.push(
      hit(
        'hostNetwork',
        "with hostNetwork the pod is on the node's network: its loopback services, the cloud metadata API, past every NetworkPolicy",
        'medium',
      ),
    );
  }
  if (hostIPC)
    hits.push(hit('hostIPC', "with hostIPC the pod sees the shared memory of the node's processes", 'medium'));
  return hits;
}

const withField = (field: string): string => `
${field}
containers:
- name: app
  image: registry.example/app:1`;

export const podHostNamespaces: Check = {
  id: 'pod-host-namespaces',
  title: 'A pod shares namespaces of its node',
  why: "With hostPID a process of the right user reads /proc/PID/environ and the files of every other process of the node, and so the Secrets that pods got as environment. With hostNetwork it reaches what listens on the node's loopback (kubelet, etcd, debug ports) and the cloud's metadata API with the node's identity; NetworkPolicies do not select it. With hostIPC it reads shared memory.",
  severity: 'high',
  maps: {
    cis: ['5.2.3', '5.2.4', '5.2.5'],
    nsa: ['Pod security'],
    pss: ['baseline: host namespaces'],
    attack: ['T1611', 'T1003.007', 'T1552.005'],
    stride: ['information disclosure', 'elevation of privilege'],
    owasp: ['K01'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'The pod is not separated from the node and its other pods.',
      fix: 'Remove the field; give an agent that needs the node a namespace of its own, where nobody else may create pods.',
    }),
  examples: {
    exposed: [
      { name: "the node's processes", manifests: deploymentManifest(withField('hostPID: true')) },
      { name: "the node's network", manifests: podManifest(withField('hostNetwork: true')) },
      { name: "the node's shared memory", manifests: podManifest(withField('hostIPC: true')) },
    ],
    safe: [
      { name: 'its own processes', manifests: deploymentManifest(withField('hostPID: false')) },
      { name: 'its own network', manifests: podManifest(withField('hostNetwork: false')) },
      { name: 'its own shared memory', manifests: podManifest(withField('hostIPC: false')) },
    ],
  },
};
