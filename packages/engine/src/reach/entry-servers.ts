// Who takes the requests of an Ingress or a route: pods of its controller, something outside, or nobody that the input knows.
import type { EntryFact, EntryParent } from '../facts/entry.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { controllersOf, takesRequests } from './entry-controllers.ts';
import type { EntryController } from './entry-controllers.ts';
import { admits, isNamed } from './gateway-listeners.ts';

/** `ports`: those on which requests come in; absent: whatever the Services in front of the pods give. */
export type Servers =
  | { readonly kind: 'pods'; readonly pods: readonly number[]; readonly ports?: readonly number[]; readonly by: string }
  /** A load balancer of the cloud. */
  | { readonly kind: 'cloud'; readonly by: string }
  /** Nothing takes them: the route is attached to nothing. */
  | { readonly kind: 'none'; readonly why: string }
  /** Whoever takes them is not in the input. */
  | { readonly kind: 'unknown'; readonly why: string };

/** Labels that controllers of the Gateway API give what they make for a Gateway. https://gateway-api.sigs.k8s.io/geps/gep-1762/ */
export const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';
const ENVOY_NAME = 'gateway.envoyproxy.io/owning-gateway-name';
const ENVOY_NAMESPACE = 'gateway.envoyproxy.io/owning-gateway-namespace';

export class EntryServers {
  readonly #facts: Facts;
  readonly #all: readonly WorkloadFact[];
  readonly #podsOf = new Map<EntryController, readonly number[]>();

  /** `pods`: by whose numbers the answers name them. */
  constructor(facts: Facts, pods: readonly WorkloadFact[]) {
    this.#facts = facts;
    this.#all = pods;
  }

  of(entry: EntryFact): readonly Servers[] {
    return entry.parents.length === 0
      ? [this.#ofIngress(entry)]
      : entry.parents.map((one) => this.#ofRoute(entry, one));
  }

  #ofIngress(entry: EntryFact): Servers {
    const id = objectId(entry);
    if (entry.objectKind !== 'Ingress') return { kind: 'none', why: `${id} names no Gateway` };
    const controllers = controllersOf(this.#facts, entry);
    return 'other' in controllers
      ? { kind: 'unknown', why: `which pods serve ${id} (controller ${controllers.other}) is not known` }
      : this.#servedBy(controllers, id);
  }

  /** Of controllers that come into question, those whose pods are in the input. */
  #servedBy(controllers: readonly EntryController[], id: string): Servers {
    const present = controllers.filter((one) => this.#pods(one).length > 0);
    const pods = [...new Set(present.flatMap((one) => this.#pods(one)))];
    if (pods.length > 0) return { kind: 'pods', pods, by: present.map(({ name }) => name).join(', ') };
    const [only] = controllers;
    if (controllers.length === 1 && only !== undefined && only.image === undefined)
      return { kind: 'cloud', by: only.name };
    return { kind: 'unknown', why: `the pods that serve ${id} are not in the input` };
  }

  #pods(controller: EntryController): readonly number[] {
    let pods = this.#podsOf.get(controller);
    if (pods === undefined) {
      pods = this.#where((pod) => takesRequests(controller, pod, this.#facts));
      this.#podsOf.set(controller, pods);
    }
    return pods;
  }

  #where(isWanted: (pod: WorkloadFact) => boolean): number[] {
    return this.#all.flatMap((pod, number) => (isWanted(pod) ? [number] : []));
  }

  #ofRoute(route: EntryFact, parent: EntryParent): Servers {
    const id = objectId(route);
    const gateway = this.#facts.gateways.find(
      ({ namespace, name }) => namespace === parent.namespace && name === parent.name,
    );
    if (gateway === undefined)
      return { kind: 'unknown', why: `the Gateway ${parent.namespace}/${parent.name} of ${id} is not in the input` };
    const listeners = gateway.listeners.filter(
      (one) => isNamed(parent, one) && admits(this.#facts, { gateway, listener: one }, route),
    );
    const ports = listeners.map(({ port }) => port);
    if (ports.length === 0) return { kind: 'none', why: `no listener of ${objectId(gateway)} takes ${id}` };
    const pods = this.#where(({ namespace, podLabels }) =>
      podLabels?.get(GATEWAY_NAME) === gateway.name
        ? namespace === gateway.namespace
        : podLabels?.get(ENVOY_NAME) === gateway.name && podLabels.get(ENVOY_NAMESPACE) === gateway.namespace,
    );
    if (pods.length > 0) return { kind: 'pods', pods, ports, by: objectId(gateway) };
    const { controller = '' } =
      this.#facts.entryClasses.find(
        ({ objectKind, name }) => objectKind === 'GatewayClass' && name === gateway.className,
      ) ?? {};
    if (controller.startsWith('networking.gke.io/')) return { kind: 'cloud', by: 'GKE' };
    return { kind: 'unknown', why: `the pods that serve ${objectId(gateway)} are not in the input` };
  }
}
