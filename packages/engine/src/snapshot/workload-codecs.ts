// How pod specs and the objects that hold them are written in a snapshot.
import type { CredentialText } from '../facts/credential.ts';
import type {
  ListenerFact,
  ConfigMapReference,
  Container,
  NamedReference,
  PodDns,
  PodSpec,
  SecretReference,
  TokenProjection,
  Volume,
  VolumeMount,
  WrittenSecurityContext,
} from '../facts/workload.ts';
import { credentialFields } from './credential-codec.ts';
import { flag, integer, listOf, oneOf, optional, portOrName, record, stringMap, text } from './codec.ts';
import { hosts, signals } from './transit-codecs.ts';

const texts = listOf(text);
const named = record<NamedReference>({ name: text, pointer: text });
const context = record<WrittenSecurityContext>({ runAsUser: optional(integer), runAsNonRoot: optional(flag) });
const share = record<{ readonly server: string; readonly path: string }>({ server: text, path: text });

const secretReference = record<SecretReference>({
  name: text,
  way: oneOf(
    'env',
    'envFrom',
    'volume',
    'projected',
    'imagePullSecret',
    'csi',
    'azureFile',
    'cephfs',
    'cinder',
    'flexVolume',
    'rbd',
    'scaleIO',
    'iscsi',
    'storageos',
  ),
  optional: flag,
  keys: texts,
  visible: flag,
  pointer: text,
  prefix: optional(text),
});

const mount = record<VolumeMount>({ volume: text, mountPath: text, subPath: text, readOnly: flag, pointer: text });

const container = record<Container>({
  name: text,
  type: oneOf('init', 'regular', 'ephemeral'),
  image: text,
  command: texts,
  args: texts,
  privileged: flag,
  runAsUser: optional(integer),
  runAsNonRoot: optional(flag),
  allowPrivilegeEscalation: optional(flag),
  capabilitiesAdd: texts,
  capabilitiesDrop: texts,
  procMount: text,
  seccomp: text,
  hostProcess: flag,
  securityContext: optional(context),
  stdin: flag,
  tty: flag,
  ports: optional(
    listOf(record<NonNullable<Container['ports']>[number]>({ name: text, port: integer, protocol: text })),
  ),
  listeners: optional(
    listOf(record<ListenerFact>({ port: integer, says: oneOf('plain', 'tls'), setting: text, pointer: text })),
  ),
  probes: optional(
    listOf(
      record<NonNullable<Container['probes']>[number]>({ port: portOrName, tls: optional(oneOf(true)), field: text }),
    ),
  ),
  hostPorts: listOf(record<Container['hostPorts'][number]>({ port: integer, pointer: text })),
  mounts: listOf(mount),
  volumeDevices: listOf(record<Container['volumeDevices'][number]>({ volume: text, devicePath: text })),
  env: listOf(
    record<Container['env'][number]>({
      name: text,
      pointer: text,
      literal: optional(oneOf(true)),
      endpoint: optional(text),
    }),
  ),
  pointer: text,
});

const volume = record<Volume>({
  name: text,
  type: text,
  pointer: text,
  hostPath: optional(text),
  image: optional(text),
  claim: optional(text),
  object: optional(text),
  defaultMode: optional(integer),
  itemModes: optional(
    listOf(record<{ readonly mode: number; readonly pointer: string }>({ mode: integer, pointer: text })),
  ),
  readOnly: optional(flag),
  medium: optional(text),
  nfs: optional(share),
  chapAuthSession: optional(flag),
  driver: optional(text),
  attributes: optional(stringMap),
});

export const podSpec = record<PodSpec>({
  serviceAccount: text,
  automountToken: optional(flag),
  hostNetwork: flag,
  hostPID: flag,
  hostIPC: flag,
  hostUsers: flag,
  shareProcessNamespace: flag,
  runtimeClass: text,
  securityContext: optional(context),
  containers: listOf(container),
  volumes: listOf(volume),
  secrets: listOf(secretReference),
  configMaps: listOf(
    record<ConfigMapReference>({
      name: text,
      pointer: text,
      way: oneOf('env', 'envFrom', 'volume', 'projected'),
      keys: optional(texts),
      hidden: optional(oneOf(true)),
    }),
  ),
  claims: listOf(named),
  tokens: listOf(record<TokenProjection>({ audience: text, expirationSeconds: integer, mounted: flag, pointer: text })),
  misplaced: texts,
  credentials: optional(listOf(record<CredentialText>(credentialFields))),
  signals: optional(signals),
  hosts: optional(hosts),
  dns: optional(record<PodDns>({ policy: optional(text), nameservers: optional(texts) })),
});
