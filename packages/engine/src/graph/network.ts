// Who reaches a port over the network, as nodes of the graph: workloads, places, and what stands exposed to the internet.
import type { ServiceFact } from '../facts/cluster.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { CanConnect } from '../reach/can-connect.ts';
import type { Connected } from '../reach/can-connect.ts';
import { hasNamedPort } from '../reach/container-ports.ts';
import { runningPods } from '../reach/pods.ts';
import { workloadIndexOf } from './workload-index.ts';
import { topmostOf, workloadById } from './workloads.ts';
import type { World } from './world.ts';

export const INTERNET = 'network:internet';
export const NODES = 'network:nodes';

/** A port of a workload, or of something else that has an id. */
export interface Listening {
  readonly to: string;
  readonly port: number;
}

/** The place at which an exposed workload stands: who makes it send requests sends them from there. */
export const placeOf = (workload: string): string => `network:${workload}`;
export const workloadAt = (place: string): string => place.slice('network:'.length);

export class Network {
  readonly #world: World;
  readonly #can: CanConnect;
  readonly #workloadOf = new Map<WorkloadFact, string>();
  /** Workloads by the place at which each stands. */
  readonly #places: ReadonlyMap<string, string>;
  #exposed: ReadonlyMap<string, readonly ServiceFact[]> | undefined;

  constructor(world: World) {
    this.#world = world;
    this.#can = new CanConnect(world.facts);
    this.#places = new Map(world.workloads.map(({ id }) => [placeOf(id), id]));
    const topmost = topmostOf(world.facts);
    for (const pod of runningPods(world.facts.workloads)) this.#workloadOf.set(pod, objectId(topmost(pod)));
  }

  /** Ids of all that is let through to the port, whatever the reading: workloads, the places of exposed ones, nodes, the internet. */
  callersOf({ to, port }: Listening): readonly string[] {
    const found = new Set<string>();
    const callers = this.#can.callersOf({ to, port, protocol: 'TCP' });
    if ('error' in callers) return [];
    for (const [pod, verdict] of callers) {
      const id = this.#workloadOf.get(pod);
      if (verdict === 'allow' && id !== undefined && id !== to) found.add(id);
    }
    for (const id of this.exposed().keys()) if (found.has(id)) found.add(placeOf(id));
    for (const id of [NODES, INTERNET]) if (this.reason(id, { to, port }) !== undefined) found.add(id);
    return [...found];
  }

  /** Why the caller is let through; undefined where it is not, or where that is left open. */
  reason(from: string, { to, port }: Listening): Connected | undefined {
    if (from === INTERNET && !to.startsWith('ip:')) return this.#fromInternet(to, port);
    const source = this.#places.get(from) ?? from;
    return this.#allowed(source, to, port);
  }

  #allowed(from: string, to: string, port: number): Connected | undefined {
    const answer = this.#can.answer({ from, to, port, protocol: 'TCP' });
    return 'verdict' in answer && answer.verdict === 'allow' ? answer : undefined;
  }

  /** Workloads that the internet reaches through some Service, with the Services. */
  exposed(): ReadonlyMap<string, readonly ServiceFact[]> {
    if (this.#exposed !== undefined) return this.#exposed;
    const found = new Map<string, ServiceFact[]>();
    for (const service of this.#world.facts.services)
      if (this.#way(service) !== undefined)
        for (const id of this.#behind(service)) found.set(id, [...(found.get(id) ?? []), service]);
    this.#exposed = found;
    return found;
  }

  /** The answer that lets the internet through to some port of the Service. */
  #way(service: ServiceFact): Connected | undefined {
    for (const { port, protocol } of service.ports ?? []) {
      const answer = protocol === 'TCP' ? this.#allowed(INTERNET, objectId(service), port) : undefined;
      if (answer !== undefined) return answer;
    }
    return undefined;
  }

  wayInto(workload: string): { readonly service: ServiceFact; readonly answer: Connected } | undefined {
    for (const service of this.exposed().get(workload) ?? []) {
      const answer = this.#way(service);
      if (answer !== undefined) return { service, answer };
    }
    return undefined;
  }

  /** Not the pod's own address, which nothing routes from outside: only a Service's. */
  #fromInternet(to: string, port: number): Connected | undefined {
    for (const service of this.exposed().get(to) ?? [])
      for (const one of service.ports ?? []) {
        if (one.protocol !== 'TCP' || (one.targetPort !== String(port) && !this.#isNamed(to, one.targetPort, port)))
          continue;
        const answer = this.#allowed(INTERNET, objectId(service), one.port);
        if (answer !== undefined) return answer;
      }
    return undefined;
  }

  #isNamed(workload: string, name: string, port: number): boolean {
    const { distinct = [] } = workloadById(this.#world, workload) ?? {};
    return distinct.some((pod) => hasNamedPort(this.#world.facts, pod, name, port));
  }

  #behind(service: ServiceFact): string[] {
    const index = workloadIndexOf(this.#world);
    return index.selectedBy(service).flatMap((at) => this.#world.workloads[at]?.id ?? []);
  }
}

const known = new WeakMap<World, Network>();

/** One for a world, made when something first asks: policies are compiled for it. */
export function networkOf(world: World): Network {
  let network = known.get(world);
  if (network === undefined) known.set(world, (network = new Network(world)));
  return network;
}
