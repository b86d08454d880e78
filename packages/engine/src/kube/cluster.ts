// Namespaces, nodes, Services, aggregated APIs and definitions of custom kinds.
import { integerOf, isObject, objectOf, textOf } from './json.ts';
import { partsOf } from './pod-spec-view.ts';
import type { CalledService, NodeFact, ServiceFact } from '../facts/cluster.ts';
import { annotationsOf, labelsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { copyOf } from './string-pool.ts';
import type { StringPool } from './string-pool.ts';

export function readNamespace(reading: Reading): boolean {
  reading.facts.namespaces.push({
    ...reading.base,
    kind: 'namespace',
    labels: labelsOf(reading),
    annotations: annotationsOf(reading),
  });
  return true;
}

function nodeAddresses({ object, strings }: Reading): Pick<NodeFact, 'addresses'> {
  const addresses = partsOf(objectOf(object.status).addresses, '').map(({ value }) => ({
    type: strings.text(value.type),
    address: copyOf(textOf(value.address)),
  }));
  return addresses.length === 0 ? {} : { addresses };
}

function nodeProvider({ object, strings }: Reading): Pick<NodeFact, 'provider'> {
  const [, provider] = /^([a-z0-9-]+):\/\//.exec(textOf(objectOf(object.spec).providerID)) ?? [];
  return provider === undefined ? {} : { provider: strings.keep(provider) };
}

export function readNode(reading: Reading): boolean {
  const info = objectOf(objectOf(reading.object.status).nodeInfo);
  reading.facts.nodes.push({
    ...reading.base,
    kind: 'node',
    labels: labelsOf(reading),
    kubeletVersion: reading.strings.text(info.kubeletVersion),
    ...nodeProvider(reading),
    ...nodeAddresses(reading),
  });
  return true;
}

/** `service` of a webhook or an APIService; absent where it names none. */
export function serviceReference(value: unknown, strings: StringPool): { readonly service?: CalledService } {
  if (!isObject(value)) return {};
  const { port } = value;
  return {
    service: {
      namespace: strings.text(value.namespace),
      name: strings.text(value.name),
      ...(typeof port === 'number' && Number.isInteger(port) && { port }),
    },
  };
}

export function readApiService(reading: Reading): boolean {
  const spec = objectOf(reading.object.spec);
  reading.facts.apiServices.push({
    ...reading.base,
    kind: 'apiService',
    serves: reading.strings.keep(`${textOf(spec.group)}/${textOf(spec.version)}`),
    ...serviceReference(spec.service, reading.strings),
    insecureSkipTLSVerify: spec.insecureSkipTLSVerify === true,
  });
  return true;
}

export function readDefinition(reading: Reading): boolean {
  const spec = objectOf(reading.object.spec);
  const names = objectOf(spec.names);
  const definesKind = reading.strings.text(names.kind);
  if (definesKind === '') {
    reading.partial('the definition names no kind', '/spec/names/kind');
    return false;
  }
  reading.facts.customDefinitions.push({
    ...reading.base,
    kind: 'customDefinition',
    definesGroup: reading.strings.text(spec.group),
    definesKind,
    plural: reading.strings.text(names.plural),
    namespaced: spec.scope !== 'Cluster',
  });
  return true;
}

/** A Service's `targetPort` is a number or a name; an absent one is the port. */
function targetPortText(value: unknown, port: number): string {
  const target = typeof value === 'string' && value !== '' ? value : integerOf(value);
  return String(target ?? port);
}

type ServiceAddresses = Pick<ServiceFact, 'headless' | 'clusterAddresses' | 'externalAddresses' | 'keepsSource'>;

/** Where a Service can be reached, as far as the object says; in manifests most of it is not yet given. */
function serviceAddresses({ object, strings }: Reading): ServiceAddresses {
  const spec = objectOf(object.spec);
  const own = [textOf(spec.clusterIP), ...strings.list(spec.clusterIPs)].filter((text) => text !== '');
  const balancer = partsOf(objectOf(objectOf(object.status).loadBalancer).ingress, '');
  const external = [...strings.list(spec.externalIPs), ...balancer.map(({ value }) => textOf(value.ip))];
  const clusterAddresses = [...new Set(own.filter((text) => text !== 'None').map(copyOf))];
  const externalAddresses = [...new Set(external.filter((text) => text !== '').map(copyOf))];
  return {
    ...(own.includes('None') && { headless: true as const }),
    ...(clusterAddresses.length > 0 && { clusterAddresses }),
    ...(externalAddresses.length > 0 && { externalAddresses }),
    ...(spec.externalTrafficPolicy === 'Local' && { keepsSource: true as const }),
  };
}

/** The convention of Prometheus' own example configuration. https://github.com/prometheus/prometheus/blob/main/documentation/examples/prometheus-kubernetes.yml */
function monitoredBy(reading: Reading): Pick<ServiceFact, 'labels' | 'scraped'> {
  const { labels, annotations } = reading.identity.metadata;
  const notes = objectOf(annotations);
  return {
    ...(Object.keys(objectOf(labels)).length > 0 && { labels: labelsOf(reading) }),
    ...(textOf(notes['prometheus.io/scrape']) === 'true' && {
      scraped: reading.strings.text(notes['prometheus.io/port']),
    }),
  };
}

/** Annotations of Services by which controllers of Ingresses choose the protocol to the pods; each after its own documentation. */
const ENTRY_ANNOTATIONS: ReadonlySet<string> = new Set([
  'traefik.ingress.kubernetes.io/service.serversscheme',
  'projectcontour.io/upstream-protocol.tls',
  'cloud.google.com/app-protocols',
  'service.alpha.kubernetes.io/app-protocols',
  'alb.ingress.kubernetes.io/backend-protocol',
  'haproxy.org/server-ssl',
  'haproxy-ingress.github.io/backend-protocol',
  'haproxy-ingress.github.io/secure-backends',
  'konghq.com/protocol',
]);

function entryAnnotations({ identity, strings }: Reading): Pick<ServiceFact, 'entryAnnotations'> {
  const { annotations } = identity.metadata;
  if (!Object.keys(objectOf(annotations)).some((key) => ENTRY_ANNOTATIONS.has(key))) return {};
  return { entryAnnotations: strings.map(annotations, (key) => !ENTRY_ANNOTATIONS.has(key)) };
}

export function readService(reading: Reading): boolean {
  const { strings } = reading;
  const spec = objectOf(reading.object.spec);
  const ports = partsOf(spec.ports, '/spec/ports').map(({ value, pointer }) => {
    const port = integerOf(value.port) ?? 0;
    const nodePort = integerOf(value.nodePort);
    return {
      port,
      targetPort: strings.keep(targetPortText(value.targetPort, port)),
      protocol: strings.keep(textOf(value.protocol) || 'TCP'),
      ...(textOf(value.name) !== '' && { name: strings.text(value.name) }),
      ...(nodePort !== undefined && { nodePort }),
      ...(textOf(value.appProtocol) !== '' && { appProtocol: strings.text(value.appProtocol) }),
      pointer,
    };
  });
  reading.facts.services.push({
    ...reading.base,
    kind: 'service',
    selector: strings.map(spec.selector),
    type: strings.keep(textOf(spec.type) || 'ClusterIP'),
    externalName: strings.text(spec.externalName),
    ...serviceAddresses(reading),
    ...monitoredBy(reading),
    ...entryAnnotations(reading),
    ports,
  });
  return true;
}
