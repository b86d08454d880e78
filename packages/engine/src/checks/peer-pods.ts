// Pods that run and that a NetworkPolicy holds, or that peers of its rules name.
import type { Facts } from '../facts/facts.ts';
import { selectorMatches } from '../facts/label-selector.ts';
import type { NetworkPolicyFact, PolicyPeer } from '../facts/network.ts';
import type { LabelSelector } from '../facts/object.ts';
import { oncePer } from '../facts/once-per.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { selects } from '../reach/label-truth.ts';
import { labelsOfNamespace } from '../reach/namespace-labels.ts';
import { runningPods } from '../reach/pods.ts';
import { NO } from '../reach/truth.ts';

const isSelected = (selector: LabelSelector, { podLabels }: WorkloadFact): boolean =>
  selectorMatches(selector, podLabels);

export class PeerPods {
  readonly #facts: Facts;
  readonly #pods: ReadonlyMap<string, readonly WorkloadFact[]>;

  constructor(facts: Facts) {
    this.#facts = facts;
    this.#pods = Map.groupBy(runningPods(facts.workloads), ({ namespace }) => namespace);
  }

  /** Pods that the policy is for. */
  *heldBy({ namespace, podSelector }: NetworkPolicyFact): Generator<WorkloadFact> {
    for (const pod of this.#pods.get(namespace) ?? []) if (isSelected(podSelector, pod)) yield pod;
  }

  /** Pods that one of the peers names, all without peers. */
  *namedBy(policy: NetworkPolicyFact, peers: readonly PolicyPeer[]): Generator<WorkloadFact> {
    for (const pods of this.#pods.values()) for (const pod of pods) if (this.isNamed(pod, policy, peers)) yield pod;
  }

  /** In a namespace whose labels are not known, a pod is named that may be. */
  isNamed(pod: WorkloadFact, { namespace }: NetworkPolicyFact, peers: readonly PolicyPeer[]): boolean {
    return peers.length === 0 || peers.some((peer) => this.#isOf(pod, peer, namespace));
  }

  #isOf(pod: WorkloadFact, { podSelector, namespaceSelector, ipBlock }: PolicyPeer, own: string): boolean {
    if (ipBlock !== undefined) return false;
    if (podSelector !== undefined && !isSelected(podSelector, pod)) return false;
    if (namespaceSelector === undefined) return pod.namespace === own;
    return selects(namespaceSelector, labelsOfNamespace(this.#facts, pod.namespace)) !== NO;
  }
}

/** One for all checks of a cluster. */
export const peerPods = oncePer((facts: Facts) => new PeerPods(facts));
