// One container of a pod spec.
import type { Container, VolumeMount } from '../facts/workload.ts';
import { argumentsWithoutCredentials } from './credential-text.ts';
import { booleanOf, integerOf, isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { partsWithin, within } from './pod-spec-view.ts';
import type { ContainerPart } from './pod-spec-view.ts';
import type { StringPool } from './string-pool.ts';
import { volumeName } from './volume.ts';

/** Fields that a container takes from its pod when it has none of its own. */
export function inheritedUser(own: JsonObject, pod: JsonObject): Pick<Container, 'runAsUser' | 'runAsNonRoot'> {
  const runAsUser = integerOf(own.runAsUser) ?? integerOf(pod.runAsUser);
  const runAsNonRoot = booleanOf(own.runAsNonRoot) ?? booleanOf(pod.runAsNonRoot);
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

/** `scheme://host:port` of a URL without userinfo; the rest of a value is not kept. */
const ENDPOINT = /^([a-z][a-z0-9+.-]{0,30}:\/\/)([a-z0-9.-]{1,253}|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?(?:[/?#]|$)/i;
const LONGEST_URL = 2048;

function endpointOf(value: unknown): string {
  if (typeof value !== 'string' || value.length > LONGEST_URL || !value.includes('://')) return '';
  const found = ENDPOINT.exec(value);
  return found === null ? '' : `${found[1]}${found[2]}${found[3] ?? ''}`;
}

function envOf(part: ContainerPart, strings: StringPool): Container['env'] {
  return partsWithin(part, 'env').map(({ value, pointer }) => {
    const entry = { name: strings.text(value.name), pointer };
    const literal = typeof value.value === 'string' && value.value !== '' ? { literal: true as const } : {};
    const endpoint = endpointOf(value.value);
    return endpoint === '' ? { ...entry, ...literal } : { ...entry, ...literal, endpoint: strings.keep(endpoint) };
  });
}

/** An absent seccompProfile is the pod's; the two legacy places before 1.19 are annotations and not read. */
function seccompOf(own: JsonObject, pod: JsonObject): string {
  const profile = isObject(own.seccompProfile) ? own.seccompProfile : objectOf(pod.seccompProfile);
  return textOf(profile.type);
}

function privilegesOf(
  own: JsonObject,
  pod: JsonObject,
  strings: StringPool,
): Pick<
  Container,
  | 'privileged'
  | 'allowPrivilegeEscalation'
  | 'capabilitiesAdd'
  | 'capabilitiesDrop'
  | 'procMount'
  | 'seccomp'
  | 'hostProcess'
> {
  const capabilities = objectOf(own.capabilities);
  const allowPrivilegeEscalation = booleanOf(own.allowPrivilegeEscalation);
  const windows = objectOf(own.windowsOptions);
  return {
    privileged: own.privileged === true,
    ...(allowPrivilegeEscalation === undefined ? {} : { allowPrivilegeEscalation }),
    capabilitiesAdd: strings.list(capabilities.add),
    capabilitiesDrop: strings.list(capabilities.drop),
    procMount: strings.text(own.procMount),
    seccomp: strings.keep(seccompOf(own, pod)),
    hostProcess: booleanOf(windows.hostProcess) ?? objectOf(pod.windowsOptions).hostProcess === true,
  };
}

function writtenContext(value: unknown): Pick<Container, 'securityContext'> {
  return isObject(value) ? { securityContext: inheritedUser(value, {}) } : {};
}

/** Reads a container; `podContext` is the pod's own `securityContext`. */
export function readContainer(part: ContainerPart, podContext: JsonObject, strings: StringPool): Container {
  const { value, type, pointer } = part;
  const own = objectOf(value.securityContext);
  return {
    name: strings.text(value.name),
    type,
    image: strings.text(value.image),
    command: strings.list(argumentsWithoutCredentials(listOf(value.command))),
    args: strings.list(argumentsWithoutCredentials(listOf(value.args))),
    ...privilegesOf(own, podContext, strings),
    ...inheritedUser(own, podContext),
    ...writtenContext(value.securityContext),
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
}
