// Random pods and PersistentVolumes: what the Node authorizer's graph is made of, and what it must overlook.
import type { Random } from '../../../bench/random.ts';
import type { RawOther } from './objects.ts';
import { ACCOUNTS, NODES } from './words.ts';

/** An object that a pod or volume names, rightly or in vain; requests of nodes aim at these. */
export interface Reference {
  readonly resource: string;
  readonly namespace: string;
  readonly name: string;
  /** The node of the pod that names it; empty for a pod that is not bound. */
  readonly node: string;
}

export interface Placed {
  readonly objects: readonly RawOther[];
  readonly references: readonly Reference[];
}

const CLAIMS = ['c1', 'c1', 'c2', 'c3'];
/** Volumes whose Secret only the kubelet or a driver uses. */
const DRIVERS = ['cephfs', 'cinder', 'flexVolume', 'rbd', 'scaleIO', 'iscsi', 'storageos'];
/** Where a CSI volume names Secrets; the kubelet is not shown the controller's. */
const CSI_SECRETS = [
  'nodePublishSecretRef',
  'nodeStageSecretRef',
  'nodeExpandSecretRef',
  'controllerPublishSecretRef',
  'controllerExpandSecretRef',
];

function secretName(random: Random): string {
  return `k${random.below(40)}`;
}

/** Collects one pod's parts and remembers what they name. */
class PodMaker {
  readonly references: Reference[] = [];
  readonly #random: Random;
  readonly #place: { readonly namespace: string; readonly node: string };

  constructor(random: Random, place: { readonly namespace: string; readonly node: string }) {
    this.#random = random;
    this.#place = place;
  }

  refer(resource: string, name: string): string {
    this.references.push({ resource, name, ...this.#place });
    return name;
  }

  secret(): string {
    return this.refer('secrets', secretName(this.#random));
  }

  configMap(): string {
    return this.refer('configmaps', secretName(this.#random));
  }

  #optional(): { optional?: boolean } {
    return this.#random.below(3) > 0 ? { optional: true } : {};
  }

  container(name: string): object {
    const env = (from: object) => ({ name, env: [{ name: 'E', valueFrom: from }] });
    switch (this.#random.below(4)) {
      case 0:
        return env({ secretKeyRef: { name: this.secret(), key: 'k', ...this.#optional() } });
      case 1:
        return { name, envFrom: [{ secretRef: { name: this.secret(), ...this.#optional() } }] };
      case 2:
        return env({ configMapKeyRef: { name: this.configMap(), key: 'k' } });
      default:
        return { name, envFrom: [{ configMapRef: { name: this.configMap(), ...this.#optional() } }] };
    }
  }

  volume(podName: string, name: string): object {
    switch (this.#random.below(8)) {
      case 0:
        return { name, secret: { secretName: this.secret(), ...this.#optional() } };
      case 1:
        return {
          name,
          projected: {
            sources: [
              { secret: { name: this.secret(), ...this.#optional() } },
              { configMap: { name: this.configMap() } },
            ],
          },
        };
      case 2:
        return { name, configMap: { name: this.configMap() } };
      case 3:
        return { name, azureFile: { secretName: this.secret(), shareName: 'x' } };
      case 4:
        return { name, csi: { driver: 'd', nodePublishSecretRef: { name: this.secret() } } };
      case 5:
        this.refer('persistentvolumeclaims', `${podName}-${name}`);
        return { name, ephemeral: { volumeClaimTemplate: { spec: {} } } };
      case 6:
        return { name, [this.#random.pick(DRIVERS)]: { secretRef: { name: this.secret() } } };
      default:
        return {
          name,
          persistentVolumeClaim: { claimName: this.refer('persistentvolumeclaims', this.#random.pick(CLAIMS)) },
        };
    }
  }
}

function pod(random: Random, index: number, isPlaced: boolean): Placed {
  const namespace = random.pick(['a', 'a', 'b']);
  const name = `p${index}`;
  const node = isPlaced || random.below(5) > 0 ? random.pick(NODES) : '';
  const maker = new PodMaker(random, { namespace, node });
  const isMirror = random.below(5) === 0;
  const spec = {
    ...(node === '' ? {} : { nodeName: node }),
    ...(isMirror ? {} : { serviceAccountName: maker.refer('serviceaccounts', random.pick(ACCOUNTS)) }),
    containers: [maker.container('main')],
    ...(random.below(3) === 0 ? { initContainers: [maker.container('init')] } : {}),
    ...(random.below(2) === 0 ? { ephemeralContainers: [maker.container('debug')] } : {}),
    ...(random.below(3) === 0 ? { imagePullSecrets: [{ name: maker.secret() }] } : {}),
    volumes: [maker.volume(name, 'v0'), maker.volume(name, 'v1')],
  };
  const phase = node === '' ? 'Pending' : random.pick(['Running', 'Running', 'Succeeded', 'Failed']);
  maker.refer('pods', name);
  const annotations = isMirror ? { annotations: { 'kubernetes.io/config.mirror': 'x' } } : {};
  const made = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, ...annotations },
    spec,
    status: { phase },
  };
  return { objects: [made], references: maker.references };
}

function volumeSource(random: Random, claim: Omit<Reference, 'resource'>): { source: object; secrets: Reference[] } {
  const claimNamespace = claim.namespace;
  const namespace = random.pick(['a', 'b', 'vault', 'vault']);
  const name = secretName(random);
  const named = (within: string) => [{ resource: 'secrets', namespace: within, name, node: claim.node }];
  switch (random.below(5)) {
    case 0: {
      const source = {
        azureFile: {
          secretName: name,
          shareName: 'x',
          ...(namespace === 'vault' ? { secretNamespace: namespace } : {}),
        },
      };
      return { source, secrets: named(namespace === 'vault' ? namespace : claimNamespace) };
    }
    case 1: {
      const isOwn = random.below(2) === 0;
      const source = { [random.pick(DRIVERS)]: { secretRef: isOwn ? { name } : { name, namespace } } };
      return { source, secrets: named(isOwn ? claimNamespace : namespace) };
    }
    default:
      return {
        source: { csi: { driver: 'd', volumeHandle: 'h', [random.pick(CSI_SECRETS)]: { name, namespace } } },
        secrets: named(namespace),
      };
  }
}

function volume(random: Random, index: number, claims: readonly Reference[]): Placed {
  const generic = { namespace: random.pick(['a', 'b']), name: random.pick(CLAIMS), node: '' };
  const claim =
    random.below(6) === 0
      ? undefined
      : random.below(4) === 0
        ? generic
        : (claims[random.below(claims.length)] ?? generic);
  const { source, secrets } = volumeSource(random, claim ?? generic);
  const claimRef = claim === undefined ? {} : { claimRef: { namespace: claim.namespace, name: claim.name } };
  const name = `pv${index}`;
  return {
    objects: [{ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name }, spec: { ...source, ...claimRef } }],
    references: [
      { resource: 'persistentvolumes', namespace: '', name, node: claim?.node ?? '' },
      ...secrets,
      ...secrets,
    ],
  };
}

/** Pods, at least one of them on a node, and at least one volume, so that nothing a verdict needs is missing. */
export function placed(random: Random): Placed {
  const pods = Array.from({ length: 2 + random.below(4) }, (_, index) => pod(random, index, index === 0));
  const claims = pods
    .flatMap(({ references }) => references)
    .filter(({ resource }) => resource === 'persistentvolumeclaims');
  const volumes = Array.from({ length: 1 + random.below(4) }, (_, index) => volume(random, index, claims));
  const parts = [...pods, ...volumes];
  return {
    objects: parts.flatMap(({ objects }) => objects),
    references: parts.flatMap(({ references }) => references),
  };
}
