// Which network plugin enforces policies, if any does: a policy that nothing enforces is decoration.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { Citation } from './citation.ts';
import type { Cni } from './reading.ts';

/** A plugin as found by the name of a DaemonSet. */
interface Plugin {
  readonly name: string;
  readonly cni: Cni;
  /** Absent: it depends on how it is set up. */
  readonly enforces?: boolean;
}

/**
 * DaemonSets by which plugins are installed, each after its own manifests. Flannel says itself that it enforces nothing
 * (https://github.com/flannel-io/flannel); the AWS plugin must be told to
 * (https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html).
 */
const PLUGINS: ReadonlyMap<string, Plugin> = new Map<string, Plugin>([
  ['calico-node', { name: 'Calico', cni: 'calico', enforces: true }],
  ['canal', { name: 'Canal (Calico for policies)', cni: 'calico', enforces: true }],
  ['cilium', { name: 'Cilium', cni: 'cilium', enforces: true }],
  ['ovnkube-node', { name: 'OVN-Kubernetes', cni: 'ovn', enforces: true }],
  ['ovnkube', { name: 'OVN-Kubernetes', cni: 'ovn', enforces: true }],
  ['antrea-agent', { name: 'Antrea', cni: 'generic', enforces: true }],
  ['kube-router', { name: 'kube-router', cni: 'generic', enforces: true }],
  ['weave-net', { name: 'Weave Net', cni: 'generic', enforces: true }],
  ['kube-network-policies', { name: 'kube-network-policies', cni: 'generic', enforces: true }],
  ['kindnet', { name: 'kindnet', cni: 'generic' }],
  ['aws-node', { name: 'Amazon VPC CNI', cni: 'generic' }],
  ['azure-npm', { name: 'Azure Network Policy Manager', cni: 'generic', enforces: true }],
  ['kube-flannel-ds', { name: 'Flannel', cni: 'generic', enforces: false }],
  ['kube-flannel', { name: 'Flannel', cni: 'generic', enforces: false }],
]);

export interface Enforcer {
  /** Undefined: it is not known whether policies are enforced. */
  readonly enforces: boolean | undefined;
  readonly cni: Cni;
  /** Whether it is known which plugin enforces: policies of others have no effect then. */
  readonly isKnown: boolean;
  /** One sentence: the first line of every answer. */
  readonly text: string;
  readonly evidence: readonly Citation[];
}

const SWITCH = '--enable-network-policy=';

function isOn({ podSpecs }: Facts, { spec }: WorkloadFact): boolean | undefined {
  const args = podSpecs[spec]?.containers.flatMap((container) => [...container.command, ...container.args]) ?? [];
  const given = args.find((arg) => arg.startsWith(SWITCH));
  return given === undefined ? undefined : given === `${SWITCH}true`;
}

function found(
  facts: Facts,
): { readonly plugin: Plugin; readonly workload: WorkloadFact; readonly enforces: boolean | undefined }[] {
  return facts.workloads.flatMap((workload) => {
    const plugin = workload.objectKind === 'DaemonSet' ? PLUGINS.get(workload.name) : undefined;
    if (plugin === undefined) return [];
    return [{ plugin, workload, enforces: plugin.enforces ?? isOn(facts, workload) }];
  });
}

/** The plugin that enforces policies; else one of which it is not known; else one that does not. */
export function findEnforcer(facts: Facts): Enforcer {
  const plugins = found(facts);
  const best =
    plugins.find(({ enforces }) => enforces === true) ??
    plugins.find(({ enforces }) => enforces === undefined) ??
    plugins[0];
  if (best === undefined)
    return {
      enforces: undefined,
      cni: 'generic',
      isKnown: false,
      text: 'no network plugin is in the input: the answer holds where one enforces policies',
      evidence: [],
    };
  const { plugin, workload, enforces } = best;
  const evidence = [{ object: workload }];
  const id = objectId(workload);
  if (enforces === true)
    return {
      enforces,
      cni: plugin.cni,
      isKnown: true,
      text: `policies are enforced by ${plugin.name} (${id})`,
      evidence,
    };
  if (enforces === false)
    return {
      enforces,
      cni: plugin.cni,
      isKnown: true,
      text: `policies are not enforced: ${plugin.name} (${id}) does not do so`,
      evidence,
    };
  const text = `whether ${plugin.name} (${id}) enforces policies is not in the input: the answer holds where it does`;
  return { enforces, cni: plugin.cni, isKnown: false, text, evidence };
}

/** Whose own policies hold: those of a plugin that is known and has none, nobody's. */
export function pluginIn({ cni, isKnown }: Enforcer): Cni | undefined {
  return cni === 'generic' && isKnown ? undefined : cni;
}
