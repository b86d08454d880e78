// One container of a pod spec.
import type { Container, VolumeMount, WrittenSecurityContext } from '../facts/workload.ts';
import { argumentsWithoutCredentials } from './credential-text.ts';
import { booleanOf, integerOf, isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { listenersOf } from './listener-settings.ts';
import type { Mutable } from './mutable.ts';
import { partsWithin, within } from './pod-spec-view.ts';
import type { ContainerPart } from './pod-spec-view.ts';
import type { StringPool } from './string-pool.ts';
import { volumeName } from './volume.ts';

/** The user fields of a `securityContext` as written there. */
export function writtenUser(context: JsonObject): WrittenSecurityContext {
  const runAsUser = integerOf(context.runAsUser);
  const runAsNonRoot = booleanOf(context.runAsNonRoot);
  return { ...(runAsUser === undefined ? {} : { runAsUser }), ...(runAsNonRoot === undefined ? {} : { runAsNonRoot }) };
}

function mountsOf(part: ContainerPart, strings: StringPool): readonly VolumeMount[] {
  return partsWithin(part, 'volumeMounts').map(({ value, pointer }) => ({
    volume: strings.keep(volumeName(textOf(value.name))),
    mountPath: strings.text(value.mountPath),
    subPath: strings.keep(textOf(value.subPath) || textOf(value.subPathExpr)),
    readOnly: value.readOnly === true,
    pointer,
  }));
}

function hostPortsOf(part: ContainerPart): Container['hostPorts'] {
  return partsWithin(part, 'ports').flatMap((entry) => {
    const port = integerOf(entry.value.hostPort);
    return port === undefined || port === 0 ? [] : [{ port, pointer: within(entry, '/hostPort') }];
  });
}

/** Of an init container only a sidecar's ports, which stays. */
function portsOf(part: ContainerPart, strings: StringPool): Pick<Container, 'ports'> {
  if (part.type === 'init' && part.value.restartPolicy !== 'Always') return {};
  const ports = partsWithin(part, 'ports').flatMap(({ value }) => {
    const port = integerOf(value.containerPort);
    const protocol = strings.keep(textOf(value.protocol) || 'TCP');
    return port === undefined ? [] : [{ name: strings.text(value.name), port, protocol }];
  });
  return ports.length === 0 ? {} : { ports };
}

/** What the kubelet asks of the pod's own address: a gRPC probe knows no TLS. https://kubernetes.io/docs/concepts/workloads/pods/probes/ */
function probesOf({ value }: ContainerPart, strings: StringPool): NonNullable<Container['probes']> {
  return PROBES.flatMap((field) => {
    const { httpGet, grpc } = objectOf(value[field]);
    const { port, scheme, host } = objectOf(httpGet);
    const asked = isObject(grpc) ? grpc.port : port;
    if ((typeof asked !== 'number' && typeof asked !== 'string') || textOf(host) !== '') return [];
    const isTls = !isObject(grpc) && textOf(scheme).toUpperCase() === 'HTTPS';
    const kept = typeof asked === 'string' ? strings.keep(asked) : asked;
    return [{ port: kept, ...(isTls && { tls: true as const }), field }];
  });
}

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** `scheme://host:port` of a URL without userinfo; the rest of a value is not kept. */
const ENDPOINT = /^([a-z][a-z0-9+.-]{0,30}:\/\/)([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?(?:[/?#]|$)/i;
const LONGEST_URL = 2048;

function endpointOf(value: string): string {
  if (value.length > LONGEST_URL || !value.includes('://')) return '';
  const found = ENDPOINT.exec(value);
  return found === null ? '' : `${found[1]}${found[2]}${found[3] ?? ''}`;
}

function envOf(part: ContainerPart, strings: StringPool): Container['env'] {
  return partsWithin(part, 'env').map(({ value, pointer }) => {
    const name = strings.text(value.name);
    if (typeof value.value !== 'string' || value.value === '') return { name, pointer };
    const endpoint = endpointOf(value.value);
    return endpoint === ''
      ? { name, pointer, literal: true }
      : { name, pointer, literal: true, endpoint: strings.keep(endpoint) };
  });
}

/** An absent seccompProfile is the pod's; the two legacy places before 1.19 are annotations and not read. */
function seccompOf(own: JsonObject, pod: JsonObject): string {
  const profile = isObject(own.seccompProfile) ? own.seccompProfile : objectOf(pod.seccompProfile);
  return textOf(profile.type);
}

/** What is written of a user and of escalation, and only that: absent is an answer of its own. */
function addWritten(to: Mutable<Container>, own: JsonObject, value: JsonObject, pod: JsonObject): void {
  const allowPrivilegeEscalation = booleanOf(own.allowPrivilegeEscalation);
  if (allowPrivilegeEscalation !== undefined) to.allowPrivilegeEscalation = allowPrivilegeEscalation;
  const runAsUser = integerOf(own.runAsUser) ?? integerOf(pod.runAsUser);
  if (runAsUser !== undefined) to.runAsUser = runAsUser;
  const runAsNonRoot = booleanOf(own.runAsNonRoot) ?? booleanOf(pod.runAsNonRoot);
  if (runAsNonRoot !== undefined) to.runAsNonRoot = runAsNonRoot;
  if (isObject(value.securityContext)) to.securityContext = writtenUser(own);
}

/** Reads a container; `podContext` is the pod's own `securityContext`. Fields are written one by one: spreading costs as much as the rest. */
export function readContainer(part: ContainerPart, podContext: JsonObject, strings: StringPool): Container {
  const { value, type, pointer } = part;
  const own = objectOf(value.securityContext);
  const capabilities = objectOf(own.capabilities);
  const container: Mutable<Container> = {
    name: strings.text(value.name),
    type,
    image: strings.text(value.image),
    command: strings.list(argumentsWithoutCredentials(listOf(value.command))),
    args: strings.list(argumentsWithoutCredentials(listOf(value.args))),
    privileged: own.privileged === true,
    capabilitiesAdd: strings.list(capabilities.add),
    capabilitiesDrop: strings.list(capabilities.drop),
    procMount: strings.text(own.procMount),
    seccomp: strings.keep(seccompOf(own, podContext)),
    hostProcess:
      booleanOf(objectOf(own.windowsOptions).hostProcess) ?? objectOf(podContext.windowsOptions).hostProcess === true,
    stdin: value.stdin === true,
    tty: value.tty === true,
    hostPorts: hostPortsOf(part),
    mounts: mountsOf(part, strings),
    volumeDevices: partsWithin(part, 'volumeDevices').map((device) => ({
      volume: strings.text(device.value.name),
      devicePath: strings.text(device.value.devicePath),
    })),
    env: envOf(part, strings),
    pointer,
  };
  const { ports } = portsOf(part, strings);
  if (ports !== undefined) container.ports = ports;
  const probes = probesOf(part, strings);
  if (probes.length > 0) container.probes = probes;
  const listeners = listenersOf(part, strings);
  if (listeners.length > 0) container.listeners = listeners;
  addWritten(container, own, value, podContext);
  return container;
}
