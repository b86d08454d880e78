// Who reaches a port over the network, as nodes of the graph: workloads, places, and what stands exposed to the internet.
import { parseAddress } from '../facts/address.ts';
import type { NodeFact, ServiceFact } from '../facts/cluster.ts';
import { objectId } from '../facts/object-id.ts';
import { oncePer } from '../facts/once-per.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { CanConnect } from '../reach/can-connect.ts';
import type { Connected } from '../reach/can-connect.ts';
import type { Verdict } from '../reach/judge.ts';
import { hasNamedPort } from '../reach/container-ports.ts';
import { isPublic } from '../reach/internet.ts';
import { runningPods } from '../reach/pods.ts';
import { TunnelAware } from '../transit/tunnel-aware.ts';
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

/** Answers that lead on: what is let through under every reading, and what the specification or the input leaves open. */
export type Passing = Exclude<Verdict, 'deny'>;

/** The place at which an exposed workload stands: who makes it send requests sends them from there. */
export const placeOf = (workload: string): string => `network:${workload}`;
export const workloadAt = (place: string): string => place.slice('network:'.length);

export class Network {
  readonly #world: World;
  readonly #can: TunnelAware;
  readonly #workloadOf = new Map<WorkloadFact, string>();
  /** Workloads by the place at which each stands. */
  readonly #places: ReadonlyMap<string, string>;
  #exposed: ReadonlyMap<string, readonly ServiceFact[]> | undefined;
  #nodes: ReadonlyMap<string, readonly NodeFact[]> | undefined;

  constructor(world: World) {
    this.#world = world;
    this.#can = new TunnelAware(world.facts, new CanConnect(world.facts));
    this.#places = new Map(world.workloads.map(({ id }) => [placeOf(id), id]));
    const topmost = topmostOf(world.facts);
    for (const pod of runningPods(world.facts.workloads)) this.#workloadOf.set(pod, objectId(topmost(pod)));
  }

  /** Ids of all of which the best answer for the port is this: workloads, the places of exposed ones, nodes, the internet. */
  callersOf({ to, port }: Listening, passing: Passing = 'allow'): readonly string[] {
    const best = new Map<string, Passing>();
    const callers = this.#can.callersOf({ to, port, protocol: 'TCP' });
    if ('error' in callers) return [];
    for (const [pod, verdict] of callers) {
      const id = this.#workloadOf.get(pod);
      if (verdict !== 'deny' && id !== undefined && id !== to && best.get(id) !== 'allow') best.set(id, verdict);
    }
    const found = new Set([...best.keys()].filter((id) => best.get(id) === passing));
    for (const id of this.exposed().keys()) if (found.has(id)) found.add(placeOf(id));
    for (const id of [NODES, INTERNET]) if (this.reason(id, { to, port }, passing) !== undefined) found.add(id);
    return [...found];
  }

  /** What decides, where the answer for the caller is this one. */
  reason(from: string, { to, port }: Listening, passing: Passing = 'allow'): Connected | undefined {
    if (from === INTERNET && to.startsWith('node:')) return this.#intoNode(to, port, passing);
    if (from === INTERNET && !to.startsWith('ip:')) return this.#fromInternet(to, port, passing);
    return this.#answer(this.#places.get(from) ?? from, { to, port }, passing);
  }

  #answer(from: string, { to, port }: Listening, passing: Passing): Connected | undefined {
    const answer = this.#can.answer({ from, to, port, protocol: 'TCP' });
    return 'verdict' in answer && answer.verdict === passing ? answer : undefined;
  }

  /** Workloads that the internet reaches through some Service, or may reach, with the Services. */
  exposed(): ReadonlyMap<string, readonly ServiceFact[]> {
    if (this.#exposed !== undefined) return this.#exposed;
    const found = new Map<string, ServiceFact[]>();
    for (const service of this.#world.facts.services)
      if (this.#way(service) !== undefined)
        for (const id of this.#behind(service)) found.set(id, [...(found.get(id) ?? []), service]);
    this.#exposed = found;
    return found;
  }

  /** The answer that lets the internet through to some port of the Service, or else one that leaves it open. */
  #way(service: ServiceFact): Connected | undefined {
    for (const passing of ['allow', 'undefined'] as const)
      for (const { port, protocol } of service.ports ?? []) {
        const asked = { to: objectId(service), port };
        const answer = protocol === 'TCP' ? this.#answer(INTERNET, asked, passing) : undefined;
        if (answer !== undefined) return answer;
      }
    return undefined;
  }

  wayInto(workload: string): { readonly service: ServiceFact; readonly answer: Connected } | undefined {
    const ways = (this.exposed().get(workload) ?? []).flatMap((service) => {
      const answer = this.#way(service);
      return answer === undefined ? [] : [{ service, answer }];
    });
    return ways.find(({ answer }) => answer.verdict === 'allow') ?? ways[0];
  }

  /** A node with an address of the internet: what stands before it is not in the input, so that it is never surely open. */
  #intoNode(to: string, port: number, passing: Passing): Connected | undefined {
    if (passing !== 'undefined') return undefined;
    const named = this.#nodesNamed(to.slice('node:'.length));
    const address = publicAddress(named[0]);
    if (address === undefined) return undefined;
    const answer = this.#can.answer({ from: INTERNET, to, port, protocol: 'TCP' });
    if (!('verdict' in answer) || answer.verdict === 'deny') return undefined;
    const text = `${to} has ${address}, an address of the internet, and whether a firewall stands before it is not in the input`;
    const [first, ...because] = answer.because;
    const node = named.filter((one) => objectId(one) === to).map((object) => ({ object }));
    return {
      ...answer,
      verdict: 'undefined',
      because: [...(first === undefined ? [] : [first]), { text, evidence: node }, ...because],
      open: [...(answer.open ?? []), text],
    };
  }

  #nodesNamed(name: string): readonly NodeFact[] {
    this.#nodes ??= Map.groupBy(this.#world.facts.nodes, (node) => node.name);
    return this.#nodes.get(name) ?? [];
  }

  /** Not the pod's own address, which nothing routes from outside: only a Service's. */
  #fromInternet(to: string, port: number, passing: Passing): Connected | undefined {
    for (const service of this.exposed().get(to) ?? [])
      for (const one of service.ports ?? []) {
        if (one.protocol !== 'TCP' || (one.targetPort !== String(port) && !this.#isNamed(to, one.targetPort, port)))
          continue;
        const answer = this.#answer(INTERNET, { to: objectId(service), port: one.port }, passing);
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

function publicAddress(node: NodeFact | undefined): string | undefined {
  return node?.addresses?.find(({ type, address }) => {
    const parsed = parseAddress(address);
    return parsed !== undefined && (type === 'ExternalIP' || isPublic(parsed));
  })?.address;
}

/** One for a world, made when something first asks: policies are compiled for it. */
export const networkOf = oncePer((world: World) => new Network(world));
