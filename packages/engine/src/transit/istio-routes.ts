// Where VirtualServices have a client's proxy lead requests: to another server, port or subset than the client asked for.
import type { ServiceFact } from '../facts/cluster.ts';
import type { Facts } from '../facts/facts.ts';
import type { VirtualServiceFact } from '../facts/mesh.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';
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

/** Undefined where the proxy sends them to the Service and port that the client asks for. */
export function ledElsewhere(
  { virtualServices }: Facts,
  client: WorkloadFact,
  service: ServiceFact,
  port: number,
): LayerVerdict | undefined {
  const name = `${service.name}.${service.namespace}.${DOMAIN}`;
  for (const route of virtualServices) {
    const { namespace, exportTo, forSidecars, destinations } = route;
    if (!forSidecars || !isExported(exportTo, namespace, client) || !names(route, name)) continue;
    const other = destinations.find(
      (to) => fullHost(to.host, namespace) !== name || (to.port !== 0 && to.port !== port) || to.subset !== '',
    );
    if (other === undefined) continue;
    const to = `${other.host}${other.port === 0 ? '' : `:${other.port}`}${other.subset === '' ? '' : ` (subset ${other.subset})`}`;
    const text = `${objectId(route)} leads requests for ${name} to ${to}, and which of them is not followed`;
    return says('unknown', text, { object: route, pointer: other.pointer });
  }
  return undefined;
}
