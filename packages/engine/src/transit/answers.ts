// From the ids of a request to edges, and from the answers on these to one.
import type { ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { oncePer } from '../facts/once-per.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { namedPort, targetsPort } from '../reach/container-ports.ts';
import { podsByMaker } from '../reach/pod-makers.ts';
import { runningPods } from '../reach/pods.ts';
import { isExposed } from '../reach/services.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import { behind } from './behind.ts';
import type { Admission } from './authorizations.ts';
import type { Edge, TransitState } from './edge.ts';
import { Transit } from './transit.ts';
import type { TransitAnswer } from './transit.ts';

/** Equal for pairs of which all is known alike. */
export function kindOf({ state, tunnel, admission }: EdgeAnswer): string {
  return `${state} ${tunnel} ${admission?.verdict}`;
}

/** What an id stands for: pods, or one end that is none. */
type End = readonly WorkloadFact[] | 'no pod' | undefined;

/** Edges of one request that are looked at: more of them are of one template, and alike. */
const MOST_EDGES = 400;

export interface EdgeAnswer extends TransitAnswer {
  readonly edge: Edge;
  /** The port that policies see, and not the one that was asked for; absent: they see that. */
  readonly tunnel?: number;
  /** Absent: no policy of the mesh has a say. */
  readonly admission?: Admission;
}

export class TransitAnswers {
  readonly #facts: Facts;
  readonly #transit: Transit;
  readonly #targets = new Map<string, readonly Edge[]>();
  #pods: ReadonlyMap<string, readonly WorkloadFact[]> | undefined;
  #services: ReadonlyMap<string, ServiceFact> | undefined;

  constructor(facts: Facts, at?: string) {
    this.#facts = facts;
    this.#transit = new Transit(facts, at);
  }

  /** One answer for each pair; empty where an id stands for no single end, or nothing listens. */
  of(request: ConnectRequest): readonly EdgeAnswer[] {
    return this.#answers(request).map((answer) => {
      const admission = this.#transit.admission(answer.edge);
      const tunnel = this.#transit.tunnelPort(answer.edge);
      return { ...answer, ...(tunnel !== undefined && { tunnel }), ...(admission !== undefined && { admission }) };
    });
  }

  /** Each once, for who asks for no more. */
  statesOf(request: ConnectRequest): readonly TransitState[] {
    return [...new Set(this.#answers(request).map(({ state }) => state))];
  }

  /** From outside to a Service without an address there, by the Ingresses and routes that lead to it. */
  #answers(request: ConnectRequest): Omit<EdgeAnswer, 'tunnel' | 'admission'>[] {
    const edges = this.#edges(request).slice(0, MOST_EDGES);
    const service = this.#service(request.to);
    const isByEntrance = service !== undefined && !isExposed(service) && this.#isOutside(request.from);
    const entrances = isByEntrance ? this.#transit.entrances.to(service, request.port) : [];
    if (entrances.length === 0) return edges.map((edge) => ({ ...this.#transit.of(edge), edge }));
    return entrances
      .flatMap((entrance) => edges.flatMap((edge) => this.#transit.throughEntrance(entrance, edge)))
      .slice(0, MOST_EDGES);
  }

  /** An address that is no pod's, no Service's and no node's. */
  #isOutside(id: string): boolean {
    if (id === 'network:internet') return true;
    if (!id.startsWith('ip:') || this.#end(id) !== 'no pod' || this.#service(id) !== undefined) return false;
    return !this.#isNode(id);
  }

  #isNode(id: string): boolean {
    if (!id.startsWith('ip:')) return id === 'network:nodes' || id.startsWith('node:');
    const own = id.slice('ip:'.length);
    return this.#facts.nodes.some(({ addresses = [] }) => addresses.some(({ address }) => address === own));
  }

  #edges(request: ConnectRequest): Edge[] {
    const from = this.#end(request.from);
    if (from === undefined) return [];
    const sources = from === 'no pod' ? [undefined] : from;
    const targets = this.#targetsOf(request);
    const pairs = sources.flatMap((source) =>
      targets.map((target): Edge => ({ ...target, ...(source !== undefined && { from: source }) })),
    );
    const others = pairs.filter((edge) => edge.from !== edge.to);
    return others.length > 0 ? others : pairs;
  }

  /** Kept: many callers are asked about for one server. */
  #targetsOf(request: ConnectRequest): readonly Edge[] {
    const key = `${request.to} ${request.port} ${request.protocol}`;
    let found = this.#targets.get(key);
    if (found === undefined) this.#targets.set(key, (found = this.#findTargets(request)));
    return found;
  }

  #findTargets({ to, port, protocol }: ConnectRequest): Edge[] {
    const service = this.#service(to);
    if (service !== undefined) return this.#behindService(service, port, protocol);
    const end = this.#end(to);
    if (end === undefined) return [];
    if (end === 'no pod')
      return typeof port === 'number' ? [{ port, protocol, ...(this.#isNode(to) && { onNode: true as const }) }] : [];
    return end.flatMap((pod): Edge[] => {
      const number = typeof port === 'number' ? port : namedPort(this.#facts, pod, port, protocol);
      if (number === undefined) return [];
      // Programs name Services: only who asks for the address itself goes past them.
      const through = to.startsWith('ip:') ? undefined : this.#serviceFor(pod, number, protocol);
      return [{ to: pod, port: number, protocol, ...through }];
    });
  }

  #serviceFor(pod: WorkloadFact, port: number, protocol: string): Pick<Edge, 'through' | 'servicePort'> | undefined {
    for (const service of this.#facts.services) {
      if (service.namespace !== pod.namespace || !behind(this.#facts).pods(service).includes(pod)) continue;
      const found = service.ports?.find(
        (one) => one.protocol === protocol && targetsPort(this.#facts, one.targetPort, pod, port),
      );
      if (found !== undefined) return { through: service, servicePort: found.port };
    }
    return undefined;
  }

  #behindService(service: ServiceFact, port: number | string, protocol: string): Edge[] {
    const found = service.ports?.find(
      (one) => one.protocol === protocol && (typeof port === 'number' ? one.port === port : one.name === port),
    );
    if (found === undefined) return [];
    return behind(this.#facts)
      .pods(service)
      .flatMap((pod): Edge[] => {
        const { targetPort } = found;
        const number = /^\d+$/.test(targetPort)
          ? Number(targetPort)
          : namedPort(this.#facts, pod, targetPort, protocol);
        return number === undefined
          ? []
          : [{ to: pod, port: number, protocol, through: service, servicePort: found.port }];
      });
  }

  /** By its id or an address of its own; of several, the first of the input. */
  #service(id: string): ServiceFact | undefined {
    if (this.#services === undefined) {
      const found = new Map<string, ServiceFact>();
      for (const service of this.#facts.services)
        for (const one of [objectId(service), ...(service.clusterAddresses ?? []).map((address) => `ip:${address}`)])
          if (!found.has(one)) found.set(one, service);
      this.#services = found;
    }
    return this.#services.get(id);
  }

  #end(id: string): End {
    if (id === 'network:pods') return undefined;
    if (id.startsWith('service:')) {
      const service = this.#service(id);
      return service === undefined ? undefined : behind(this.#facts).pods(service);
    }
    const known = this.#byId().get(id);
    if (known !== undefined) return known;
    return /^(?:ip|node|network):/.test(id) ? 'no pod' : undefined;
  }

  /** Pods by their own id, their addresses, and the ids of all that made them. */
  #byId(): ReadonlyMap<string, readonly WorkloadFact[]> {
    if (this.#pods !== undefined) return this.#pods;
    const pods = runningPods(this.#facts.workloads);
    const addressed = pods.flatMap((pod) => (pod.addresses ?? []).map((address) => ({ id: `ip:${address}`, pod })));
    const found = new Map<string, readonly WorkloadFact[]>();
    for (const [id, numbers] of podsByMaker(this.#facts.workloads, pods))
      found.set(
        id,
        numbers.map((number) => pods[number] as WorkloadFact),
      );
    for (const [id, of] of Map.groupBy(addressed, (one) => one.id))
      found.set(
        id,
        of.map(({ pod }) => pod),
      );
    this.#pods = found;
    return found;
  }
}

/** Made once for the facts; the times of certificates are not judged. */
export const transitAnswers = oncePer((facts: Facts) => new TransitAnswers(facts));
