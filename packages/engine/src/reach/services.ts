// From a Service and its port to what is behind it, and the port that each of them listens on.
import type { EndpointsFact } from '../facts/entry.ts';
import type { ServiceFact } from '../facts/cluster.ts';
import { objectId } from '../facts/object-id.ts';
import { selected } from '../facts/label-selector.ts';
import type { NamedParty, Places } from './places.ts';
import type { Pods } from './pods.ts';

export interface Backend {
  readonly one: NamedParty;
  readonly port: number;
}

/** `why`: nothing is behind the port. `unknown`: what is behind it is not in the input. */
export type Backends =
  | { readonly kind: 'backends'; readonly backends: readonly Backend[] }
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

type ServicePort = NonNullable<ServiceFact['ports']>[number];

/** A named target is looked up on each pod, by name and protocol. */
function targetOf(pods: Pods, pod: number, { targetPort, protocol }: ServicePort): number | undefined {
  if (/^\d+$/.test(targetPort)) return Number(targetPort);
  const { ports } = pods.classes[pods.classOf[pod] as number] as Pods['classes'][number];
  return ports.find((named) => named.name === targetPort && named.protocol === protocol)?.port;
}

/** What a Service's port leads to: the asked one of a headless Service stays as it is. */
interface Through {
  readonly service: ServiceFact;
  readonly port: ServicePort | undefined;
  readonly direct: number | undefined;
}

function podsBehind({ service, port, direct }: Through, pods: Pods, places: Places): Backend[] {
  if (service.selector.size === 0) return [];
  return pods.pods.flatMap((pod, number) => {
    if (pod.namespace !== service.namespace || !selected(service.selector, pod.podLabels)) return [];
    const target = direct ?? (port === undefined ? undefined : targetOf(pods, number, port));
    return target === undefined ? [] : [{ one: places.pod(number), port: target }];
  });
}

/** kube-proxy finds a slice's port by the name of the Service's port, and cannot send on to the address of a Service. */
function endpointsBehind({ port, direct }: Through, endpoints: readonly EndpointsFact[], places: Places): Backend[] {
  return endpoints.flatMap(({ addresses, ports }) => {
    const given = ports.find(({ name, protocol }) => name === (port?.name ?? '') && protocol === port?.protocol)?.port;
    const target = direct ?? given;
    if (target === undefined) return [];
    return addresses.flatMap((address) => {
      const place = places.find(`ip:${address}`);
      return 'kind' in place && place.kind === 'parties' ? place.parties.map((one) => ({ one, port: target })) : [];
    });
  });
}

/**
 * The pods that the selector selects, and the endpoints that somebody wrote for the Service, ready or not. A headless one gives addresses
 * and changes no port. https://kubernetes.io/docs/concepts/services-networking/service/
 */
export function backendsOf(
  service: ServiceFact,
  asked: number | string,
  protocol: string,
  { pods, places }: { readonly pods: Pods; readonly places: Places },
): Backends {
  const id = objectId(service);
  if (service.type === 'ExternalName') return { kind: 'unknown', why: `${id} is a name for a host outside` };
  const port = service.ports?.find(
    (one) => one.protocol === protocol && (typeof asked === 'number' ? one.port === asked : one.name === asked),
  );
  const direct = service.headless === true && typeof asked === 'number' ? asked : undefined;
  if (port === undefined && direct === undefined)
    return { kind: 'none', why: `${id} has no port ${asked}/${protocol}` };
  const written = places.endpointsOf(service);
  if (service.selector.size === 0 && written.length === 0)
    return { kind: 'unknown', why: `${id} has no selector, and no endpoints of it are in the input` };
  const through = { service, port, direct };
  const backends = [...podsBehind(through, pods, places), ...endpointsBehind(through, written, places)];
  return backends.length === 0
    ? { kind: 'none', why: `nothing is behind ${id}` }
    : { kind: 'backends', backends: withoutRepeats(backends) };
}

/** A slice may name the address of a pod that the selector selects as well. */
function withoutRepeats(backends: readonly Backend[]): Backend[] {
  const seen = new Set<string>();
  return backends.filter(({ one, port }) => {
    const key = `${one.name} ${port}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Whether a Service has an address for those outside of the cluster. */
export function isExposed({ type, externalAddresses }: ServiceFact): boolean {
  return type === 'LoadBalancer' || type === 'NodePort' || externalAddresses !== undefined;
}
