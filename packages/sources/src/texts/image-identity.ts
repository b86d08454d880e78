// Joins what manifests and indexes say: one image for each configuration, with every name and digest that it goes by.
import { posix } from 'node:path';
import type { ImageIndex, ImageManifest } from './image-manifest.ts';
import { configDigest, rootOf } from './image-manifest.ts';

/** An image that was read. */
export interface ReadImage {
  /** Archives of its layers, as shown, the lowest first. */
  readonly layers: readonly string[];
  readonly references: readonly string[];
  /** Of its manifests. */
  readonly digests: readonly string[];
  /** Of its configuration. */
  readonly ids: readonly string[];
  /** Of indexes that list it among images of other platforms. */
  readonly indexes: readonly string[];
  /** Files about it, as shown, with what each is. */
  readonly descriptions: ReadonlyMap<string, 'config' | 'manifest' | 'layer'>;
}

/** Images by the files that are theirs. */
export class ImageTable {
  readonly #byLayer = new Map<string, ReadImage[]>();
  readonly #byDescription = new Map<string, ReadImage[]>();

  /** `docker save` writes an OCI layout and its own manifest about the same image. */
  constructor(manifests: readonly ImageManifest[], indexes: readonly ImageIndex[]) {
    const same = Map.groupBy(manifests, ({ layers, config }) => [config, ...layers].join('\0'));
    for (const group of same.values()) {
      const image = joined(group, indexes);
      for (const layer of new Set(image.layers)) add(this.#byLayer, layer, image);
      for (const file of image.descriptions.keys()) add(this.#byDescription, file, image);
    }
  }

  /** Images with a layer that holds the file, as shown, and that layer. */
  holding(file: string): { readonly image: ReadImage; readonly layer: string }[] {
    const found: { readonly image: ReadImage; readonly layer: string }[] = [];
    for (let at = file.indexOf('!/'); at >= 0; at = file.indexOf('!/', at + 1)) {
      const layer = file.slice(0, at);
      for (const image of this.#byLayer.get(layer) ?? []) found.push({ image, layer });
    }
    return found;
  }

  /** Images that the file is about. */
  describedBy(file: string): readonly ReadImage[] {
    return this.#byDescription.get(file) ?? [];
  }
}

function add(map: Map<string, ReadImage[]>, file: string, image: ReadImage): void {
  const images = map.get(file);
  if (images === undefined) map.set(file, [image]);
  else images.push(image);
}

function joined(group: readonly ImageManifest[], indexes: readonly ImageIndex[]): ReadImage {
  const references = new Set(group.flatMap((manifest) => manifest.references));
  const digests = new Set(group.flatMap(({ digest }) => digest ?? []));
  const lists = new Set<string>();
  for (const { digest, file } of group)
    if (digest !== undefined) collectNames({ digest, root: rootOf(file) }, indexes, { references, lists });
  const { layers = [] } = group[0] ?? {};
  return {
    layers,
    references: [...references],
    digests: [...digests],
    ids: [...new Set(group.flatMap(({ config }) => configDigest(config) ?? []))],
    indexes: [...lists],
    descriptions: descriptionsOf(group),
  };
}

interface Names {
  readonly references: Set<string>;
  readonly lists: Set<string>;
}

/** An index lists manifests, or indexes that do; a loop ends where it began. */
function collectNames(
  { digest, root }: { readonly digest: string; readonly root: string },
  indexes: readonly ImageIndex[],
  names: Names,
): void {
  for (const index of indexes) {
    if (index.root !== root) continue;
    for (const entry of index.entries) {
      if (entry.digest !== digest) continue;
      for (const reference of entry.references) names.references.add(reference);
      if (index.digest === undefined || names.lists.has(index.digest)) continue;
      names.lists.add(index.digest);
      collectNames({ digest: index.digest, root }, indexes, names);
    }
  }
}

/** An old `docker save` has beside each layer a description of what made it. */
function descriptionsOf(group: readonly ImageManifest[]): ReadImage['descriptions'] {
  const found = new Map<string, 'config' | 'manifest' | 'layer'>();
  for (const { layers, config, file } of group) {
    for (const layer of layers)
      if (posix.basename(layer) === 'layer.tar') found.set(`${posix.dirname(layer)}/json`, 'layer');
    found.set(file, 'manifest');
    if (config !== '') found.set(config, 'config');
  }
  return found;
}
