// Endpoints that somebody wrote for a Service: EndpointSlices that are not the controller's own, and Endpoints.
import type { EndpointsFact } from '../facts/entry.ts';
import { integerOf, listOf, textOf } from './json.ts';
import { partsOf } from './pod-spec-view.ts';
import type { Part } from './pod-spec-view.ts';
import { labelsOf } from './reading.ts';
import type { Reading } from './reading.ts';
import { copyOf } from './string-pool.ts';
import type { StringPool } from './string-pool.ts';

const SERVICE_LABEL = 'kubernetes.io/service-name';
const MANAGER_LABEL = 'endpointslice.kubernetes.io/managed-by';
/** Its slices say again what the Service's selector says. */
const CONTROLLER = 'endpointslice-controller.k8s.io';
const NOT_MIRRORED = 'endpointslice.kubernetes.io/skip-mirror';

/** kube-proxy passes over ports without a number. */
function portsOf(parts: readonly Part[], strings: StringPool): EndpointsFact['ports'] {
  return parts.flatMap(({ value }) => {
    const port = integerOf(value.port);
    if (port === undefined || port === 0) return [];
    return [{ name: strings.text(value.name), port, protocol: strings.keep(textOf(value.protocol) || 'TCP') }];
  });
}

/** Slices of names (`FQDN`) lead nowhere: kube-proxy takes addresses only. */
export function readEndpointSlice(reading: Reading): boolean {
  const { object, strings } = reading;
  const labels = labelsOf(reading);
  const service = labels.get(SERVICE_LABEL) ?? '';
  if (service === '' || labels.get(MANAGER_LABEL) === CONTROLLER || object.addressType === 'FQDN') return true;
  const addresses = partsOf(object.endpoints, '').flatMap(({ value }) => strings.list(value.addresses));
  reading.facts.endpoints.push({
    ...reading.base,
    kind: 'endpoints',
    service,
    addresses: [...new Set(addresses.map(copyOf))],
    ports: portsOf(partsOf(object.ports, ''), strings),
  });
  return true;
}

/** Mirrored to slices for a Service without a selector: https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#mirroring */
export function readEndpoints(reading: Reading): boolean {
  const { object, strings } = reading;
  if (labelsOf(reading).get(NOT_MIRRORED) === 'true') return true;
  for (const { value } of partsOf(object.subsets, '')) {
    const given = [...listOf(value.addresses), ...listOf(value.notReadyAddresses)];
    const addresses = partsOf(given, '').map((one) => copyOf(textOf(one.value.ip)));
    reading.facts.endpoints.push({
      ...reading.base,
      kind: 'endpoints',
      service: reading.base.name,
      addresses: [...new Set(addresses.filter((text) => text !== ''))],
      ports: portsOf(partsOf(value.ports, ''), strings),
    });
  }
  return true;
}
