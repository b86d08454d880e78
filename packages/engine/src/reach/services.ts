// From a Service and its port to the pods behind it, and the port that each of them listens on.
import type { ServiceFact } from '../facts/cluster.ts';
import { objectId } from '../facts/object-id.ts';
import type { StringMap } from '../facts/object.ts';
import type { Pods } from './pods.ts';

export interface Backend {
  readonly pod: number;
  readonly port: number;
}

/** `why`: nothing is behind the port. `unknown`: what is behind it is not in the input. */
export type Backends =
  | { readonly kind: 'pods'; readonly backends: readonly Backend[] }
  | { readonly kind: 'none'; readonly why: string }
  | { readonly kind: 'unknown'; readonly why: string };

type ServicePort = NonNullable<ServiceFact['ports']>[number];

function selected(selector: StringMap, labels: StringMap | undefined): boolean {
  for (const [key, value] of selector) if (labels?.get(key) !== value) return false;
  return true;
}

/** A named target is looked up on each pod, by name and protocol. */
function targetOf(pods: Pods, pod: number, { targetPort, protocol }: ServicePort): number | undefined {
  if (/^\d+$/.test(targetPort)) return Number(targetPort);
  const { ports } = pods.classes[pods.classOf[pod] as number] as Pods['classes'][number];
  return ports.find((named) => named.name === targetPort && named.protocol === protocol)?.port;
}

/**
 * The pods behind a Service's port. A headless one gives its pods' addresses and changes no port.
 * https://kubernetes.io/docs/concepts/services-networking/service/
 */
export function backendsOf(service: ServiceFact, port: number | string, protocol: string, pods: Pods): Backends {
  const id = objectId(service);
  if (service.type === 'ExternalName') return { kind: 'unknown', why: `${id} is a name for a host outside` };
  const found = service.ports?.find(
    (one) => one.protocol === protocol && (typeof port === 'number' ? one.port === port : one.name === port),
  );
  const isDirect = service.headless === true && typeof port === 'number';
  if (found === undefined && !isDirect) return { kind: 'none', why: `${id} has no port ${port}/${protocol}` };
  if (service.selector.size === 0)
    return {
      kind: 'unknown',
      why: `${id} has no selector: the endpoints that somebody writes for it are not looked at`,
    };
  const backends = pods.pods.flatMap((pod, number) => {
    if (pod.namespace !== service.namespace || !selected(service.selector, pod.podLabels)) return [];
    const target = isDirect ? port : targetOf(pods, number, found as ServicePort);
    return target === undefined ? [] : [{ pod: number, port: target }];
  });
  return backends.length === 0 ? { kind: 'none', why: `no pod is behind ${id}` } : { kind: 'pods', backends };
}

/** Whether a Service has an address for those outside of the cluster. */
export function isExposed({ type, externalAddresses }: ServiceFact): boolean {
  return type === 'LoadBalancer' || type === 'NodePort' || externalAddresses !== undefined;
}
