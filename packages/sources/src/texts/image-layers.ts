// Layers of container images: which images hold a file, and whether a later layer of theirs takes it away.
import { posix } from 'node:path';
import type { ImageOfFinding } from '@watertight/engine';
import { ImageTable } from './image-identity.ts';
import type { ReadImage } from './image-identity.ts';
import { readImageText } from './image-manifest.ts';
import type { ImageIndex, ImageManifest } from './image-manifest.ts';

/** A whiteout hides what is called as it is behind this prefix. https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts */
const WHITEOUT = '.wh.';
/** Hides everything that earlier layers have in its folder. */
const OPAQUE = '.wh..wh..opq';
/** An archive that may be a layer: inside another one, or a blob of a layout. */
const MAY_BE_LAYER = /!\/|(?:^|\/)blobs\/[a-z0-9]+\/[0-9a-f]+$/s;
/** What a container is given of its image's configuration: its environment, and what it runs. */
const SHOWN_CONFIG = /^\/config\/(?:Env|Cmd|Entrypoint)(?:\/|$)/;
/** Images that are named of one file: a base layer may be in all of a registry's. */
export const IMAGES_MAX = 16;

/** What one layer hides of those below it. */
class LayerPaths {
  /** Files and folders that it takes away, with all that is in them. */
  readonly gone = new Set<string>();
  /** Folders of which all is hidden that earlier layers have in them. */
  readonly folders = new Set<string>();
  /** Files, links and devices that it has itself, in place of earlier ones: of a folder called so, all is hidden. */
  readonly files = new Set<string>();

  deletes(path: string): boolean {
    for (let at = path; at !== ''; at = cleaned(posix.dirname(at)))
      if (this.gone.has(at) || (at !== path && (this.folders.has(at) || this.files.has(at)))) return true;
    return this.folders.has('');
  }
}

/** Files that a manifest may name. */
const MAY_BE_NAMED = /(?:^|\/)blobs\/[a-z0-9]+\/[0-9a-f]+$|\.(?:tar|json)(?:\.\w{1,8})?$/s;

export class ImageLayers {
  readonly #paths = new Map<string, LayerPaths>();
  /** Of files that manifests may name, those that were met. */
  readonly #met = new Set<string>();
  readonly #manifests: ImageManifest[] = [];
  readonly #indexes: ImageIndex[] = [];
  #table: ImageTable | undefined;

  /** `archive` and the entry's path in it, as shown. */
  addEntry(archive: string, path: string): void {
    this.addFile(`${archive}!/${path}`);
    const name = posix.basename(path);
    const isWhiteout = name.startsWith(WHITEOUT);
    if (!isWhiteout && !MAY_BE_LAYER.test(archive)) return;
    const paths = this.#paths.get(archive) ?? new LayerPaths();
    this.#paths.set(archive, paths);
    const folder = cleaned(posix.dirname(path));
    if (!isWhiteout) paths.files.add(cleaned(path));
    else if (name === OPAQUE) paths.folders.add(folder);
    else paths.gone.add(inside(folder, name.slice(WHITEOUT.length)));
  }

  /** Any file, as shown, a link as well. */
  addFile(file: string): void {
    if (MAY_BE_NAMED.test(file)) this.#met.add(file);
  }

  /** Manifests whose layers were not all met, as shown, with how many. */
  incomplete(): { readonly file: string; readonly missing: number; readonly of: number }[] {
    return this.#manifests.flatMap(({ file, layers }) => {
      const missing = layers.filter((layer) => MAY_BE_NAMED.test(layer) && !this.#met.has(layer)).length;
      return missing === 0 ? [] : [{ file, missing, of: layers.length }];
    });
  }

  /** A text that may describe images. */
  addText(file: string, text: string): void {
    const { manifests, indexes } = readImageText(file, text);
    this.#manifests.push(...manifests);
    this.#indexes.push(...indexes);
    this.#table = undefined;
  }

  /** True for a file inside of a layer, as shown, that a later layer of every image with it takes away. */
  isDeleted(file: string): boolean {
    const held = this.#all()
      .holding(file)
      .map(({ image, layer }) => heldBy(image, layer, file));
    return held.length > 0 && held.every(({ above, path }) => above.some((layer) => this.#deletes(layer, path)));
  }

  /** The images in which a finding stands, at its place in the file; none that goes by neither a name nor a digest. */
  imagesOf(file: string, place: string): ImageOfFinding[] {
    const described = this.#all().describedBy(file).filter(isNamed).slice(0, IMAGES_MAX);
    if (described.length > 0) return described.map((image) => inDescription(image, file, place));
    const holding = this.#all()
      .holding(file)
      .filter(({ image }) => isNamed(image));
    return holding.slice(0, IMAGES_MAX).map(({ image, layer }) => {
      const held = heldBy(image, layer, file);
      const hidden = held.above.some((above) => this.#hides(above, held.path));
      return { ...namesOf(image), place: placeIn(held, place), ...(hidden && { hidden }) };
    });
  }

  #all(): ImageTable {
    this.#table ??= new ImageTable(this.#manifests, this.#indexes);
    return this.#table;
  }

  #deletes(layer: string, path: string): boolean {
    return this.#paths.get(layer)?.deletes(path) === true;
  }

  #hides(layer: string, path: string): boolean {
    return this.#deletes(layer, path) || this.#paths.get(layer)?.files.has(path) === true;
  }
}

const isNamed = ({ references, digests }: ReadImage): boolean => references.length > 0 || digests.length > 0;

function namesOf({
  references,
  digests,
  indexes,
  ids,
}: ReadImage): Pick<ImageOfFinding, 'references' | 'digests' | 'indexes' | 'ids'> {
  return { references, digests, ...(indexes.length > 0 && { indexes }), ...(ids.length > 0 && { ids }) };
}

/** Of the configuration a container is given a part; the rest has only who has the image. */
function inDescription(image: ReadImage, file: string, place: string): ImageOfFinding {
  const what = image.descriptions.get(file) ?? 'manifest';
  const isShown = what === 'config' && SHOWN_CONFIG.test(place);
  const within = what === 'config' ? place.slice(1) : `${what}${place}`;
  return { ...namesOf(image), place: within || what, ...(!isShown && { hidden: true }) };
}

/** A file in a layer of an image. */
interface Held {
  /** Layers above it. */
  readonly above: readonly string[];
  /** In the image. */
  readonly path: string;
  /** What is inside the file, where that is an archive; it goes with it. */
  readonly rest: string;
}

function heldBy({ layers }: ReadImage, layer: string, file: string): Held {
  const inLayer = file.slice(layer.length + '!/'.length);
  const end = inLayer.indexOf('!/');
  const written = end < 0 ? inLayer : inLayer.slice(0, end);
  const rest = inLayer.slice(written.length);
  return { above: layers.slice(layers.lastIndexOf(layer) + 1), path: cleaned(written), rest };
}

function placeIn({ path, rest }: Held, place: string): string {
  return `/${path}${rest}${place === '' ? '' : `!${place}`}`;
}

function cleaned(path: string): string {
  const normal = posix.normalize(path).replace(/^\/+/, '');
  return normal === '.' ? '' : normal;
}

const inside = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
