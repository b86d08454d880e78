// What a name or an address leads to: groups of pods with their own ports, addresses, or the world outside.
import { addressText, parseAddress } from '../facts/address.ts';
import type { ServiceFact } from '../facts/cluster.ts';
import type { EndpointsFact } from '../facts/entry.ts';
import type { Facts } from '../facts/facts.ts';
import { selected } from '../facts/label-selector.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { namedPort } from '../reach/container-ports.ts';
import { addressesOf } from '../reach/pods.ts';
import type { Group, Groups } from './groups.ts';
import { endAt, endOfGroup } from './host-ends.ts';
import type { Entity, NeedEnd, Protocol, Through } from './need.ts';

/** One thing behind a name, and the port that it listens on. */
export interface Target {
  readonly end: NeedEnd;
  readonly port: number | string;
  /** What pods give the name that `port` is. */
  readonly numbers?: readonly number[];
  readonly protocol: Protocol;
  readonly through?: Through;
}

/** `why`: something is named, and what it leads to is not in the input. Empty targets: the name is no name of the cluster. */
export interface Resolved {
  readonly targets: readonly Target[];
  readonly why?: string;
}

type ServicePort = NonNullable<ServiceFact['ports']>[number];

const PROTOCOLS: ReadonlySet<string> = new Set(['TCP', 'UDP', 'SCTP']);
/** Names that Services call each other by; deeper chains are loops. */
const MOST_ALIASES = 5;

export class ServiceEnds {
  readonly #facts: Facts;
  readonly #groups: Groups;
  readonly #services: ReadonlyMap<string, ServiceFact>;
  readonly #endpoints: ReadonlyMap<string, readonly EndpointsFact[]>;
  readonly #byAddress: ReadonlyMap<string, WorkloadFact>;
  readonly #byClusterAddress: ReadonlyMap<string, ServiceFact>;
  /** Addresses of the API server. */
  readonly #servers: ReadonlySet<string>;
  readonly #nodes: ReadonlySet<string>;

  constructor(facts: Facts, groups: Groups) {
    this.#facts = facts;
    this.#groups = groups;
    this.#services = new Map(facts.services.map((one) => [`${one.namespace}/${one.name}`, one]));
    this.#endpoints = Map.groupBy(facts.endpoints, (one) => `${one.namespace}/${one.service}`);
    const pods = groups.all.filter(({ onHost }) => !onHost).flatMap((group) => group.pods);
    this.#byAddress = new Map(pods.flatMap((pod) => addressesOf(pod).map((one) => [addressText(one), pod] as const)));
    this.#byClusterAddress = new Map(
      facts.services.flatMap((one) => (one.clusterAddresses ?? []).map((address) => [address, one] as const)),
    );
    const ofServer = this.#endpoints.get('default/kubernetes') ?? [];
    this.#servers = new Set(ofServer.flatMap(({ addresses }) => addresses));
    this.#nodes = new Set(facts.nodes.flatMap(({ addresses = [] }) => addresses.map(({ address }) => address)));
  }

  service(namespace: string, name: string): ServiceFact | undefined {
    return this.#services.get(`${namespace}/${name}`);
  }

  /** `NAME`, `NAME.NS`, `NAME.NS.svc…`, or the same of a pod of a headless Service with its own name in front. */
  named(host: string, namespace: string): ServiceFact | undefined {
    const labels = host.replace(/\.$/, '').split('.');
    const [name = '', second, third] = labels;
    if (second === undefined || (third !== undefined && third !== 'svc' && labels[3] !== 'svc'))
      return second === undefined ? this.service(namespace, name) : undefined;
    if (third === undefined || third === 'svc') {
      const found = this.service(second, name);
      // `web-0.db`: a pod of a headless Service of the own namespace.
      return found ?? (third === undefined ? this.service(namespace, second) : undefined);
    }
    return this.service(third, second);
  }

  /** Of an address: the pod, the Service, or whatever else has it. */
  ofAddress(text: string, port: number, protocol: Protocol): Resolved {
    const address = parseAddress(text);
    if (address === undefined) return { targets: [] };
    const written = addressText(address);
    const service = this.#byClusterAddress.get(written);
    if (service !== undefined) return this.ofService(service, port, protocol);
    const pod = this.#byAddress.get(written);
    const group = pod === undefined ? undefined : this.#groups.of(pod);
    const end: NeedEnd =
      group === undefined ? { ...endAt(written), ...this.#entityOf(written) } : { kind: 'group', group };
    return { targets: [{ end, port, protocol }] };
  }

  #entityOf(address: string): { readonly entity?: Entity } {
    if (this.#servers.has(address)) return { entity: 'kube-apiserver' };
    return this.#nodes.has(address) ? { entity: 'nodes' } : {};
  }

  /** `asked`: a port or its name; absent: each. Of a headless Service a number that is none of its ports is the pods' own. */
  ofService(service: ServiceFact, asked: number | string | undefined, protocol?: Protocol, depth = 0): Resolved {
    const id = objectId(service);
    if (service.type === 'ExternalName') return this.#alias(service, asked, depth);
    const ports = (service.ports ?? []).filter(
      (one) =>
        PROTOCOLS.has(one.protocol) &&
        (protocol === undefined || one.protocol === protocol) &&
        (asked === undefined || one.port === asked || one.name === asked),
    );
    if (ports.length === 0 && service.headless === true && typeof asked === 'number')
      return { targets: this.#groupsOf(service).flatMap((group) => this.#target(group, asked, protocol ?? 'TCP')) };
    if (ports.length === 0) return { targets: [], why: `${id} has no port ${asked ?? ''}`.trimEnd() };
    const targets = ports.flatMap((port) => [...this.#pods(service, port), ...this.#written(service, port)]);
    return targets.length > 0 ? { targets } : { targets, why: `nothing is behind ${id}` };
  }

  #alias(service: ServiceFact, port: number | string | undefined, depth: number): Resolved {
    const { externalName, namespace } = service;
    const other = depth < MOST_ALIASES ? this.named(externalName, namespace) : undefined;
    if (other !== undefined && other !== service) return this.ofService(other, port, undefined, depth + 1);
    const number = typeof port === 'number' ? port : service.ports?.[0]?.port;
    if (number === undefined) return { targets: [], why: `${objectId(service)} names a host outside, and no port` };
    return { targets: [{ end: { kind: 'internet' }, port: number, protocol: 'TCP' }] };
  }

  #groupsOf({ namespace, selector }: ServiceFact): readonly Group[] {
    if (selector.size === 0) return [];
    return this.#groups.in(namespace).filter(({ pods }) => pods.some(({ podLabels }) => selected(selector, podLabels)));
  }

  #pods(service: ServiceFact, port: ServicePort): Target[] {
    return this.#groupsOf(service).flatMap((group) => {
      const own = this.#numberOf(group, port);
      if (own === undefined) return [];
      const { port: number, ...more } = own;
      const through = { service, port: port.port };
      return this.#target(group, number, port.protocol as Protocol).map((target) => ({ ...target, ...more, through }));
    });
  }

  /** None for pods on the network of hosts whose addresses are not known. */
  #target(group: Group, port: number | string, protocol: Protocol): Target[] {
    const end = endOfGroup(group, this.#facts);
    return end === undefined ? [] : [{ end, port, protocol }];
  }

  /** The name itself where pods of the group give it different numbers. */
  #numberOf({ pods }: Group, { targetPort, protocol }: ServicePort): Pick<Target, 'port' | 'numbers'> | undefined {
    if (/^\d+$/.test(targetPort)) return { port: Number(targetPort) };
    const numbers = new Set(pods.map((pod) => namedPort(this.#facts, pod, targetPort, protocol)));
    const known = [...numbers].filter((one) => one !== undefined);
    const [first] = known;
    if (known.length > 1) return { port: targetPort, numbers: known };
    return first === undefined ? undefined : { port: first };
  }

  /** Endpoints that somebody wrote. */
  #written({ namespace, name, selector }: ServiceFact, port: ServicePort): Target[] {
    const all = this.#endpoints.get(`${namespace}/${name}`) ?? [];
    const counted = selector.size === 0 ? all : all.filter(({ objectKind }) => objectKind === 'EndpointSlice');
    return counted.flatMap(({ addresses, ports }) => {
      const found = ports.find((one) => one.name === (port.name ?? '') && one.protocol === port.protocol);
      if (found === undefined) return [];
      return addresses.flatMap((one) => this.ofAddress(one, found.port, port.protocol as Protocol).targets);
    });
  }
}
