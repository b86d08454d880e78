// Which listeners of Gateways take requests in clear and hand them to something, and which routes they are for.
import type { Facts } from '../facts/facts.ts';
import type { EntryFact, EntryRule, GatewayFact, GatewayListener } from '../facts/entry.ts';
import { admits, isNamed } from '../reach/gateway-listeners.ts';
import { meetHosts } from './hosts.ts';

export interface PlainListener {
  readonly gateway: GatewayFact;
  readonly listener: GatewayListener;
  /** Rules without a redirect that it serves; empty for Istio's Gateways, whose VirtualServices are not read. */
  readonly served: readonly Served[];
}

export interface Served {
  readonly route: EntryFact;
  readonly rule: EntryRule;
}

const ISTIO_PLAIN = /^(?:HTTP|HTTP2|GRPC|GRPC-WEB)$/i;
const ROUTES_OF_HTTP: ReadonlySet<string> = new Set(['HTTPRoute', 'GRPCRoute']);

/** https://gateway-api.sigs.k8s.io/concepts/api-overview/#attaching-routes-to-gateways */
function isAttached(facts: Facts, route: EntryFact, gateway: GatewayFact, listener: GatewayListener): boolean {
  return (
    admits(facts, { gateway, listener }, route) &&
    meetHosts(listener.hosts, route.hosts) &&
    route.parents.some(
      (parent) => parent.namespace === gateway.namespace && parent.name === gateway.name && isNamed(parent, listener),
    )
  );
}

/** In the order of the facts. A listener of the Gateway API without a route, or with redirects alone, hands nothing on. */
export function* plainListeners(facts: Facts): Generator<PlainListener> {
  const { gateways, entries } = facts;
  for (const gateway of gateways) {
    const isIstio = gateway.group === 'networking.istio.io';
    for (const listener of gateway.listeners) {
      if (isIstio) {
        if (ISTIO_PLAIN.test(listener.protocol) && listener.redirects !== true) yield { gateway, listener, served: [] };
        continue;
      }
      if (listener.protocol !== 'HTTP') continue;
      const served = entries
        .filter((route) => ROUTES_OF_HTTP.has(route.objectKind) && isAttached(facts, route, gateway, listener))
        .flatMap((route) => route.rules.filter(({ redirects }) => redirects !== true).map((rule) => ({ route, rule })));
      if (served.length > 0) yield { gateway, listener, served };
    }
  }
}
