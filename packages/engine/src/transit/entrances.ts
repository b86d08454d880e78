// Connections that come over an Ingress or a route: two stretches, of which the weaker one counts.
import type { ServiceFact } from '../facts/cluster.ts';
import type { EntryFact } from '../facts/entry.ts';
import type { Facts } from '../facts/facts.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { EntryServers } from '../reach/entry-servers.ts';
import { runningPods } from '../reach/pods.ts';
import { Ways } from '../reach/ways.ts';
import type { Way } from '../reach/ways.ts';
import { BackendHops } from './backend-hop.ts';
import type { Edge, LayerVerdict } from './edge.ts';
import { entranceHop } from './entrance-hop.ts';

/** A way, and the stretch in front of what serves it. */
export interface Entrance {
  readonly way: Way;
  readonly front: LayerVerdict;
  readonly served: Served;
}

export interface Served {
  /** Those that the input has. */
  readonly pods: readonly WorkloadFact[];
  /** Something outside of the cluster serves it, too. */
  readonly outside: boolean;
  /** Why it is not known who serves it. */
  readonly unknown?: string;
}

export class Entrances {
  readonly #facts: Facts;
  readonly #at: string | undefined;
  readonly #pods: readonly WorkloadFact[];
  readonly #ways: Ways;
  readonly #hops: BackendHops;
  readonly #servers: EntryServers;
  readonly #known = new Map<EntryFact, Served | undefined>();

  /** `at`: when certificates are judged. */
  constructor(facts: Facts, at: string | undefined) {
    this.#facts = facts;
    this.#at = at;
    this.#pods = runningPods(facts.workloads);
    this.#ways = new Ways(facts);
    this.#hops = new BackendHops(facts, this.#pods);
    this.#servers = new EntryServers(facts, this.#pods);
  }

  /** Ways that lead to the port of the Service, and are served by somebody. */
  to(service: ServiceFact, port: number | string): readonly Entrance[] {
    return this.#ways.to(service, port).flatMap((way): Entrance[] => {
      const served = this.#servedBy(way);
      return served === undefined ? [] : [{ way, front: this.#frontOf(way), served }];
    });
  }

  #frontOf(way: Way): LayerVerdict {
    const by = way.entry.objectKind === 'Ingress' ? this.#hops.controllers(way.entry).map(({ name }) => name) : [];
    return entranceHop(this.#facts, way, { by, ...(this.#at !== undefined && { at: this.#at }) });
  }

  /** What serves the Ingress or route says of the edge from it to a pod; undefined where the client of the edge is none of these. */
  hopOf({ way, from, through, servicePort }: Edge): LayerVerdict | undefined {
    const port = through?.ports?.find((one) => one.port === servicePort && one.protocol === 'TCP');
    if (through === undefined || port === undefined) return undefined;
    if (way !== undefined) return this.#hops.of(way, through, port);
    if (from === undefined) return undefined;
    const served = this.#ways.to(through, port.port).filter((one) => this.#servedBy(one)?.pods.includes(from) === true);
    return together(served.map((one) => this.#hops.of(one, through, port)));
  }

  /** Undefined: nobody serves it. */
  #servedBy({ entry }: Way): Served | undefined {
    if (this.#known.has(entry)) return this.#known.get(entry);
    const all = this.#servers.of(entry);
    const lost = all.find((one) => one.kind === 'unknown');
    const served = {
      pods: all.flatMap((one) => (one.kind === 'pods' ? one.pods : [])).flatMap((number) => this.#pods[number] ?? []),
      outside: all.some(({ kind }) => kind === 'cloud'),
      ...(lost !== undefined && { unknown: lost.why }),
    };
    const found = all.every(({ kind }) => kind === 'none') ? undefined : served;
    this.#known.set(entry, found);
    return found;
  }
}

function together(hops: readonly LayerVerdict[]): LayerVerdict | undefined {
  const [first] = hops;
  if (first === undefined) return undefined;
  const isOne = hops.every((one) => one.says === first.says);
  return isOne ? first : { says: 'unknown', basis: hops.flatMap(({ basis }) => basis) };
}

/**
 * Controllers of Ingresses send to the addresses of pods, so that rules of a mesh for the Service do not hold, unless they are told to send
 * to the Service, or are proxies of the mesh themselves.
 * https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#service-upstream
 */
export function goesPastService({ podSpecs }: Facts, { way, from }: Edge): boolean {
  if (way?.entry.annotations.get('nginx.ingress.kubernetes.io/service-upstream') === 'true') return false;
  const containers = from === undefined ? [] : (podSpecs[from.spec]?.containers ?? []);
  return containers.some(({ name }) => name !== 'istio-proxy');
}
