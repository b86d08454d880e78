// What stands between the right to make a pod and what the pod would show: admission, scheduling, and a way out.
import type { AdmissionPolicyFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { Condition } from '../results/contract.ts';
import type { StepContext } from '../graph/rule-types.ts';

const ENFORCE = 'pod-security.kubernetes.io/enforce';
const MOUNTABLE = 'kubernetes.io/enforce-mountable-secrets';
/** Policies named in one condition; the rest is counted. */
const POLICIES_NAMED = 3;
/** Last minor version with PodSecurityPolicies. */
const LAST_PSP_MINOR = 24;

/** True when the policy may refuse a pod: mutations refuse nothing, PodSecurityPolicies nothing since 1.25. */
function mayRefuse({ engine, kinds }: AdmissionPolicyFact, kubernetesVersion: string): boolean {
  if (engine === 'map') return false;
  const minor = Number(kubernetesVersion.split('.')[1] ?? Number.NaN);
  if (engine === 'psp') return minor <= LAST_PSP_MINOR;
  return kinds.length === 0 || kinds.some((kind) => /(?:^|\/)(?:\*|pods?)$/i.test(kind));
}

function named(policies: readonly AdmissionPolicyFact[]): string {
  const shown = policies.slice(0, POLICIES_NAMED).map(objectId).join(', ');
  return policies.length > POLICIES_NAMED ? `${shown} and ${policies.length - POLICIES_NAMED} more` : shown;
}

/** The Pod Security level that the namespace's label enforces; empty when none is written. */
function enforcedLevel(facts: Facts, namespace: string): string {
  return facts.namespaces.find(({ name }) => name === namespace)?.labels.get(ENFORCE) ?? '';
}

/** Admission that could refuse the pod; `pod` says which pod: "the pod", "a privileged pod". */
export function admissionConditions(facts: Facts, namespace: string, pod = 'the pod'): Condition[] {
  const level = enforcedLevel(facts, namespace);
  const inInput = facts.namespaces.some(({ name }) => name === namespace);
  const conditions: Condition[] = [];
  if (level !== '')
    conditions.push({
      text: `${pod} keeps to the Pod Security level ${level} of namespace ${namespace}`,
      settledBy: `namespace:${namespace}`,
    });
  else if (!inInput)
    conditions.push({
      text: `no Pod Security label of namespace ${namespace} refuses ${pod}; the input does not hold the namespace`,
      settledBy: `namespace:${namespace}`,
    });
  const policies = facts.admissionPolicies.filter((policy) => mayRefuse(policy, facts.kubernetesVersion));
  if (policies.length > 0)
    conditions.push({ text: `${named(policies)} do not refuse ${pod}`, settledBy: 'kubectl create --dry-run=server' });
  else
    conditions.push({
      text: `no admission webhook or cluster default refuses ${pod}`,
      settledBy: 'kubectl create --dry-run=server',
    });
  return conditions;
}

/** Where every account of the namespace is limited to the Secrets it lists, its pods show no others. */
function mountableSecrets(facts: Facts, namespace: string): Condition[] {
  const accounts = facts.serviceAccounts.filter((account) => account.namespace === namespace);
  const limits =
    accounts.some(({ name }) => name === 'default') &&
    accounts.every(({ annotations }) => annotations.get(MOUNTABLE) === 'true');
  return limits
    ? [
        {
          text: `an account of ${namespace} lists the Secret, since all are limited by ${MOUNTABLE}`,
          settledBy: `serviceaccount:${namespace}/default`,
        },
      ]
    : [];
}

/** Conditions of every step that makes a pod of one's own design. */
export function podConditions({
  facts,
  from,
  to,
  namespace,
}: Pick<StepContext, 'facts' | 'from' | 'to' | 'namespace'>): Condition[] {
  const conditions = [
    ...admissionConditions(facts, namespace),
    {
      text: `a node takes the pod: quota, taints and resources of ${namespace} allow it`,
      settledBy: 'kubectl create --dry-run=server, and the pod being scheduled',
    },
  ];
  if (to.startsWith('pod:')) return conditions;
  if (to.startsWith('secret:')) conditions.push(...mountableSecrets(facts, namespace));
  return [
    ...conditions,
    {
      text: `what the pod sees gets out to ${from}: by its log, by exec, or by a connection from the pod`,
      settledBy: `get pods/log or create pods/exec in ${namespace}, or its egress`,
    },
  ];
}
