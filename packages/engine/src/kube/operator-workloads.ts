// Operators whose objects name Secrets and accounts for the pods they make, in fields that are no pod spec.
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { containersOf, partsOf } from './pod-spec-view.ts';
import type { ContainerPart, Part, PodSpecView } from './pod-spec-view.ts';

export interface OperatorPod {
  readonly view: PodSpecView;
  readonly pointer: string;
}

/** A volume made up of what one list item names. */
function volumeFrom(value: JsonObject, pointer: string): Part {
  return { value, pointer, whole: true };
}

function mountsOf(volumes: readonly Part[]): readonly JsonObject[] {
  return volumes.map(({ value }) => ({ name: value.name, mountPath: '' }));
}

/** The operator's own container: it has an image or not, and mounts what the object names for it. */
function mainContainer(name: string, value: JsonObject): ContainerPart {
  return { type: 'regular', pointer: '', whole: true, value: { name, ...value } };
}

function viewOf(
  spec: JsonObject,
  parts: Pick<PodSpecView, 'containers' | 'volumes' | 'imagePullSecrets'>,
): PodSpecView {
  return { spec, ...parts, podName: '', strict: false };
}

/** Names listed under a field, each mounted as a volume: `secrets` and `configMaps` of a Prometheus. */
function namedVolumes(spec: JsonObject, field: 'secrets' | 'configMaps'): readonly Part[] {
  return listOf(spec[field]).flatMap((name, index) => {
    if (typeof name !== 'string') return [];
    const source = field === 'secrets' ? { secret: { secretName: name } } : { configMap: { name } };
    return [volumeFrom({ name: `${field}-${name}`, ...source }, `/${field}/${index}`)];
  });
}

/** Prometheus operator: `secrets` and `configMaps` are mounted into the main container (api-reference, PrometheusSpec). */
function monitoringPods(object: JsonObject): readonly OperatorPod[] {
  const spec = objectOf(object.spec);
  const named = [...namedVolumes(spec, 'secrets'), ...namedVolumes(spec, 'configMaps')];
  const mounts = [...mountsOf(named), ...listOf(spec.volumeMounts)];
  const main = mainContainer('main', { image: textOf(spec.image), volumeMounts: mounts });
  const view = viewOf(spec, {
    containers: [
      ...containersOf(spec.initContainers, '/initContainers', 'init'),
      main,
      ...containersOf(spec.containers, '/containers', 'regular'),
    ],
    volumes: [...named, ...partsOf(spec.volumes, '/volumes')],
    imagePullSecrets: partsOf(spec.imagePullSecrets, '/imagePullSecrets'),
  });
  return [{ view, pointer: '/spec' }];
}

/** `envSecretKeyRefs: { VARIABLE: { name, key } }`, the Spark operator's older form of `env`. */
function sparkEnvironment(role: JsonObject): readonly JsonObject[] {
  const references = Object.entries(objectOf(role.envSecretKeyRefs)).filter(([, reference]) => isObject(reference));
  return references.map(([name, secretKeyRef]) => ({ name, valueFrom: { secretKeyRef } }));
}

/** One role of a Spark application; its pointers start at the role, where its Secrets and account stand. */
function sparkPod(spec: JsonObject, base: string, role: 'driver' | 'executor'): readonly OperatorPod[] {
  const settings = spec[role];
  if (!isObject(settings)) return [];
  const secrets = partsOf(settings.secrets, `/${role}/secrets`).map(({ value, pointer }) =>
    volumeFrom({ name: `secret-${textOf(value.name)}`, secret: { secretName: value.name } }, pointer),
  );
  const container: ContainerPart = {
    type: 'regular',
    pointer: `/${role}`,
    value: {
      ...settings,
      name: role,
      image: textOf(settings.image) || textOf(spec.image),
      volumeMounts: [...listOf(settings.volumeMounts), ...mountsOf(secrets)],
    },
  };
  const older: ContainerPart = {
    type: 'regular',
    pointer: `/${role}/envSecretKeyRefs`,
    whole: true,
    value: { name: role, env: sparkEnvironment(settings) },
  };
  const pulls = listOf(spec.imagePullSecrets).flatMap((name, index) =>
    typeof name === 'string' ? [volumeFrom({ name }, `/imagePullSecrets/${index}`)] : [],
  );
  const view = viewOf(settings, {
    containers: [
      container,
      ...(sparkEnvironment(settings).length > 0 ? [older] : []),
      ...containersOf(settings.sidecars, `/${role}/sidecars`, 'regular'),
    ],
    volumes: [...secrets, ...partsOf(spec.volumes, '/volumes')],
    imagePullSecrets: pulls,
  });
  return [{ view, pointer: base }];
}

function sparkPods(path: readonly string[]): (object: JsonObject) => readonly OperatorPod[] {
  return (object) => {
    let spec: unknown = object;
    for (const field of path) spec = objectOf(spec)[field];
    const base = `/${path.join('/')}`;
    return [...sparkPod(objectOf(spec), base, 'driver'), ...sparkPod(objectOf(spec), base, 'executor')];
  };
}

/** Where a KubeVirt volume names a Secret that the guest sees. */
function guestSecrets({ value, pointer }: Part): readonly Part[] {
  const found: Part[] = [];
  const add = (secretName: unknown, at: string): void => {
    if (typeof secretName === 'string')
      found.push(volumeFrom({ name: `guest${pointer}${at}`, secret: { secretName } }, `${pointer}${at}`));
  };
  add(objectOf(value.secret).secretName, '/secret');
  for (const source of ['cloudInitNoCloud', 'cloudInitConfigDrive']) {
    const data = objectOf(value[source]);
    add(objectOf(data.secretRef).name, `/${source}/secretRef`);
    add(objectOf(data.networkDataSecretRef).name, `/${source}/networkDataSecretRef`);
  }
  add(objectOf(objectOf(objectOf(value.sysprep).secret)).name, '/sysprep/secret');
  for (const credential of ['sshPublicKey', 'userPassword']) {
    const secret = objectOf(objectOf(objectOf(value[credential]).source).secret);
    add(secret.secretName, `/${credential}/source/secret`);
  }
  return found;
}

function guestClaims({ value, pointer }: Part): readonly Part[] {
  const direct = textOf(objectOf(value.persistentVolumeClaim).claimName);
  const data = textOf(objectOf(value.dataVolume).name);
  const configMap = textOf(objectOf(value.configMap).name);
  const found: Part[] = [];
  if (direct !== '')
    found.push(
      volumeFrom(
        { name: `guest${pointer}`, persistentVolumeClaim: { claimName: direct } },
        `${pointer}/persistentVolumeClaim`,
      ),
    );
  if (data !== '')
    found.push(
      volumeFrom({ name: `guest${pointer}`, persistentVolumeClaim: { claimName: data } }, `${pointer}/dataVolume`),
    );
  if (configMap !== '')
    found.push(volumeFrom({ name: `guest${pointer}`, configMap: { name: configMap } }, `${pointer}/configMap`));
  return found;
}

/**
 * KubeVirt: the launcher pod has no token unless a `serviceAccount` volume shows one to the guest; Secrets, ConfigMaps and
 * claims are disks of the guest. A DataVolume's claim has its name.
 */
function guestPod(spec: JsonObject, pointer: string): readonly OperatorPod[] {
  const disks = partsOf(spec.volumes, '/volumes');
  const volumes = [...disks, ...partsOf(spec.accessCredentials, '/accessCredentials')].flatMap((part) => [
    ...guestSecrets(part),
    ...guestClaims(part),
  ]);
  const account =
    disks.map(({ value }) => textOf(objectOf(value.serviceAccount).serviceAccountName)).find((name) => name !== '') ??
    '';
  const own = { serviceAccountName: account, automountServiceAccountToken: account !== '' };
  const view = viewOf(own, {
    containers: [mainContainer('compute', { volumeMounts: mountsOf(volumes) })],
    volumes,
    imagePullSecrets: [],
  });
  return [{ view, pointer }];
}

/** Flink: without containers in `podTemplate` the operator makes the main container itself. */
function flinkPods(object: JsonObject): readonly OperatorPod[] {
  const spec = objectOf(object.spec);
  const template = objectOf(objectOf(spec.podTemplate).spec);
  if (listOf(template.containers).length > 0) return [];
  const main = mainContainer('flink-main-container', { image: textOf(spec.image) });
  const view = viewOf(
    { ...template, serviceAccountName: textOf(spec.serviceAccount) },
    {
      containers: [main],
      volumes: partsOf(template.volumes, '/podTemplate/spec/volumes'),
      imagePullSecrets: partsOf(template.imagePullSecrets, '/podTemplate/spec/imagePullSecrets'),
    },
  );
  return [{ view, pointer: '/spec' }];
}

type OperatorReader = (object: JsonObject) => readonly OperatorPod[];

const guestTemplate: OperatorReader = (object) =>
  guestPod(objectOf(objectOf(objectOf(object.spec).template).spec), '/spec/template/spec');

const READERS: ReadonlyMap<string, OperatorReader> = new Map([
  ['monitoring.coreos.com/Prometheus', monitoringPods],
  ['monitoring.coreos.com/PrometheusAgent', monitoringPods],
  ['monitoring.coreos.com/Alertmanager', monitoringPods],
  ['monitoring.coreos.com/ThanosRuler', monitoringPods],
  ['sparkoperator.k8s.io/SparkApplication', sparkPods(['spec'])],
  ['sparkoperator.k8s.io/ScheduledSparkApplication', sparkPods(['spec', 'template'])],
  ['kubevirt.io/VirtualMachine', guestTemplate],
  ['kubevirt.io/VirtualMachineInstance', (object) => guestPod(objectOf(object.spec), '/spec')],
  ['kubevirt.io/VirtualMachineInstanceReplicaSet', guestTemplate],
  ['flink.apache.org/FlinkDeployment', flinkPods],
]);

/** The pods that an operator makes of such an object; undefined for a kind whose pod specs are found by their shape. */
export function operatorPods(group: string, kind: string, object: JsonObject): readonly OperatorPod[] | undefined {
  const pods = READERS.get(`${group}/${kind}`)?.(object);
  return pods === undefined || pods.length === 0 ? undefined : pods;
}
