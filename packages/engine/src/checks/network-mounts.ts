// NFS and SMB mounts wherever they stand: PersistentVolumes, StorageClasses and pods, with their mount options.
import type { Facts } from '../facts/facts.ts';
import type { ObjectFact, StringMap } from '../facts/object.ts';
import type { PodSpec } from '../facts/workload.ts';
import { podSpecOf, workloadRoots } from './workload-roots.ts';

export interface NetworkMount {
  readonly object: ObjectFact;
  readonly pointer: string;
  /** What is mounted, for a message. */
  readonly what: string;
  /** Options as words, split at commas. */
  readonly options: readonly string[];
  readonly attributes: StringMap;
  /** Where the list of options stands; absent where Kubernetes lets the author give none. */
  readonly optionsPointer?: string;
}

type Protocol = 'nfs' | 'smb';

const DRIVERS: Readonly<Record<Protocol, readonly string[]>> = {
  nfs: ['nfs.csi.k8s.io', 'efs.csi.aws.com'],
  smb: ['smb.csi.k8s.io', 'fstab/cifs', 'microsoft.com/smb', 'juliohm/cifs'],
};

const words = (options: readonly string[]): string[] =>
  options.flatMap((option) => option.split(',')).map((option) => option.trim());
const NONE: StringMap = new Map();

function* fromVolumes({ persistentVolumes }: Facts, protocol: Protocol): Generator<NetworkMount> {
  for (const object of persistentVolumes) {
    const inTree = protocol === 'nfs' && object.type === 'nfs';
    if (!inTree && !DRIVERS[protocol].includes(object.driver)) continue;
    const server = object.nfs === undefined ? `through ${object.driver}` : `${object.nfs.server}:${object.nfs.path}`;
    const attributeOptions = object.attributes.get('mountOptions');
    yield {
      object,
      pointer: `/spec/${object.type}`,
      what: `PersistentVolume ${object.name} mounts ${server}`,
      options: words([...object.mountOptions, ...(attributeOptions === undefined ? [] : [attributeOptions])]),
      attributes: object.attributes,
      optionsPointer: '/spec/mountOptions',
    };
  }
}

function* fromClasses({ storageClasses }: Facts, protocol: Protocol): Generator<NetworkMount> {
  for (const object of storageClasses) {
    if (!DRIVERS[protocol].includes(object.provisioner)) continue;
    yield {
      object,
      pointer: object.mountOptions.length === 0 ? '/provisioner' : '/mountOptions',
      what: `StorageClass ${object.name} mounts through ${object.provisioner}`,
      options: words(object.mountOptions),
      attributes: object.parameters,
      optionsPointer: '/mountOptions',
    };
  }
}

function* fromSpec(
  object: ObjectFact,
  base: string,
  { volumes }: PodSpec,
  protocol: Protocol,
): Generator<NetworkMount> {
  for (const { type, pointer, nfs, driver = '', attributes = NONE, name } of volumes) {
    if (!(protocol === 'nfs' && type === 'nfs') && !DRIVERS[protocol].includes(driver)) continue;
    const from = nfs === undefined ? `through ${driver}` : `${nfs.server}:${nfs.path}`;
    yield {
      object,
      pointer: `${base}${pointer}/${type}`,
      what: `volume ${name} of the pod mounts ${from}`,
      options: words([attributes.get('mountOptions') ?? '']),
      attributes,
    };
  }
}

function* fromPods(facts: Facts, protocol: Protocol): Generator<NetworkMount> {
  for (const { members } of workloadRoots(facts)) {
    for (const member of members) {
      const [first] = fromSpec(member, member.specPointer, podSpecOf(facts, member), protocol);
      if (first === undefined) continue;
      yield* fromSpec(member, member.specPointer, podSpecOf(facts, member), protocol);
      break;
    }
  }
}

/** PersistentVolumes, then StorageClasses, then pods. */
export function* networkMounts(facts: Facts, protocol: Protocol): Generator<NetworkMount> {
  yield* fromVolumes(facts, protocol);
  yield* fromClasses(facts, protocol);
  yield* fromPods(facts, protocol);
}
