// The port that policies see between two pods whose proxies speak through a tunnel. Waypoints are not looked at.
import { nameOf, namespaceOf } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { containersOf } from './pods.ts';
import type { PodMaker } from './pods.ts';
import { at, textAt } from './raw.ts';

/** https://istio.io/latest/docs/ambient/usage/networkpolicy/ https://linkerd.io/2/common-errors/network-policy/ */
const PORTS = { ambient: 15_008, linkerd: 4143 } as const;
const MODE = 'istio.io/dataplane-mode';
const INJECT = 'linkerd.io/inject';

function meshOf(cluster: Cluster, { object, spec, metadata }: PodMaker): keyof typeof PORTS | undefined {
  const containers = containersOf(spec).map((container) => textAt(container, 'name'));
  if (containers.includes('linkerd-proxy')) return 'linkerd';
  if (at(spec, 'hostNetwork') === true || containers.includes('istio-proxy')) return undefined;
  const namespace = cluster.all('Namespace').find((one) => nameOf(one) === namespaceOf(object));
  const said = (field: 'labels' | 'annotations', name: string): string =>
    textAt(metadata, field, name) || textAt(namespace, 'metadata', field, name);
  if (said('labels', MODE) === 'ambient') return 'ambient';
  // A pod that runs was given its proxy when it was made.
  return textAt(object, 'status', 'phase') === '' && /^(?:enabled|ingress)$/.test(said('annotations', INJECT))
    ? 'linkerd'
    : undefined;
}

export function seenPort(
  cluster: Cluster,
  [source, target]: readonly [PodMaker | undefined, PodMaker | undefined],
  port: number,
): number {
  if (source === undefined || target === undefined) return port;
  const mesh = meshOf(cluster, target);
  return mesh !== undefined && mesh === meshOf(cluster, source) ? PORTS[mesh] : port;
}
