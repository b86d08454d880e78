// Istio's objects that decide about encryption: PeerAuthentication, DestinationRule, Sidecar, VirtualService; AuthorizationPolicies by their own reader.
import type { ClientPolicy, ClientTls, MtlsMode } from '../facts/mesh.ts';
import type { StringMap } from '../facts/object.ts';
import { pointerSegment } from '@watertight/syntax';
import { integerOf, isObject, listOf, objectOf, textOf } from './json.ts';
import { readIstioAuthorization } from './istio-authorization.ts';
import { partsOf } from './pod-spec-view.ts';
import type { Reading } from './reading.ts';

const MODES: readonly string[] = ['DISABLE', 'PERMISSIVE', 'STRICT'] satisfies MtlsMode[];

function modeOf(value: unknown): MtlsMode {
  const { mode } = objectOf(value);
  return typeof mode === 'string' && MODES.includes(mode) ? (mode as MtlsMode) : 'UNSET';
}

function labelsIn(value: unknown, field: string, reading: Reading): StringMap {
  return reading.strings.map(objectOf(value)[field]);
}

const createdOf = ({ identity, strings }: Reading): string => strings.text(identity.metadata.creationTimestamp);

function readPeerAuthentication(reading: Reading): void {
  const spec = objectOf(reading.object.spec);
  const ports = Object.entries(objectOf(spec.portLevelMtls)).flatMap(([port, value]) =>
    /^\d{1,5}$/.test(port)
      ? [{ port: Number(port), mode: modeOf(value), pointer: `/spec/portLevelMtls/${pointerSegment(port)}` }]
      : [],
  );
  reading.facts.peerAuthentications.push({
    ...reading.base,
    kind: 'peerAuthentication',
    selector: labelsIn(spec.selector, 'matchLabels', reading),
    mode: modeOf(spec.mtls),
    ports,
    created: createdOf(reading),
  });
}

function tlsOf(value: unknown, { strings }: Reading): ClientTls | undefined {
  if (!isObject(value)) return undefined;
  const credential = textOf(value.credentialName) !== '';
  const names = listOf(value.subjectAltNames).length > 0;
  return {
    // The first of the enumeration is what nothing written means.
    mode: strings.keep(textOf(value.mode) || 'DISABLE'),
    verifies: credential || names || textOf(value.caCertificates) !== '',
    skipsVerify: value.insecureSkipVerify === true,
    credential,
  };
}

function policiesOf(value: unknown, subset: string, pointer: string, reading: Reading): ClientPolicy[] {
  if (!isObject(value)) return [];
  const whole = tlsOf(value.tls, reading);
  const ports = partsOf(value.portLevelSettings, `${pointer}/portLevelSettings`).flatMap((part) => {
    const port = integerOf(objectOf(part.value.port).number);
    const tls = tlsOf(part.value.tls, reading);
    return port === undefined ? [] : [{ subset, port, ...(tls !== undefined && { tls }), pointer: part.pointer }];
  });
  // Without a word on TLS it counts, too: of several rules for a host, the first that has any policy decides.
  const own =
    whole === undefined ? { subset, port: 0, pointer } : { subset, port: 0, tls: whole, pointer: `${pointer}/tls` };
  return [own, ...ports];
}

function readDestinationRule(reading: Reading): void {
  const spec = objectOf(reading.object.spec);
  const { strings } = reading;
  const subsets = partsOf(spec.subsets, '/spec/subsets').flatMap(({ value, pointer }) =>
    policiesOf(value.trafficPolicy, strings.text(value.name), `${pointer}/trafficPolicy`, reading),
  );
  reading.facts.destinationRules.push({
    ...reading.base,
    kind: 'destinationRule',
    host: strings.text(spec.host),
    workloadSelector: labelsIn(spec.workloadSelector, 'matchLabels', reading),
    exportTo: strings.list(spec.exportTo),
    policies: [...policiesOf(spec.trafficPolicy, '', '/spec/trafficPolicy', reading), ...subsets],
    created: createdOf(reading),
  });
}

function readSidecar(reading: Reading): void {
  const spec = objectOf(reading.object.spec);
  const isUncaptured = (value: { readonly captureMode?: unknown }): boolean => value.captureMode === 'NONE';
  const ports = partsOf(spec.ingress, '')
    .filter(({ value }) => isUncaptured(value))
    .map(({ value }) => integerOf(objectOf(value.port).number) ?? 0);
  reading.facts.istioSidecars.push({
    ...reading.base,
    kind: 'istioSidecar',
    selector: labelsIn(spec.workloadSelector, 'labels', reading),
    uncapturedPorts: ports,
    leavesUncaptured: partsOf(spec.egress, '').some(({ value }) => isUncaptured(value)),
  });
}

const ROUTE_FIELDS = ['http', 'tcp', 'tls'] as const;

function readVirtualService(reading: Reading): void {
  const spec = objectOf(reading.object.spec);
  const { strings } = reading;
  const gateways = strings.list(spec.gateways);
  const routes = ROUTE_FIELDS.flatMap((field) => partsOf(spec[field], `/spec/${field}`));
  const ends = routes.flatMap(({ value, pointer }) => [
    ...partsOf(value.route, `${pointer}/route`),
    ...partsOf(value.mirrors, `${pointer}/mirrors`),
  ]);
  const mirrors = routes.flatMap(({ value, pointer }) =>
    isObject(value.mirror) ? [{ destination: value.mirror, pointer: `${pointer}/mirror` }] : [],
  );
  const all = [...ends.map(({ value, pointer }) => ({ destination: value.destination, pointer })), ...mirrors];
  reading.facts.virtualServices.push({
    ...reading.base,
    kind: 'virtualService',
    hosts: strings.list(spec.hosts),
    exportTo: strings.list(spec.exportTo),
    forSidecars: gateways.length === 0 || gateways.includes('mesh'),
    destinations: all.map(({ destination, pointer }) => ({
      host: strings.text(objectOf(destination).host),
      port: integerOf(objectOf(objectOf(destination).port).number) ?? 0,
      subset: strings.text(objectOf(destination).subset),
      pointer,
    })),
  });
}

const KINDS: ReadonlyMap<string, (reading: Reading) => void> = new Map([
  ['networking.istio.io/VirtualService', readVirtualService],
  ['security.istio.io/PeerAuthentication', readPeerAuthentication],
  ['networking.istio.io/DestinationRule', readDestinationRule],
  ['networking.istio.io/Sidecar', readSidecar],
  ['security.istio.io/AuthorizationPolicy', readIstioAuthorization],
]);

/** False for kinds that are none of these. */
export function readIstio(reading: Reading): boolean {
  const read = KINDS.get(`${reading.identity.group}/${reading.identity.kind}`);
  read?.(reading);
  return read !== undefined;
}
