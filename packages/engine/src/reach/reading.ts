// Ways to read what the specification of NetworkPolicy leaves to the network plugin: an answer is one only where all agree.

/** Network plugins whose reading is known; `generic` is any that follows the specification. */
export type Cni = 'generic' | 'calico' | 'cilium' | 'ovn';
export const CNIS: readonly Cni[] = ['generic', 'calico', 'cilium', 'ovn'];

export interface Reading {
  /** Policies know pods on the host's network as pods; else they are their node. */
  readonly hostNetworkIsPod: boolean;
  /** An `ipBlock` matches the addresses of pods. */
  readonly blocksMatchPods: boolean;
  /** An `ipBlock` matches the addresses of nodes. */
  readonly blocksMatchNodes: boolean;
  /** A policy that today's API server refuses is stored all the same, from before. */
  readonly invalidIsStored: boolean;
}

export type Switch = keyof Reading;

/** Why an answer hangs on a switch. */
export const SWITCH_REASONS: Readonly<Record<Switch, string>> = {
  hostNetworkIsPod:
    'the pod uses the network of its host, and whether policies see a pod or its node there is left to the network plugin',
  blocksMatchPods: 'whether an ipBlock matches the addresses of pods is left to the network plugin',
  blocksMatchNodes: 'whether an ipBlock matches the addresses of nodes is left to the network plugin',
  invalidIsStored:
    'the API server refuses one of the policies; it decides only if it was stored before the server did so',
};

const BOTH: readonly boolean[] = [false, true];
/**
 * Calico matches the addresses of pods (projectcalico/calico#6634) and nodes; Cilium neither, unless `policy-cidr-match-mode` says so
 * (https://docs.cilium.io/en/stable/security/policy/language/#ip-cidr-based). Of OVN-Kubernetes neither is documented, and pods on the
 * host's network are peers only of some rules
 * (https://docs.okd.io/latest/networking/network_security/network_policy/about-network-policy.html).
 */
const CHOICES: Readonly<Record<Cni, Readonly<Record<Switch, readonly boolean[]>>>> = {
  generic: { hostNetworkIsPod: BOTH, blocksMatchPods: BOTH, blocksMatchNodes: BOTH, invalidIsStored: BOTH },
  calico: { hostNetworkIsPod: [false], blocksMatchPods: [true], blocksMatchNodes: [true], invalidIsStored: BOTH },
  cilium: { hostNetworkIsPod: [false], blocksMatchPods: [false], blocksMatchNodes: [false], invalidIsStored: BOTH },
  ovn: { hostNetworkIsPod: BOTH, blocksMatchPods: BOTH, blocksMatchNodes: BOTH, invalidIsStored: BOTH },
};

/** Every way in which the plugin may read the specification. */
export function readingsOf(cni: Cni): readonly Reading[] {
  const choices = CHOICES[cni];
  return choices.hostNetworkIsPod.flatMap((hostNetworkIsPod) =>
    choices.blocksMatchPods.flatMap((blocksMatchPods) =>
      choices.blocksMatchNodes.flatMap((blocksMatchNodes) =>
        choices.invalidIsStored.map((invalidIsStored) => ({
          hostNetworkIsPod,
          blocksMatchPods,
          blocksMatchNodes,
          invalidIsStored,
        })),
      ),
    ),
  );
}
