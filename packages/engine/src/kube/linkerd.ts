// Linkerd's policies: Servers, and whom they take without an identity of the mesh.
import type { LabelSelector } from '../facts/object.ts';
import { integerOf, isObject, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { partsOf } from './pod-spec-view.ts';
import { PolicyReading } from './policy-reading.ts';
import { readSelector } from './policy-selector.ts';
import type { Reading } from './reading.ts';

const GROUP = 'policy.linkerd.io';

function selectorOf(value: unknown, reading: Reading): LabelSelector {
  return readSelector(value, '', new PolicyReading(reading.strings)).selector;
}

function readServer(reading: Reading): void {
  const spec = objectOf(reading.object.spec);
  reading.facts.linkerdServers.push({
    ...reading.base,
    kind: 'linkerdServer',
    podSelector: selectorOf(spec.podSelector, reading),
    port: integerOf(spec.port) ?? reading.strings.text(spec.port),
    accessPolicy: reading.strings.text(spec.accessPolicy),
  });
}

/** Every reference must hold: one to an identity of the mesh keeps clients without one out. */
function readAuthorizationPolicy(reading: Reading, spec: JsonObject): void {
  const target = objectOf(spec.targetRef);
  const kind = textOf(target.kind);
  // Those for routes do not authorise the Server.
  if (kind !== 'Server' && kind !== 'Namespace') return;
  const kinds = partsOf(spec.requiredAuthenticationRefs, '').map(({ value }) => textOf(value.kind));
  reading.facts.linkerdGrants.push({
    ...reading.base,
    kind: 'linkerdGrant',
    server: kind === 'Server' ? reading.strings.text(target.name) : '',
    takesUnmeshed: kinds.every((one) => one === 'NetworkAuthentication'),
  });
}

function readServerAuthorization(reading: Reading, spec: JsonObject): void {
  const server = objectOf(spec.server);
  const client = objectOf(spec.client);
  reading.facts.linkerdGrants.push({
    ...reading.base,
    kind: 'linkerdGrant',
    server: reading.strings.text(server.name),
    ...(isObject(server.selector) && { labels: selectorOf(server.selector, reading) }),
    takesUnmeshed: client.unauthenticated === true,
  });
}

/** False for kinds that are none of these. */
export function readLinkerd(reading: Reading): boolean {
  const { group, kind } = reading.identity;
  if (group !== GROUP) return false;
  const spec = objectOf(reading.object.spec);
  if (kind === 'Server') readServer(reading);
  else if (kind === 'AuthorizationPolicy') readAuthorizationPolicy(reading, spec);
  else if (kind === 'ServerAuthorization') readServerAuthorization(reading, spec);
  else return kind === 'MeshTLSAuthentication' || kind === 'NetworkAuthentication';
  return true;
}
