// Security fields that stand where Kubernetes has no such field, so that they do nothing.
import type { PodSpec, WorkloadFact } from '../facts/workload.ts';
import type { Check } from './check.ts';
import { deploymentManifest, podManifest } from './example-manifests.ts';
import { podFailures, type PodHit } from './pod-check.ts';

/** Fields whose author asked for more than the pod gets; all others are protection that the pod does not have. */
const LOOSENS: ReadonlySet<string> = new Set([
  'privileged',
  'capabilities',
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'shareProcessNamespace',
  'sysctls',
]);
/** Fields that are no matter of security: a typo in them fails in plain sight. */
const PLAIN: ReadonlySet<string> = new Set(['env', 'envFrom', 'volumeMounts', 'command', 'args']);

function judgeField(pointer: string): PodHit[] {
  const field = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (PLAIN.has(field)) return [];
  const where = pointer.slice(1).replaceAll('/', '.');
  const effect = LOOSENS.has(field) ? `so the pod is not given ${field} by it` : 'so it protects nothing';
  return [
    {
      pointer,
      what: `${where} is no field of Kubernetes, and the API server drops it, ${effect}`,
      severity: LOOSENS.has(field) ? 'info' : 'low',
      change: [{ op: 'remove', path: pointer }],
    },
  ];
}

/** A field under a key that is repeated below: for the API server it was never written. */
function judgeOverridden(pointer: string): PodHit[] {
  const field = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (!LOOSENS.has(field)) return [];
  const key = pointer.split('/').at(-2) ?? '';
  const where = pointer.slice(1).replaceAll('/', '.');
  return [
    {
      pointer: pointer.slice(0, pointer.lastIndexOf('/')),
      what: `${where} stands under a ${key} that is repeated below, and the last one counts, so the pod is not given ${field} by it`,
      severity: 'info',
    },
  ];
}

function judge({ misplaced }: PodSpec, { overridden = [] }: WorkloadFact): PodHit[] {
  return [...misplaced.flatMap(judgeField), ...overridden.flatMap(judgeOverridden)];
}

const pod = (podContext: string, containerContext: string): string => `
securityContext:
  ${podContext}
containers:
- name: app
  image: registry.example/app:1
  securityContext:
    ${containerContext}`;

export const podMisplacedField: Check = {
  id: 'pod-misplaced-field',
  title: 'A security setting stands where it does nothing',
  why: "The API server drops fields that its schema does not have. `privileged` and `capabilities` belong to a container's securityContext, `fsGroup` to the pod's, `hostPID` to neither. A pod with `securityContext.privileged: true` is not privileged, and one with `securityContext.readOnlyRootFilesystem: true` is writable: what the manifest says is not what runs.",
  severity: 'low',
  maps: { nsa: ['Pod security'], stride: ['elevation of privilege'], owasp: ['K01'] },
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#security-context',
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
  ],
  find: (facts) =>
    podFailures(facts, judge, {
      consequence: 'What the manifest says is not what runs.',
      fix: 'Move the field to where it belongs, or remove it; `kubectl apply --validate=strict --dry-run=server` refuses such fields.',
    }),
  examples: {
    exposed: [
      {
        name: 'privileged for the whole pod: the pod is not privileged',
        manifests: podManifest(pod('privileged: true', 'runAsUser: 1001')),
      },
      {
        name: 'a read-only root file system for the whole pod: it is writable',
        manifests: deploymentManifest(pod('readOnlyRootFilesystem: true', 'runAsUser: 1001')),
      },
      { name: 'fsGroup in a container', manifests: podManifest(pod('runAsUser: 1001', 'fsGroup: 1001')) },
    ],
    safe: [
      { name: 'a field of the pod', manifests: podManifest(pod('runAsNonRoot: true', 'runAsUser: 1001')) },
      { name: 'fsGroup in the pod', manifests: deploymentManifest(pod('fsGroup: 1001', 'runAsUser: 1001')) },
      {
        name: 'a read-only root file system in the container',
        manifests: podManifest(pod('runAsUser: 1001', 'readOnlyRootFilesystem: true')),
      },
    ],
  },
};
