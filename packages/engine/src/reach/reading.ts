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
  /** NetworkPolicies that isolate a pod for egress let it reach the node on which it runs all the same. */
  readonly egressSparesOwnNode: boolean;
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
  egressSparesOwnNode:
    'Kubernetes documents that traffic from a pod to its own node is always allowed, the network plugin that policies of egress hold it',
};

type Choices = Readonly<Record<Switch, readonly boolean[]>>;

const BOTH: readonly boolean[] = [false, true];
const OPEN: Choices = {
  hostNetworkIsPod: BOTH,
  blocksMatchPods: BOTH,
  blocksMatchNodes: BOTH,
  invalidIsStored: BOTH,
  egressSparesOwnNode: [true],
};
/**
 * Calico matches the addresses of pods (projectcalico/calico#6634) and nodes; Cilium neither, unless `policy-cidr-match-mode` says so
 * (https://docs.cilium.io/en/stable/security/policy/language/#ip-cidr-based). Of OVN-Kubernetes neither is documented, and pods on the
 * host's network are peers only of some rules
 * (https://docs.okd.io/latest/networking/network_security/network_policy/about-network-policy.html).
 *
 * Of the own node Kubernetes says that traffic to and from it is always allowed, yet where it defines isolation it excepts the node for
 * ingress alone (https://kubernetes.io/docs/concepts/services-networking/network-policies/, kubernetes-sigs/kube-network-policies#283).
 * Calico asks a pod's policies of egress before `defaultEndpointToHostAction`
 * (https://docs.tigera.io/calico/latest/reference/resources/felixconfig); Cilium lets the node in by itself, and out to it by the entity
 * `host` (https://docs.cilium.io/en/stable/security/policy/language/#access-to-from-local-host, cilium/cilium#13081).
 */
const CHOICES: Readonly<Record<Cni, Choices>> = {
  generic: OPEN,
  calico: {
    hostNetworkIsPod: [false],
    blocksMatchPods: [true],
    blocksMatchNodes: [true],
    invalidIsStored: BOTH,
    egressSparesOwnNode: BOTH,
  },
  cilium: {
    hostNetworkIsPod: [false],
    blocksMatchPods: [false],
    blocksMatchNodes: [false],
    invalidIsStored: BOTH,
    egressSparesOwnNode: BOTH,
  },
  ovn: OPEN,
};

/** Every way in which the plugin may read the specification. */
export function readingsOf(cni: Cni): readonly Reading[] {
  const choices = CHOICES[cni];
  return choices.hostNetworkIsPod.flatMap((hostNetworkIsPod) =>
    choices.blocksMatchPods.flatMap((blocksMatchPods) =>
      choices.blocksMatchNodes.flatMap((blocksMatchNodes) =>
        choices.invalidIsStored.flatMap((invalidIsStored) =>
          choices.egressSparesOwnNode.map((egressSparesOwnNode) => ({
            hostNetworkIsPod,
            blocksMatchPods,
            blocksMatchNodes,
            invalidIsStored,
            egressSparesOwnNode,
          })),
        ),
      ),
    ),
  );
}
