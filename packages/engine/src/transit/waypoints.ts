// Which waypoint the requests of ambient clients for a Service or a pod go through.
import type { GatewayFact } from '../facts/entry.ts';
import type { Facts } from '../facts/facts.ts';
import type { ServiceFact } from '../facts/cluster.ts';
import { objectId } from '../facts/object-id.ts';
import type { StringMap } from '../facts/object.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { GATEWAY_NAME } from '../reach/entry-servers.ts';
import { labelsOfNamespace } from '../reach/namespace-labels.ts';
import { runningPods } from '../reach/pods.ts';
import type { Edge } from './edge.ts';

const USE = 'istio.io/use-waypoint';
const USE_NAMESPACE = 'istio.io/use-waypoint-namespace';
/** https://istio.io/latest/docs/ambient/usage/waypoint/ */
export const WAYPOINT_CLASS = 'istio-waypoint';

export interface Waypoint {
  readonly gateway: GatewayFact;
  /** Pods that serve it, of those in the input. */
  readonly pods: readonly WorkloadFact[];
  /** Of its pods; without any, Istio calls it like the Gateway. */
  readonly account: string;
}

/** A label names one that the input does not have. */
export interface LostWaypoint {
  readonly lost: string;
}

export class Waypoints {
  readonly #facts: Facts;
  #pods: ReadonlyMap<string, readonly WorkloadFact[]> | undefined;

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  /**
   * The label of the Service or the pod counts before the namespace's, and `none` switches it off. A waypoint is for Services unless its own
   * label says otherwise, so that who asks for a pod's address goes past one of the namespace.
   * https://istio.io/latest/docs/ambient/usage/waypoint/#useawaypoint
   */
  of({ to, through }: Edge): Waypoint | LostWaypoint | undefined {
    const asked: { readonly namespace: string; readonly labels: StringMap | undefined } | undefined =
      through === undefined
        ? to && { namespace: to.namespace, labels: to.podLabels }
        : { namespace: through.namespace, labels: through.labels };
    if (asked === undefined) return undefined;
    const named = this.#named(asked.namespace, asked.labels);
    if (named === undefined) return undefined;
    const gateway = this.#facts.gateways.find((one) => one.namespace === named.namespace && one.name === named.name);
    if (gateway === undefined) return { lost: `the waypoint ${named.namespace}/${named.name} is not in the input` };
    return isFor(gateway, through) ? this.#waypoint(gateway) : undefined;
  }

  #named(namespace: string, labels: StringMap | undefined): { namespace: string; name: string } | undefined {
    const holder = labels?.has(USE) === true ? labels : labelsOfNamespace(this.#facts, namespace).known;
    const name = holder.get(USE);
    if (name === undefined || name === 'none') return undefined;
    return { name, namespace: holder.get(USE_NAMESPACE) ?? namespace };
  }

  #waypoint(gateway: GatewayFact): Waypoint {
    this.#pods ??= Map.groupBy(
      runningPods(this.#facts.workloads),
      ({ namespace, podLabels }) => `${namespace}/${podLabels?.get(GATEWAY_NAME) ?? ''}`,
    );
    const pods = this.#pods.get(`${gateway.namespace}/${gateway.name}`) ?? [];
    const [account] = pods.map(({ spec }) => this.#facts.podSpecs[spec]?.serviceAccount ?? '');
    return { gateway, pods, account: account === undefined || account === '' ? gateway.name : account };
  }
}

function isFor({ waypointFor = 'service', className }: GatewayFact, through: ServiceFact | undefined): boolean {
  if (className !== WAYPOINT_CLASS) return true;
  return waypointFor === 'all' || waypointFor === (through === undefined ? 'workload' : 'service');
}

export function waypointText({ gateway }: Waypoint): string {
  return `ztunnel leads it through the waypoint ${objectId(gateway)}`;
}
