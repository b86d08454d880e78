// Namespaces in which Pod Security Admission refuses nothing.
import { pointerSegment } from '@watertight/syntax';
import type { AdmissionPolicyFact, NamespaceFact } from '../facts/cluster.ts';
import type { Check, Failure } from './check.ts';
import { documents } from './example-manifests.ts';
import { jsonPatch } from './patch.ts';
import { shellWord } from './shell-command.ts';

const LABEL = 'pod-security.kubernetes.io/';
const ENFORCE = `${LABEL}enforce`;
const LEVEL = 'baseline';
/** The control plane's own: what runs there must be privileged, and who creates pods there holds the cluster already. */
const OWN_NAMESPACES: ReadonlySet<string> = new Set(['kube-system', 'kube-public', 'kube-node-lease']);

/** An engine that may refuse the same pods; a PodSecurityPolicy does nothing since 1.25, a mutation refuses nothing. */
function mayRefusePods({ engine, kinds }: AdmissionPolicyFact): boolean {
  if (engine === 'psp' || engine === 'map') return false;
  return kinds.length === 0 || kinds.some((kind) => /^(?:\*|pods?)$/i.test(kind));
}

function observed({ labels }: NamespaceFact): string {
  const level = labels.get(ENFORCE);
  if (level !== undefined) return `enforces ${level}, which allows everything`;
  const asked = ['warn', 'audit'].filter((mode) => (labels.get(LABEL + mode) ?? 'privileged') !== 'privileged');
  return asked.length === 0
    ? 'has no Pod Security label'
    : `only has Pod Security mode ${asked.join(' and ')}, which refuses nothing`;
}

function failureOf(namespace: NamespaceFact, policy: AdmissionPolicyFact | undefined): Failure {
  const { labels, name } = namespace;
  const pointer = `/metadata/labels/${pointerSegment(ENFORCE)}`;
  const change =
    labels.size === 0
      ? ({ op: 'add', path: '/metadata/labels', value: { [ENFORCE]: LEVEL } } as const)
      : ({ op: 'add', path: pointer, value: LEVEL } as const);
  const dryRun = `kubectl label --dry-run=server --overwrite namespace ${shellWord(name)} ${ENFORCE}=${LEVEL}`;
  const message = `Namespace ${name} ${observed(namespace)}: whoever may create pods in it may create privileged ones and read the node.`;
  return {
    result: policy === undefined ? 'fail' : 'unknown',
    object: namespace,
    pointer: labels.has(ENFORCE) ? pointer : '/metadata',
    message:
      policy === undefined
        ? message
        : `${message} ${policy.objectKind} ${policy.name} may refuse them; the input does not show whether it does.`,
    severity: OWN_NAMESPACES.has(name) ? 'info' : policy === undefined ? 'medium' : 'low',
    fix: {
      summary: `Label the namespace ${ENFORCE}: ${LEVEL}, or restricted; the dry run lists the pods that it would refuse.`,
      ...jsonPatch(namespace, [change]),
      commands: [dryRun],
    },
  };
}

const namespace = (labels: string): string => `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels: ${labels}
`;

const POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata: {name: no-privileged-pods}
spec:
  matchConstraints:
    resourceRules:
    - {apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods]}
  validations:
  - {expression: 'true'}
`;

export const namespacePodSecurity: Check = {
  id: 'namespace-pod-security',
  title: 'A namespace accepts privileged pods',
  why: "Pod Security Admission is on in every cluster, and enforces `privileged`, which is nothing, unless the namespace is labelled. Then the right to create pods is the right to be root on a node, and to read the Secrets of all pods there. `warn` and `audit` refuse nothing. A default for the cluster in the API server's AdmissionConfiguration is not part of this input.",
  severity: 'medium',
  maps: {
    cis: ['5.2.1'],
    nsa: ['Pod security'],
    pss: ['baseline'],
    attack: ['T1610', 'T1611'],
    stride: ['elevation of privilege'],
    owasp: ['K01', 'K04'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
    'https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  ],
  *find({ namespaces, admissionPolicies }) {
    const policy = admissionPolicies.find(mayRefusePods);
    for (const fact of namespaces) {
      const level = fact.labels.get(ENFORCE) ?? 'privileged';
      if (level === 'privileged') yield failureOf(fact, policy);
    }
  },
  examples: {
    exposed: [
      { name: 'no label', manifests: namespace('{}') },
      { name: 'the level that allows everything', manifests: namespace(`{${ENFORCE}: privileged}`) },
      { name: 'warnings only', manifests: namespace(`{${LABEL}warn: restricted}`) },
      { name: 'another policy engine, whose verdict is not known', manifests: documents(namespace('{}'), POLICY) },
    ],
    safe: [
      { name: 'baseline', manifests: namespace(`{${ENFORCE}: baseline}`) },
      { name: 'restricted', manifests: namespace(`{${ENFORCE}: restricted}`) },
      { name: 'baseline beside another engine', manifests: documents(namespace(`{${ENFORCE}: baseline}`), POLICY) },
    ],
  },
};
