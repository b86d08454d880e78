// Where VirtualServices have a client's proxy lead requests: to another server, port or subset than the client asked for.
import type { ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import type { VirtualServiceFact } from '../facts/mesh.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { Citation } from '../reach/citation.ts';
import type { LayerVerdict } from './edge.ts';
import { says } from './edge.ts';

export const DOMAIN = 'svc.cluster.local';

/** A host as a full name: a short one is of the object's own namespace. */
export function fullHost(host: string, namespace: string): string {
  return host.includes('.') || host === '*' ? host : `${host}.${namespace}.${DOMAIN}`;
}

/** Whether an object of the namespace counts for the client. */
export function isExported(exportTo: readonly string[], namespace: string, client: WorkloadFact): boolean {
  if (exportTo.length === 0 || exportTo.includes('*')) return true;
  return exportTo.some((to) => (to === '.' ? namespace : to) === client.namespace);
}

function names({ hosts, namespace }: VirtualServiceFact, name: string): boolean {
  return hosts.some((one) => {
    const host = fullHost(one, namespace);
    return host === name || host === '*' || (host.startsWith('*.') && name.endsWith(host.slice(1)));
  });
}

/** A subset of the Service that all of the client's requests are led to. */
export interface LedTo {
  readonly subset: string;
  /** A clause on who leads them there. */
  readonly text: string;
  readonly cite: Citation;
}

/** Undefined where the proxy sends them to the Service and port that the client asks for. */
export function ledElsewhere(
  { virtualServices }: Facts,
  client: WorkloadFact,
  service: ServiceFact,
  port: number,
): LayerVerdict | LedTo | undefined {
  const name = `${service.name}.${service.namespace}.${DOMAIN}`;
  const routes = virtualServices.filter(
    (one) => one.forSidecars && isExported(one.exportTo, one.namespace, client) && names(one, name),
  );
  for (const route of routes) {
    const { namespace, destinations } = route;
    const other = destinations.find(
      (to) => fullHost(to.host, namespace) !== name || (to.port !== 0 && to.port !== port) || to.subset !== '',
    );
    if (other === undefined) continue;
    const isStaying = fullHost(other.host, namespace) === name && (other.port === 0 || other.port === port);
    const isOne = destinations.every(
      (to) => to.host === other.host && to.port === other.port && to.subset === other.subset,
    );
    const to = `${other.host}${other.port === 0 ? '' : `:${other.port}`}${other.subset === '' ? '' : ` (subset ${other.subset})`}`;
    const text = `${objectId(route)} leads requests for ${name} to ${to}`;
    const cite = { object: route, pointer: other.pointer };
    if (routes.length === 1 && isStaying && isOne) return { subset: other.subset, text, cite };
    return says('unknown', `${text}, and which of them is not followed`, cite);
  }
  return undefined;
}
