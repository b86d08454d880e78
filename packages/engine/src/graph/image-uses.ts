// Which workloads run or mount an image that holds a credential, by the references in their pod specs.
import type { FoundImage } from '../facts/credential.ts';
import type { ImageId } from '../facts/image-reference.ts';
import { readImageId, readImageReference, taggedName } from '../facts/image-reference.ts';
import type { StringMap } from '../facts/object.ts';
import { oncePer } from '../facts/once-per.ts';
import { pushTo } from '../facts/push-to.ts';
import type { Container, PodSpec, WorkloadFact } from '../facts/workload.ts';
import { isLive } from './credentials.ts';
import type { CredentialAsset, CredentialHolder } from './credentials.ts';
import type { Workload } from './workloads.ts';
import type { World } from './world.ts';

/** How a reference names the image: a digest is the image itself, an index is it on some platform, a tag may have been moved. */
export type NamedBy = 'digest' | 'index' | 'tag';

/** One asset of an image, with a finding for each way in which it shows what it holds. */
interface ImageAsset {
  readonly asset: CredentialAsset;
  readonly ids: readonly string[];
  readonly shown: Map<FoundImage['shows'], CredentialHolder>;
}

/** One reference of a pod spec to an image that holds a credential. */
export interface ImageUse {
  readonly asset: CredentialAsset;
  /** The first finding of each way in which it is shown. */
  readonly shown: ReadonlyMap<FoundImage['shows'], CredentialHolder>;
  readonly by: NamedBy;
  /** What the runtime calls what the container runs, where that names the image: it outweighs the reference. */
  readonly imageId?: string;
  /** Digests of the image's configuration, as far as they are known. */
  readonly ids: readonly string[];
  /** As written. */
  readonly reference: string;
  /** Relative to the pod spec. */
  readonly pointer: string;
  /** That runs the image, or mounts it. */
  readonly container: Container;
  /** The image is a volume: its files are shown, and nothing of its configuration. */
  readonly isVolume: boolean;
}

/** A workload with a use of an asset. */
export interface ImageUser {
  readonly workload: Workload;
  /** Place among the workloads of the world. */
  readonly index: number;
  readonly member: WorkloadFact;
  readonly use: ImageUse;
}

const NONE: readonly ImageUse[] = [];

export class ImageUses {
  readonly #world: World;
  /** Assets by what names them. */
  readonly #named: Readonly<Record<NamedBy, Map<string, ImageAsset[]>>> = {
    digest: new Map(),
    index: new Map(),
    tag: new Map(),
  };
  /** By the digests of configurations. */
  readonly #configured = new Map<string, ImageAsset[]>();
  readonly #bySpec = new Map<PodSpec, readonly ImageUse[]>();
  #users: ReadonlyMap<CredentialAsset, readonly ImageUser[]> | undefined;

  constructor(world: World) {
    this.#world = world;
    for (const asset of world.credentials.images) this.#index(asset);
  }

  /** Of the containers and volumes of a pod. */
  of(member: WorkloadFact): readonly ImageUse[] {
    const spec = this.#world.facts.podSpecs[member.spec];
    if (spec === undefined || this.#world.credentials.images.length === 0) return NONE;
    let uses = this.#bySpec.get(spec);
    if (uses === undefined) this.#bySpec.set(spec, (uses = this.#find(spec)));
    const { imageIds } = member;
    return imageIds === undefined ? uses : this.#identified(spec, uses, imageIds);
  }

  /** What a container runs by its status, in place of what its reference leaves open. */
  #identified({ containers }: PodSpec, uses: readonly ImageUse[], imageIds: StringMap): ImageUse[] {
    const known = new Map<Container, readonly ImageUse[]>();
    const others = new Set<ImageUse>();
    for (const container of containers) {
      const imageId = imageIds.get(container.name) ?? '';
      const id = readImageId(imageId);
      if (id === undefined) continue;
      const named = this.#running(id).map((match): ImageUse => {
        const use = { ...match, imageId, reference: container.image, container, isVolume: false };
        return { ...use, pointer: `${container.pointer}/image` };
      });
      known.set(container, named);
      const assets = new Set(named.map(({ asset }) => asset));
      for (const use of uses)
        if (use.container === container && !use.isVolume && (assets.has(use.asset) || isAnother(use, id)))
          others.add(use);
    }
    return [...[...known.values()].flat(), ...uses.filter((use) => !others.has(use))];
  }

  #running({ digest, isConfig }: ImageId): Pick<ImageUse, 'asset' | 'shown' | 'by' | 'ids'>[] {
    const as = (by: NamedBy, entries: readonly ImageAsset[] = []): Pick<ImageUse, 'asset' | 'shown' | 'by' | 'ids'>[] =>
      entries.map(({ asset, shown, ids }) => ({ asset, shown, by, ids }));
    if (isConfig) return as('digest', this.#configured.get(digest));
    return [...as('digest', this.#named.digest.get(digest)), ...as('index', this.#named.index.get(digest))];
  }

  /** Everyone who uses the asset, in the order of the workloads; of an old revision none. */
  users(asset: CredentialAsset): readonly ImageUser[] {
    this.#users ??= this.#findUsers();
    return this.#users.get(asset) ?? [];
  }

  #index(asset: CredentialAsset): void {
    const known = new Map<string, ImageAsset>();
    for (const holder of asset.holders) {
      const { image } = holder;
      if (image === undefined) continue;
      const { references, digests, indexes, ids = [], shows } = image;
      const names = JSON.stringify([references, digests, indexes, ids]);
      const entry = known.get(names) ?? { asset, ids, shown: new Map() };
      if (!known.has(names)) {
        known.set(names, entry);
        for (const name of references) pushTo(this.#named.tag, name, entry);
        for (const name of digests) pushTo(this.#named.digest, name, entry);
        for (const name of indexes) pushTo(this.#named.index, name, entry);
        for (const id of ids) pushTo(this.#configured, id, entry);
      }
      if (!entry.shown.has(shows)) entry.shown.set(shows, holder);
    }
  }

  #find({ containers, volumes }: PodSpec): ImageUse[] {
    const run = containers.flatMap((container) =>
      this.#matching(container.image).map((match) => ({
        ...match,
        pointer: `${container.pointer}/image`,
        container,
        isVolume: false,
      })),
    );
    const mounted = volumes.flatMap(({ name, image = '', pointer }) =>
      containers
        .filter(({ mounts }) => mounts.some(({ volume }) => volume === name))
        .flatMap((container) =>
          this.#matching(image).map((match) => ({
            ...match,
            pointer: `${pointer}/image/reference`,
            container,
            isVolume: true,
          })),
        ),
    );
    return [...run, ...mounted];
  }

  /** Beside a digest, a tag says nothing. */
  #matching(reference: string): Pick<ImageUse, 'asset' | 'shown' | 'by' | 'ids' | 'reference'>[] {
    const read = reference === '' ? undefined : readImageReference(reference);
    if (read === undefined) return [];
    const ways: readonly NamedBy[] = read.digest === undefined ? ['tag'] : ['digest', 'index'];
    return ways.flatMap((by) =>
      (this.#named[by].get(read.digest ?? taggedName(read) ?? '') ?? []).map(({ asset, shown, ids }) => ({
        asset,
        shown,
        by,
        ids,
        reference,
      })),
    );
  }

  #findUsers(): Map<CredentialAsset, ImageUser[]> {
    const users = new Map<CredentialAsset, ImageUser[]>();
    if (this.#world.credentials.images.length === 0) return users;
    this.#world.workloads.forEach((workload, index) => {
      for (const member of workload.members)
        if (isLive(workload, member))
          for (const use of this.of(member)) pushTo(users, use.asset, { workload, index, member, use });
    });
    return users;
  }
}

/** A configuration is of one image: another one's is another image, whatever the tag. */
function isAnother({ ids }: ImageUse, { digest, isConfig }: ImageId): boolean {
  return isConfig && ids.length > 0 && !ids.includes(digest);
}

/** Those of a world, found once. */
export const imageUsesOf = oncePer((world: World) => new ImageUses(world));
