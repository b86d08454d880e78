// How facts about data on its way are written in a snapshot.
import type {
  GatewayFact,
  GatewayListener,
  IngressFact,
  IngressRule,
  RouteFact,
  RouteParent,
} from '../facts/transit.ts';
import type { TransitSignal } from '../facts/transit.ts';
import { integer, listOf, oneOf, optional, portOrName, record, stringMap, text } from './codec.ts';
import { object } from './object-codec.ts';
import type { References } from './object-codec.ts';

const texts = listOf(text);

export const signals = listOf(
  record<TransitSignal>({
    setting: text,
    says: oneOf('plain', 'optional', 'unverified', 'tls'),
    host: optional(text),
    port: optional(integer),
    credential: optional(oneOf(true)),
    login: optional(oneOf(true)),
    name: text,
    pointer: text,
  }),
);

const listener = record<GatewayListener>({
  name: text,
  port: integer,
  protocol: text,
  hosts: texts,
  tlsMode: text,
  routesFrom: text,
  redirects: optional(oneOf(true)),
  pointer: text,
});
const parent = record<RouteParent>({ namespace: text, name: text, section: text, port: integer });
type RouteRule = RouteFact['rules'][number];
const routeRule = record<RouteRule>({
  paths: texts,
  redirects: optional(oneOf(true)),
  backends: listOf(record<RouteRule['backends'][number]>({ namespace: text, name: text, port: integer })),
  pointer: text,
});

export function transitCodecs(references: References) {
  const base = object(references);
  return {
    ingresses: record<IngressFact>({
      ...base,
      kind: oneOf('ingress'),
      class: text,
      annotations: stringMap,
      tls: listOf(record<IngressFact['tls'][number]>({ hosts: texts, secret: text, pointer: text })),
      rules: listOf(record<IngressRule>({ host: text, path: text, service: text, port: portOrName, pointer: text })),
    }),
    gateways: record<GatewayFact>({ ...base, kind: oneOf('gateway'), listeners: listOf(listener) }),
    routes: record<RouteFact>({
      ...base,
      kind: oneOf('route'),
      parents: listOf(parent),
      hosts: texts,
      rules: listOf(routeRule),
    }),
  };
}
