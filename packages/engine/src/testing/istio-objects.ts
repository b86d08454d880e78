// For the tests of Istio: its objects as manifests, from the few fields that a row is about.
import type { World } from './transit-world.ts';

export const ON = 'labels: { istio-injection: enabled }';
export const MESH: World = { clients: ON, servers: ON };
/** The port is plain HTTP by its name, so that what the mesh leaves in clear shows. */
export const HTTP = { servicePort: 'name: http' };

export interface Peer {
  readonly namespace: string;
  readonly name?: string;
  readonly mode?: string;
  readonly selector?: string;
  readonly ports?: string;
  readonly created?: string;
}

export function peer({ namespace, name = 'p', mode = '', selector = '', ports = '', created = '' }: Peer): string {
  const parts = [
    selector === '' ? '' : `selector: { matchLabels: { ${selector} } }`,
    mode === '' ? '' : `mtls: { mode: ${mode} }`,
    ports === '' ? '' : `portLevelMtls: { ${ports} }`,
  ].filter((part) => part !== '');
  const time = created === '' ? '' : `, creationTimestamp: '${created}'`;
  return `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: { name: ${name}, namespace: ${namespace}${time} }
spec: { ${parts.join(', ')} }
`;
}

export const rule = (spec: string, namespace = 'clients', metadata = ''): string => `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: r${namespace}, namespace: ${namespace}${metadata} }
spec: { ${spec} }
`;
export const HOST = 'host: web.servers.svc.cluster.local';
export const tls = (mode: string): string => `${HOST}, trafficPolicy: { tls: { mode: ${mode} } }`;
export const all = (...objects: readonly string[]): string => objects.join('---\n');
