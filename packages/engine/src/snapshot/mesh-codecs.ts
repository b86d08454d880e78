// How facts about meshes are written in a snapshot.
import type {
  ClientPolicy,
  ClientTls,
  DestinationRuleFact,
  IstioSidecarFact,
  LinkerdGrantFact,
  LinkerdServerFact,
  MeshSettingsFact,
  PeerAuthenticationFact,
  VirtualServiceFact,
} from '../facts/mesh.ts';
import type {
  AuthorizationCondition,
  AuthorizationOperation,
  AuthorizationRule,
  AuthorizationSource,
  IstioAuthorizationFact,
  Wanted,
} from '../facts/mesh-authorization.ts';
import { selector } from './access-codecs.ts';
import { flag, integer, listOf, oneOf, optional, portOrName, record, stringMap, text } from './codec.ts';
import { object } from './object-codec.ts';
import type { References } from './object-codec.ts';

const mode = oneOf('UNSET', 'DISABLE', 'PERMISSIVE', 'STRICT');
const clientPolicy = record<ClientPolicy>({
  subset: text,
  port: integer,
  tls: optional(record<ClientTls>({ mode: text, verifies: flag, skipsVerify: flag, credential: flag })),
  pointer: text,
});

const truth = optional(oneOf(true));
const wanted = record<Wanted>({ values: listOf(text), notValues: listOf(text) });
const authorizationRule = record<AuthorizationRule>({
  from: listOf(
    record<AuthorizationSource>({
      principals: wanted,
      namespaces: wanted,
      serviceAccounts: wanted,
      ipBlocks: wanted,
      remoteIps: truth,
      http: truth,
    }),
  ),
  to: listOf(record<AuthorizationOperation>({ ports: wanted, http: truth })),
  when: listOf(record<AuthorizationCondition>({ key: text, values: listOf(text), notValues: listOf(text) })),
  pointer: text,
});

function authorizationCodecs(references: References) {
  const target = record<NonNullable<IstioAuthorizationFact['targets']>[number]>({
    group: text,
    kind: text,
    name: text,
  });
  return {
    istioAuthorizations: record<IstioAuthorizationFact>({
      ...object(references),
      kind: oneOf('istioAuthorization'),
      action: text,
      selector: stringMap,
      targets: optional(listOf(target)),
      rules: listOf(authorizationRule),
      dryRun: truth,
    }),
  };
}

function routeCodecs(references: References) {
  const base = object(references);
  return {
    istioSidecars: record<IstioSidecarFact>({
      ...base,
      kind: oneOf('istioSidecar'),
      selector: stringMap,
      uncapturedPorts: listOf(integer),
      leavesUncaptured: flag,
    }),
    virtualServices: record<VirtualServiceFact>({
      ...base,
      kind: oneOf('virtualService'),
      hosts: listOf(text),
      exportTo: listOf(text),
      forSidecars: flag,
      destinations: listOf(
        record<VirtualServiceFact['destinations'][number]>({ host: text, port: integer, subset: text, pointer: text }),
      ),
    }),
  };
}

export function meshCodecs(references: References) {
  const base = object(references);
  return {
    ...routeCodecs(references),
    ...authorizationCodecs(references),
    peerAuthentications: record<PeerAuthenticationFact>({
      ...base,
      kind: oneOf('peerAuthentication'),
      selector: stringMap,
      mode,
      ports: listOf(record<PeerAuthenticationFact['ports'][number]>({ port: integer, mode, pointer: text })),
      created: text,
    }),
    destinationRules: record<DestinationRuleFact>({
      ...base,
      kind: oneOf('destinationRule'),
      host: text,
      workloadSelector: stringMap,
      exportTo: listOf(text),
      policies: listOf(clientPolicy),
      created: text,
    }),
    meshSettings: record<MeshSettingsFact>({
      ...base,
      kind: oneOf('meshSettings'),
      system: oneOf('istio', 'linkerd', 'cilium'),
      settings: stringMap,
    }),
    linkerdServers: record<LinkerdServerFact>({
      ...base,
      kind: oneOf('linkerdServer'),
      podSelector: selector,
      port: portOrName,
      accessPolicy: text,
    }),
    linkerdGrants: record<LinkerdGrantFact>({
      ...base,
      kind: oneOf('linkerdGrant'),
      server: text,
      labels: optional(selector),
      takesUnmeshed: flag,
    }),
  };
}
