// Turns the ids of a request into what stands there: pods of a workload, backends of a Service, a node, addresses.
import { addressText, parseAddress } from '../facts/address.ts';
import type { Address } from '../facts/address.ts';
import type { EndpointsFact } from '../facts/entry.ts';
import type { NodeFact, ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { Compiled } from './compile.ts';
import type { Party } from './ends.ts';
import { publicAddresses } from './internet.ts';
import { podsByMaker } from './pod-makers.ts';
import { addressesOf } from './pods.ts';

export interface NamedParty {
  readonly party: Party;
  /** As answers call it. */
  readonly name: string;
}

/** What an id stands for. */
export type Place =
  | { readonly kind: 'parties'; readonly parties: readonly NamedParty[] }
  | { readonly kind: 'service'; readonly service: ServiceFact };

export interface NoPlace {
  readonly error: string;
}

/** What stands for the nodes where the input names none. */
const SOME_NODE: NamedParty = { party: { kind: 'node', node: '' }, name: 'network:nodes' };

const nodeNamed = (node: string): NamedParty => ({ party: { kind: 'node', node }, name: `node:${node}` });

const KEY = /^([^:]+):(.+)$/s;

/** Tables over the facts, each made once. */
export class Places {
  readonly #facts: Facts;
  readonly #compiled: Compiled;
  #services: ReadonlyMap<string, ServiceFact> | undefined;
  #nodeNames: ReadonlySet<string> | undefined;
  #podsById: ReadonlyMap<string, readonly number[]> | undefined;
  #byAddress: ReadonlyMap<string, Place> | undefined;
  #endpoints: ReadonlyMap<string, readonly EndpointsFact[]> | undefined;

  constructor(facts: Facts, compiled: Compiled) {
    this.#facts = facts;
    this.#compiled = compiled;
  }

  find(id: string): Place | NoPlace {
    const [, kind, name = ''] = KEY.exec(id) ?? [];
    if (kind === undefined) return { error: `not an endpoint: ${id}` };
    if (kind === 'ip') return this.#address(name);
    if (kind === 'network') return this.#network(name);
    if (kind === 'node') return this.#node(name);
    if (kind === 'service') {
      // Of several with one id, the first of the input.
      this.#services ??= new Map(this.#facts.services.toReversed().map((one) => [objectId(one), one]));
      const service = this.#services.get(id);
      return service === undefined ? absent(id) : { kind: 'service', service };
    }
    this.#podsById ??= podsByMaker(this.#facts.workloads, this.#compiled.pods.pods);
    const pods = this.#podsById.get(id);
    return pods === undefined ? absent(id) : { kind: 'parties', parties: pods.map((pod) => this.pod(pod)) };
  }

  pod(number: number): NamedParty {
    return { party: { kind: 'pod', pod: number }, name: objectId(this.#compiled.pods.pods[number] as WorkloadFact) };
  }

  /** What somebody wrote for the Service. Endpoints count only where it has no selector: else a controller writes them over. */
  endpointsOf({ namespace, name, selector }: ServiceFact): readonly EndpointsFact[] {
    this.#endpoints ??= Map.groupBy(this.#facts.endpoints, (one) => `${one.namespace}/${one.service}`);
    const all = this.#endpoints.get(`${namespace}/${name}`) ?? [];
    return selector.size === 0 ? all : all.filter(({ objectKind }) => objectKind === 'EndpointSlice');
  }

  #node(name: string): Place | NoPlace {
    return this.#allNodes().has(name) ? { kind: 'parties', parties: [nodeNamed(name)] } : absent(`node:${name}`);
  }

  /** By name: those of the input, and those that its pods run on. */
  #allNodes(): ReadonlySet<string> {
    this.#nodeNames ??= new Set(
      [...this.#facts.nodes.map(({ name }) => name), ...this.#compiled.pods.pods.map(({ node }) => node)].filter(
        (name) => name !== '',
      ),
    );
    return this.#nodeNames;
  }

  #address(text: string): Place | NoPlace {
    const address = parseAddress(text);
    if (address === undefined) return { error: `not an address: ip:${text}` };
    this.#byAddress ??= indexAddresses(this.#facts, this.#compiled.pods.pods);
    const known = this.#byAddress.get(addressText(address));
    return (
      known ?? {
        kind: 'parties',
        parties: [{ party: { kind: 'outside', address }, name: `ip:${addressText(address)}` }],
      }
    );
  }

  #network(name: string): Place | NoPlace {
    if (name === 'pods') return { kind: 'parties', parties: this.#compiled.pods.pods.map((_, pod) => this.pod(pod)) };
    if (name === 'nodes') {
      const parties = Array.from(this.#allNodes(), nodeNamed);
      return { kind: 'parties', parties: parties.length > 0 ? parties : [SOME_NODE] };
    }
    if (name !== 'internet') return { error: `not a network: network:${name} (internet, pods and nodes are known)` };
    const parties = publicAddresses(this.#compiled.atoms).map((address): NamedParty => ({
      party: { kind: 'outside', address },
      name: `ip:${addressText(address)}`,
    }));
    return { kind: 'parties', parties };
  }
}

function absent(id: string): NoPlace {
  return { error: `${id} is not in the input` };
}

function single(party: Party, name: string): Place {
  return { kind: 'parties', parties: [{ party, name }] };
}

function addressesOfNode({ addresses = [] }: NodeFact): Address[] {
  return addresses.map(({ address }) => parseAddress(address)).filter((address) => address !== undefined);
}

/** Whose an address is: a node's, a pod's, a Service's; of a pod on the host's network it is the node's. */
function indexAddresses({ services, nodes, podSpecs }: Facts, pods: readonly WorkloadFact[]): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const service of services)
    for (const text of [...(service.externalAddresses ?? []), ...(service.clusterAddresses ?? [])])
      places.set(text, { kind: 'service', service });
  const isOnHost = ({ spec }: WorkloadFact): boolean => podSpecs[spec]?.hostNetwork === true;
  for (const pod of pods.filter(isOnHost))
    for (const address of addressesOf(pod))
      places.set(addressText(address), single({ kind: 'node', node: pod.node, address }, `ip:${addressText(address)}`));
  for (const [number, pod] of pods.entries())
    for (const address of isOnHost(pod) ? [] : addressesOf(pod))
      places.set(addressText(address), single({ kind: 'pod', pod: number, address }, objectId(pod)));
  for (const node of nodes)
    for (const address of addressesOfNode(node))
      places.set(addressText(address), single({ kind: 'node', node: node.name, address }, `node:${node.name}`));
  return places;
}
