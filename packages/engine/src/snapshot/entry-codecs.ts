// How the ways into the cluster are written in a snapshot.
import type {
  BackendTlsFact,
  EndpointsFact,
  EntryBackend,
  EntryClassFact,
  EntryFact,
  EntryParent,
  EntryRule,
  GatewayFact,
  GatewayListener,
} from '../facts/entry.ts';
import { selector } from './access-codecs.ts';
import { integer, listOf, oneOf, optional, portOrName, record, stringMap, text } from './codec.ts';
import { object } from './object-codec.ts';
import type { References } from './object-codec.ts';

const texts = listOf(text);

const parent = record<EntryParent>({
  namespace: text,
  name: text,
  section: optional(text),
  port: optional(integer),
  pointer: text,
});
const rule = record<EntryRule>({
  host: text,
  paths: texts,
  redirects: optional(oneOf(true)),
  backends: listOf(record<EntryBackend>({ namespace: text, service: text, port: optional(portOrName), pointer: text })),
  pointer: text,
});
const listener = record<GatewayListener>({
  name: text,
  port: integer,
  protocol: text,
  hosts: texts,
  tlsMode: text,
  routesFrom: oneOf('Same', 'All', 'Selector', 'None'),
  namespaces: optional(selector),
  certificates: optional(
    listOf(
      record<NonNullable<GatewayListener['certificates']>[number]>({ namespace: text, name: text, pointer: text }),
    ),
  ),
  redirects: optional(oneOf(true)),
  pointer: text,
});

export function entryCodecs(references: References) {
  const base = object(references);
  return {
    entries: record<EntryFact>({
      ...base,
      kind: oneOf('entry'),
      className: text,
      annotations: stringMap,
      tls: listOf(record<EntryFact['tls'][number]>({ hosts: texts, secret: text, pointer: text })),
      parents: listOf(parent),
      hosts: texts,
      rules: listOf(rule),
    }),
    gateways: record<GatewayFact>({
      ...base,
      kind: oneOf('gateway'),
      className: text,
      waypointFor: optional(text),
      listeners: listOf(listener),
    }),
    entryClasses: record<EntryClassFact>({
      ...base,
      kind: oneOf('entryClass'),
      controller: text,
      isDefault: optional(oneOf(true)),
    }),
    backendTls: record<BackendTlsFact>({
      ...base,
      kind: oneOf('backendTls'),
      targets: listOf(
        record<BackendTlsFact['targets'][number]>({ service: text, section: optional(text), pointer: text }),
      ),
      authorities: listOf(record<BackendTlsFact['authorities'][number]>({ kind: text, name: text })),
      created: text,
    }),
    endpoints: record<EndpointsFact>({
      ...base,
      kind: oneOf('endpoints'),
      service: text,
      addresses: texts,
      ports: listOf(record<EndpointsFact['ports'][number]>({ name: text, port: integer, protocol: text })),
    }),
  };
}
