// What a pod spec refers to: Secrets as the node authorizer counts them, ConfigMaps, claims and tokens.
import type {
  ConfigMapReference,
  PodSpec,
  SecretReference,
  SecretReferenceWay,
  TokenProjection,
} from '../facts/workload.ts';
import { integerOf, isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { partsOf, partsWithin, within } from './pod-spec-view.ts';
import type { ContainerPart, Part, PodSpecView } from './pod-spec-view.ts';
import type { StringPool } from './string-pool.ts';

/** `expirationSeconds` of a projected token when absent. */
const DEFAULT_EXPIRATION = 3600;

export interface References {
  readonly secrets: SecretReference[];
  readonly configMaps: PodSpec['configMaps'][number][];
  readonly claims: PodSpec['claims'][number][];
  readonly tokens: TokenProjection[];
}

interface Collector extends References {
  readonly strings: StringPool;
  /** Names of volumes that some container mounts. */
  readonly mounted: ReadonlySet<string>;
}

interface Found {
  readonly way: SecretReferenceWay;
  readonly visible: boolean;
  readonly pointer: string;
  readonly optional?: unknown;
  readonly keys?: readonly string[];
  readonly prefix?: unknown;
}

function addSecret(to: Collector, name: unknown, found: Found): void {
  if (typeof name !== 'string' || name === '') return;
  to.secrets.push({
    name: to.strings.keep(name),
    way: found.way,
    optional: found.optional === true,
    keys: (found.keys ?? []).map((key) => to.strings.keep(key)),
    visible: found.visible,
    pointer: found.pointer,
    ...(textOf(found.prefix) !== '' && { prefix: to.strings.keep(textOf(found.prefix)) }),
  });
}

/** Fields that say what is usual are left out: most pods refer to ConfigMaps, and few to some keys. */
function addConfigMap(to: Collector, name: unknown, found: Omit<ConfigMapReference, 'name'>): void {
  if (typeof name !== 'string' || name === '') return;
  const { way, pointer, keys = [], hidden } = found;
  to.configMaps.push({
    name: to.strings.keep(name),
    way,
    pointer,
    ...(keys.length > 0 && { keys: keys.map((key) => to.strings.keep(key)) }),
    ...(hidden === true && { hidden }),
  });
}

function addVariable(to: Collector, variable: Part, from: JsonObject): void {
  const at = within(variable, '/valueFrom');
  const key = objectOf(from.secretKeyRef);
  addSecret(to, key.name, {
    way: 'env',
    visible: true,
    pointer: variable.whole === true ? at : `${at}/secretKeyRef`,
    optional: key.optional,
    keys: textOf(key.key) === '' ? [] : [textOf(key.key)],
  });
  const configMap = objectOf(from.configMapKeyRef);
  addConfigMap(to, configMap.name, {
    way: 'env',
    pointer: variable.whole === true ? at : `${at}/configMapKeyRef`,
    keys: textOf(configMap.key) === '' ? [] : [textOf(configMap.key)],
  });
}

function addEnvironment(to: Collector, container: ContainerPart): void {
  for (const variable of partsWithin(container, 'env'))
    if (isObject(variable.value.valueFrom)) addVariable(to, variable, variable.value.valueFrom);
  for (const source of partsWithin(container, 'envFrom')) {
    const secret = objectOf(source.value.secretRef);
    addSecret(to, secret.name, {
      way: 'envFrom',
      visible: true,
      pointer: within(source, '/secretRef'),
      optional: secret.optional,
      prefix: source.value.prefix,
    });
    addConfigMap(to, objectOf(source.value.configMapRef).name, {
      way: 'envFrom',
      pointer: within(source, '/configMapRef'),
    });
  }
}

function itemKeys(source: JsonObject): readonly string[] {
  return listOf(source.items)
    .map((item) => textOf(objectOf(item).key))
    .filter((key) => key !== '');
}

function addProjected(to: Collector, { value, pointer }: Part, visible: boolean): void {
  if (!isObject(value.projected)) return;
  for (const source of partsOf(value.projected.sources, `${pointer}/projected/sources`)) {
    const { secret, configMap, serviceAccountToken } = source.value;
    const shown = objectOf(secret);
    addSecret(to, shown.name, {
      way: 'projected',
      visible,
      pointer: `${source.pointer}/secret`,
      optional: shown.optional,
      keys: itemKeys(shown),
    });
    addConfigMap(to, objectOf(configMap).name, {
      way: 'projected',
      pointer: `${source.pointer}/configMap`,
      keys: itemKeys(objectOf(configMap)),
      ...(!visible && { hidden: true }),
    });
    if (!isObject(serviceAccountToken)) continue;
    to.tokens.push({
      audience: to.strings.text(serviceAccountToken.audience),
      expirationSeconds: integerOf(serviceAccountToken.expirationSeconds) ?? DEFAULT_EXPIRATION,
      mounted: visible,
      pointer: `${source.pointer}/serviceAccountToken`,
    });
  }
}

/** Volume sources whose Secret only the kubelet or its driver uses; each names it by `secretRef`, but for the two below. */
const DRIVER_SECRETS: readonly (readonly [SecretReferenceWay, string, string])[] = [
  ['azureFile', 'azureFile', 'secretName'],
  ['csi', 'csi', 'nodePublishSecretRef'],
  ['cephfs', 'cephfs', 'secretRef'],
  ['cinder', 'cinder', 'secretRef'],
  ['flexVolume', 'flexVolume', 'secretRef'],
  ['rbd', 'rbd', 'secretRef'],
  ['scaleIO', 'scaleIO', 'secretRef'],
  ['iscsi', 'iscsi', 'secretRef'],
  ['storageos', 'storageos', 'secretRef'],
];

function addDriverSecrets(to: Collector, part: Part): void {
  for (const [way, source, field] of DRIVER_SECRETS) {
    const given = part.value[source];
    if (!isObject(given)) continue;
    const reference = given[field];
    addSecret(to, isObject(reference) ? reference.name : reference, {
      way,
      visible: false,
      pointer: within(part, `/${source}/${field}`),
    });
  }
}

function addVolume(to: Collector, part: Part, podName: string): void {
  const { value } = part;
  const visible = to.mounted.has(textOf(value.name));
  if (isObject(value.secret)) {
    const { secretName, optional } = value.secret;
    const pointer = within(part, '/secret');
    addSecret(to, secretName, { way: 'volume', visible, pointer, optional, keys: itemKeys(value.secret) });
  }
  if (isObject(value.configMap))
    addConfigMap(to, value.configMap.name, {
      way: 'volume',
      pointer: within(part, '/configMap'),
      keys: itemKeys(value.configMap),
      ...(!visible && { hidden: true }),
    });
  addProjected(to, part, visible);
  addDriverSecrets(to, part);
  const claim = textOf(objectOf(value.persistentVolumeClaim).claimName);
  if (claim !== '') to.claims.push({ name: to.strings.keep(claim), pointer: within(part, '/persistentVolumeClaim') });
  if (isObject(value.ephemeral) && podName !== '') {
    to.claims.push({ name: to.strings.keep(`${podName}-${textOf(value.name)}`), pointer: within(part, '/ephemeral') });
  }
}

function mountedVolumes(view: PodSpecView): ReadonlySet<string> {
  const mounted = new Set<string>();
  for (const { value } of view.containers) {
    for (const mount of listOf(value.volumeMounts)) mounted.add(textOf(objectOf(mount).name));
  }
  return mounted;
}

/**
 * Everything a pod spec refers to by name in its namespace. The Secrets are those of `VisitPodSecretNames`
 * (kubernetes pkg/api/v1/pod/util.go), which the node authorizer's graph is built from: volumes count mounted or not.
 */
export function referencesOf(view: PodSpecView, strings: StringPool): References {
  const to: Collector = { secrets: [], configMaps: [], claims: [], tokens: [], strings, mounted: mountedVolumes(view) };
  for (const { value, pointer } of view.imagePullSecrets)
    addSecret(to, value.name, { way: 'imagePullSecret', visible: false, pointer });
  for (const container of view.containers) addEnvironment(to, container);
  for (const volume of view.volumes) addVolume(to, volume, view.podName);
  return { secrets: to.secrets, configMaps: to.configMaps, claims: to.claims, tokens: to.tokens };
}
