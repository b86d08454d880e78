// Layers of container images: which file of a layer a later one takes away, so that the image does not show it and still holds it.
import { posix } from 'node:path';

/** A whiteout hides what is called as it is behind this prefix. https://github.com/opencontainers/image-spec/blob/main/layer.md#whiteouts */
const WHITEOUT = '.wh.';
/** Hides everything that earlier layers have in its folder. */
const OPAQUE = '.wh..wh..opq';
/** Characters of a manifest that is looked at; an image of a thousand layers has fewer. */
const MANIFEST_CHARS_MAX = 1024 * 1024;
const BLOBS = /^(.*?)blobs\/[a-z0-9]+\/[0-9a-f]+$/s;

/** What one layer hides of those below it. */
interface Hidden {
  /** Files and folders, with all that is in them. */
  readonly paths: Set<string>;
  /** Folders of which all is hidden that earlier layers have in them. */
  readonly folders: Set<string>;
}

export class ImageLayers {
  readonly #hidden = new Map<string, Hidden>();
  /** Archives of layers as shown, the lowest first; one list for each image. */
  readonly #images: (readonly string[])[] = [];

  /** `archive` and the entry's path in it, as shown. */
  addEntry(archive: string, path: string): void {
    const name = posix.basename(path);
    if (!name.startsWith(WHITEOUT)) return;
    const folder = cleaned(posix.dirname(path));
    const hidden = this.#hidden.get(archive) ?? { paths: new Set(), folders: new Set() };
    this.#hidden.set(archive, hidden);
    if (name === OPAQUE) hidden.folders.add(folder);
    else hidden.paths.add(inside(folder, name.slice(WHITEOUT.length)));
  }

  /** A text that may be an image's manifest: of an OCI layout, or that of `docker save`. */
  addText(file: string, text: string): void {
    if (text.length > MANIFEST_CHARS_MAX || !/"[lL]ayers"/.test(text)) return;
    for (const layers of layersIn(file, text)) if (layers.length > 1) this.#images.push(layers);
  }

  /** True for a file inside of a layer, as shown, that a later layer of every image with it takes away. */
  isDeleted(file: string): boolean {
    const images = this.#images.flatMap((layers) => {
      const at = layers.findLastIndex((layer) => file.startsWith(`${layer}!/`));
      return at < 0 ? [] : [{ above: layers.slice(at + 1), path: pathIn(file, layers[at] as string) }];
    });
    return images.length > 0 && images.every(({ above, path }) => above.some((layer) => this.#hides(layer, path)));
  }

  #hides(layer: string, path: string): boolean {
    const hidden = this.#hidden.get(layer);
    if (hidden === undefined) return false;
    for (let at = path; at !== ''; at = cleaned(posix.dirname(at)))
      if (hidden.paths.has(at) || (at !== path && hidden.folders.has(at))) return true;
    return hidden.folders.has('');
  }
}

/** What is inside an archive inside the layer goes with it. */
function pathIn(file: string, layer: string): string {
  return cleaned(file.slice(layer.length + 2).split('!/', 1)[0] ?? '');
}

function cleaned(path: string): string {
  const normal = posix.normalize(path).replace(/^\/+/, '');
  return normal === '.' ? '' : normal;
}

const inside = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** Lists of layers as they would be shown; none where the text is no manifest. */
function layersIn(file: string, text: string): string[][] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  const layers = listOf(fieldOf(value, 'layers')).map((layer) => fieldOf(layer, 'digest'));
  const root = BLOBS.exec(file)?.[1];
  const oci = layers.flatMap((digest) =>
    typeof digest === 'string' && root !== undefined ? [`${root}blobs/${digest.replace(':', '/')}`] : [],
  );
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const saved = listOf(value).map((image) =>
    listOf(fieldOf(image, 'Layers')).flatMap((path) => (typeof path === 'string' ? [folder + path] : [])),
  );
  return [oci, ...saved];
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
