// The fix as the network plugin can try it: judged and told for every connection, and enforced for none.
import type { Cni } from '../reach/reading.ts';
import { policiesIn } from './draft.ts';
import type { NamespacePolicies } from './draft.ts';
import type { AnyPolicy, PolicyManifest } from './policy-manifest.ts';
import { deletionsOf } from './deletion.ts';

/** https://docs.tigera.io/calico/latest/reference/resources/stagedkubernetesnetworkpolicy */
export interface StagedManifest extends Omit<PolicyManifest, 'apiVersion' | 'kind'> {
  readonly apiVersion: 'projectcalico.org/v3';
  readonly kind: 'StagedKubernetesNetworkPolicy';
}

export interface DryRun {
  /** Commands that come first. */
  readonly prepare: readonly string[];
  readonly apply: readonly (AnyPolicy | StagedManifest)[];
  readonly check: string;
  readonly undo: string;
}

/** Undefined for plugins that have none. */
export function dryRunOf(policies: NamespacePolicies, cni: Cni): DryRun | undefined {
  if (cni === 'calico') return ofCalico(policies);
  return cni === 'cilium' ? ofCilium(policies) : undefined;
}

/** Of open source since 3.30. https://docs.tigera.io/calico/latest/network-policy/staged-network-policies */
function ofCalico({ namespace, allow, deny }: NamespacePolicies): DryRun {
  const apply = [...allow, deny].map((one): StagedManifest => ({
    ...one,
    apiVersion: 'projectcalico.org/v3',
    kind: 'StagedKubernetesNetworkPolicy',
  }));
  const names = apply.map(({ metadata }) => metadata.name).join(' ');
  return {
    prepare: [],
    apply,
    check:
      'in the flow logs (Whisker), no pending policy denies what is needed; nothing is enforced. ' +
      'Needs Calico 3.30 or later with its API server. Take it back before the next stage',
    undo: `kubectl delete stagedkubernetesnetworkpolicies.projectcalico.org -n ${namespace} ${names}`,
  };
}

/** https://docs.cilium.io/en/stable/security/policy-creation/ */
function ofCilium(policies: NamespacePolicies): DryRun {
  const { namespace } = policies;
  const apply = policiesIn(policies);
  const remove = deletionsOf(namespace, apply).join('; ');
  return {
    prepare: [auditMode(namespace, 'Enabled')],
    apply,
    check:
      `hubble observe -n ${namespace} --verdict AUDIT shows nothing that is needed; nothing is enforced on these pods. ` +
      'Pods that start meanwhile, and all of an agent that restarts, are not in audit mode. Take it back before the next stage',
    undo: `${remove}; ${auditMode(namespace, 'Disabled')}`,
  };
}

/** Each endpoint by its number, on the agent of its node; older agents call the program `cilium`. */
function auditMode(namespace: string, state: 'Enabled' | 'Disabled'): string {
  const endpoints = `kubectl get ciliumendpoints -n ${namespace} -o jsonpath='{range .items[*]}{.status.id} {.status.networking.node}{"\\n"}{end}'`;
  const agent = '"$(kubectl get pods -n kube-system -l k8s-app=cilium --field-selector status.podIP="$node" -o name)"';
  const change = `cilium-dbg endpoint config "$id" PolicyAuditMode=${state}`;
  return `${endpoints} | while read -r id node; do kubectl exec -n kube-system ${agent} -c cilium-agent -- ${change} </dev/null; done`;
}
