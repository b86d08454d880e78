// Gateways, their classes and routes of the Gateway API, and Istio's own Gateways.
import type {
  BackendTlsFact,
  EntryBackend,
  EntryFact,
  EntryParent,
  EntryRule,
  GatewayListener,
} from '../facts/entry.ts';
import { readCustomFields } from './custom.ts';
import { integerOf, isObject, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { partsOf } from './pod-spec-view.ts';
import { PolicyReading } from './policy-reading.ts';
import { readSelector } from './policy-selector.ts';
import { annotationsOf } from './reading.ts';
import type { Reading } from './reading.ts';

const GATEWAY_GROUP = 'gateway.networking.k8s.io';
const ISTIO_GROUP = 'networking.istio.io';
const ROUTES_FROM = ['All', 'Selector', 'None'] as const;

/** False for kinds that are none of these. The fields of those that data packs ask for are kept as well. */
export function readGatewayKind(reading: Reading): boolean {
  const { group, kind } = reading.identity;
  if (group === ISTIO_GROUP && kind === 'Gateway') return pushGateway(reading, '', serversOf(reading));
  if (group !== GATEWAY_GROUP) return false;
  const spec = objectOf(reading.object.spec);
  const { base, strings, facts } = reading;
  if (kind === 'GatewayClass')
    facts.entryClasses.push({ ...base, kind: 'entryClass', controller: strings.text(spec.controllerName) });
  if (kind === 'Gateway') pushGateway(reading, strings.text(spec.gatewayClassName), listenersOf(spec, reading));
  if (kind === 'BackendTLSPolicy') facts.backendTls.push(backendTlsOf(spec, reading));
  if (kind.endsWith('Route')) facts.entries.push(routeOf(spec, reading));
  return readCustomFields(reading);
}

function pushGateway(reading: Reading, className: string, listeners: readonly GatewayListener[]): true {
  const { base, facts, strings, identity } = reading;
  const waypointFor = strings.text(objectOf(identity.metadata.labels)['istio.io/waypoint-for']);
  facts.gateways.push({ ...base, kind: 'gateway', className, ...(waypointFor !== '' && { waypointFor }), listeners });
  return true;
}

/** `targetRef` and `tls` before v1alpha3. */
function backendTlsOf(spec: JsonObject, { base, strings, identity }: Reading): BackendTlsFact {
  const one = isObject(spec.targetRef) ? [{ value: spec.targetRef, pointer: '/spec/targetRef' }] : [];
  const targets = [...partsOf(spec.targetRefs, '/spec/targetRefs'), ...one].filter(
    ({ value }) => textOf(value.kind) === 'Service' && textOf(value.group) === '',
  );
  const validation = isObject(spec.validation) ? spec.validation : objectOf(spec.tls);
  const authorities = partsOf(validation.caCertificateRefs ?? validation.caCertRefs, '');
  return {
    ...base,
    kind: 'backendTls',
    targets: targets.map(({ value, pointer }) => ({
      service: strings.text(value.name),
      ...(textOf(value.sectionName) !== '' && { section: strings.text(value.sectionName) }),
      pointer,
    })),
    authorities: authorities.map(({ value }) => ({ kind: strings.text(value.kind), name: strings.text(value.name) })),
    created: strings.text(identity.metadata.creationTimestamp),
  };
}

function certificatesOf(
  listener: JsonObject,
  pointer: string,
  reading: Reading,
): Pick<GatewayListener, 'certificates'> {
  const certificates = partsOf(objectOf(listener.tls).certificateRefs, `${pointer}/tls/certificateRefs`)
    .filter(({ value }) => (textOf(value.kind) || 'Secret') === 'Secret' && textOf(value.group) === '')
    .map((one) => ({
      namespace: namespaceOf(one.value, reading),
      name: reading.strings.text(one.value.name),
      pointer: one.pointer,
    }));
  return certificates.length === 0 ? {} : { certificates };
}

function listenersOf(spec: JsonObject, reading: Reading): GatewayListener[] {
  const { strings } = reading;
  return partsOf(spec.listeners, '/spec/listeners').map(({ value, pointer }) => {
    const { from, selector } = objectOf(objectOf(value.allowedRoutes).namespaces);
    const routesFrom = ROUTES_FROM.find((one) => one === from) ?? ('Same' as const);
    const read = readSelector(selector, '', new PolicyReading(strings));
    return {
      name: strings.text(value.name),
      port: integerOf(value.port) ?? 0,
      protocol: strings.text(value.protocol),
      hosts: typeof value.hostname === 'string' ? [strings.keep(value.hostname)] : [],
      tlsMode: strings.text(objectOf(value.tls).mode),
      routesFrom,
      ...certificatesOf(value, pointer, reading),
      ...(routesFrom === 'Selector' && { namespaces: read.selector }),
      pointer,
    };
  });
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
      routesFrom: 'None',
      ...(tls.httpsRedirect === true && { redirects: true as const }),
      pointer,
    };
  });
}

function routeOf(spec: JsonObject, reading: Reading): EntryFact {
  return {
    ...reading.base,
    kind: 'entry',
    className: '',
    annotations: annotationsOf(reading),
    tls: [],
    parents: parentsOf(spec, reading),
    hosts: reading.strings.list(spec.hostnames),
    rules: partsOf(spec.rules, '/spec/rules').map((rule) => ruleOf(rule.value, rule.pointer, reading)),
  };
}

function parentsOf(spec: JsonObject, reading: Reading): EntryParent[] {
  return partsOf(spec.parentRefs, '/spec/parentRefs')
    .filter(({ value }) => (textOf(value.kind) || 'Gateway') === 'Gateway')
    .map(({ value, pointer }) => {
      const port = integerOf(value.port);
      return {
        namespace: namespaceOf(value, reading),
        name: reading.strings.text(value.name),
        ...(textOf(value.sectionName) !== '' && { section: reading.strings.text(value.sectionName) }),
        ...(port !== undefined && { port }),
        pointer,
      };
    });
}

function ruleOf(value: JsonObject, pointer: string, reading: Reading): EntryRule {
  const filters = partsOf(value.filters, `${pointer}/filters`);
  const mirrors = filters.flatMap(({ value: { requestMirror }, pointer: at }) =>
    isObject(requestMirror)
      ? [{ value: objectOf(requestMirror.backendRef), pointer: `${at}/requestMirror/backendRef` }]
      : [],
  );
  // A redirect without a scheme keeps the one that the client used.
  const isRedirect = filters.some((filter) => objectOf(filter.value.requestRedirect).scheme === 'https');
  return {
    host: '',
    paths: partsOf(value.matches, '').map((match) => reading.strings.text(objectOf(match.value.path).value)),
    ...(isRedirect && { redirects: true as const }),
    backends: [...partsOf(value.backendRefs, `${pointer}/backendRefs`), ...mirrors]
      .filter((one) => (textOf(one.value.kind) || 'Service') === 'Service' && textOf(one.value.group) === '')
      .map((one) => backendOf(one.value, one.pointer, reading)),
    pointer,
  };
}

function backendOf(value: JsonObject, pointer: string, reading: Reading): EntryBackend {
  const port = integerOf(value.port);
  return {
    namespace: namespaceOf(value, reading),
    service: reading.strings.text(value.name),
    ...(port !== undefined && { port }),
    pointer,
  };
}

function namespaceOf({ namespace }: JsonObject, { base, strings }: Reading): string {
  return strings.keep(textOf(namespace) || base.namespace);
}
