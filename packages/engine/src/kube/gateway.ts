// Gateways and routes of the Gateway API, and Istio's own Gateways: listeners, redirects and backends.
import type { GatewayListener, RouteFact, RouteParent } from '../facts/transit.ts';
import { integerOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { partsOf } from './pod-spec-view.ts';
import type { Reading } from './reading.ts';

const GATEWAY_GROUP = 'gateway.networking.k8s.io';
const ISTIO_GROUP = 'networking.istio.io';
const ROUTES: ReadonlySet<string> = new Set(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute']);

function listenersOf({ object, strings }: Reading): GatewayListener[] {
  return partsOf(objectOf(object.spec).listeners, '/spec/listeners').map(({ value, pointer }) => ({
    name: strings.text(value.name),
    port: integerOf(value.port) ?? 0,
    protocol: strings.text(value.protocol),
    hosts: typeof value.hostname === 'string' ? [strings.keep(value.hostname)] : [],
    tlsMode: strings.text(objectOf(value.tls).mode),
    routesFrom: strings.keep(textOf(objectOf(objectOf(value.allowedRoutes).namespaces).from) || 'Same'),
    pointer,
  }));
}

/** https://istio.io/latest/docs/reference/config/networking/gateway/#Server */
function serversOf({ object, strings }: Reading): GatewayListener[] {
  return partsOf(objectOf(object.spec).servers, '/spec/servers').map(({ value, pointer }) => {
    const port = objectOf(value.port);
    const tls = objectOf(value.tls);
    return {
      name: strings.text(port.name),
      port: integerOf(port.number) ?? 0,
      protocol: strings.text(port.protocol),
      hosts: strings.list(value.hosts),
      tlsMode: strings.text(tls.mode),
      routesFrom: '',
      ...(tls.httpsRedirect === true && { redirects: true as const }),
      pointer,
    };
  });
}

function parentsOf(spec: JsonObject, reading: Reading): RouteParent[] {
  return partsOf(spec.parentRefs, '').flatMap(({ value }) => {
    if (textOf(value.kind) !== '' && value.kind !== 'Gateway') return [];
    return [
      {
        namespace: reading.strings.keep(textOf(value.namespace) || reading.base.namespace),
        name: reading.strings.text(value.name),
        section: reading.strings.text(value.sectionName),
        port: integerOf(value.port) ?? 0,
      },
    ];
  });
}

/** A redirect without a scheme keeps the one that the client used. */
function redirects(rule: JsonObject): boolean {
  return partsOf(rule.filters, '').some(({ value }) => objectOf(value.requestRedirect).scheme === 'https');
}

function routeRules(spec: JsonObject, { strings, base }: Reading): RouteFact['rules'] {
  return partsOf(spec.rules, '/spec/rules').map(({ value, pointer }) => ({
    paths: partsOf(value.matches, '').map((match) => strings.text(objectOf(match.value.path).value)),
    ...(redirects(value) && { redirects: true as const }),
    backends: partsOf(value.backendRefs, '').map((backend) => ({
      namespace: strings.keep(textOf(backend.value.namespace) || base.namespace),
      name: strings.text(backend.value.name),
      port: integerOf(backend.value.port) ?? 0,
    })),
    pointer,
  }));
}

/** False for kinds that are none of these. */
export function readGateway(reading: Reading): boolean {
  const { group, kind } = reading.identity;
  if (kind === 'Gateway' && (group === GATEWAY_GROUP || group === ISTIO_GROUP)) {
    const listeners = group === GATEWAY_GROUP ? listenersOf(reading) : serversOf(reading);
    reading.facts.gateways.push({ ...reading.base, kind: 'gateway', listeners });
    return true;
  }
  if (group !== GATEWAY_GROUP || !ROUTES.has(kind)) return false;
  const spec = objectOf(reading.object.spec);
  reading.facts.routes.push({
    ...reading.base,
    kind: 'route',
    parents: parentsOf(spec, reading),
    hosts: reading.strings.list(spec.hostnames),
    rules: routeRules(spec, reading),
  });
  return true;
}
