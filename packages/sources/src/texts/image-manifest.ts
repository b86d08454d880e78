// Reads what describes container images: manifests and indexes of an OCI layout, and the manifest of `docker save`.
import { isImageDigest, readImageReference, taggedName } from '@watertight/engine';
import { fieldsOf, listOf, textsOf } from '../cluster/kubeconfig/narrow.ts';

/** Characters of a manifest that is looked at; an image of a thousand layers has fewer. */
const MANIFEST_CHARS_MAX = 1024 * 1024;
const BLOB = /^(.*?)blobs\/([a-z0-9]+)\/([0-9a-f]+)$/s;
const CONTAINERD_NAME = 'io.containerd.image.name';
const OCI_NAME = 'org.opencontainers.image.ref.name';

/** One image; files as they are shown. */
export interface ImageManifest {
  /** The lowest first. */
  readonly layers: readonly string[];
  /** Its configuration; empty where none is named. */
  readonly config: string;
  /** The file that says so. */
  readonly file: string;
  /** `REPOSITORY:TAG`, as kubelets read them. */
  readonly references: readonly string[];
  /** Of the manifest itself; absent in an archive that has none, such as an old `docker save`. */
  readonly digest?: string;
}

/** One entry of an index. */
export interface IndexEntry {
  readonly digest: string;
  readonly references: readonly string[];
}

/** An index: its entries are manifests or indexes of the same layout. */
export interface ImageIndex {
  /** The folder of the layout, as shown. */
  readonly root: string;
  /** Of the index itself; absent for the `index.json` of a layout. */
  readonly digest?: string;
  readonly entries: readonly IndexEntry[];
}

export interface ImageTexts {
  readonly manifests: readonly ImageManifest[];
  readonly indexes: readonly ImageIndex[];
}

const NOTHING: ImageTexts = { manifests: [], indexes: [] };

/** Empty where the text is neither. https://github.com/opencontainers/image-spec/blob/main/image-layout.md */
export function readImageText(file: string, text: string): ImageTexts {
  if (text.length > MANIFEST_CHARS_MAX || !/"(?:[lL]ayers|manifests)"/.test(text)) return NOTHING;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return NOTHING;
  }
  if (Array.isArray(value)) return { manifests: value.flatMap((entry) => savedImage(file, entry)), indexes: [] };
  return { manifests: ociImage(file, value), indexes: ociIndex(file, value) };
}

/** The folder of the layout in which a blob lies, as shown. */
export function rootOf(file: string): string {
  return BLOB.exec(file)?.[1] ?? file.slice(0, file.lastIndexOf('/') + 1);
}

const blobFile = (root: string, digest: string): string => `${root}blobs/${digest.replace(':', '/')}`;

/** The digest by which a blob's file is called; nothing is hashed. */
function digestOf(file: string): { readonly digest?: string } {
  const [, , algorithm = '', hex = ''] = BLOB.exec(file) ?? [];
  const digest = `${algorithm}:${hex}`;
  return isImageDigest(digest) ? { digest } : {};
}

/** The digest of a configuration by its file: a blob's, or `HEX.json` of an old `docker save`. */
export function configDigest(file: string): string | undefined {
  const [, hex] = /(?:^|\/)([0-9a-f]{64})\.json$/.exec(file) ?? [];
  return hex === undefined ? digestOf(file).digest : `sha256:${hex}`;
}

function ociImage(file: string, value: unknown): ImageManifest[] {
  if (!BLOB.test(file)) return [];
  const root = rootOf(file);
  const layers = textsOf(listOf(fieldsOf(value)['layers']).map((layer) => fieldsOf(layer)['digest']));
  if (layers.length === 0) return [];
  const [config] = textsOf([fieldsOf(fieldsOf(value)['config'])['digest']]);
  return [
    {
      layers: layers.map((digest) => blobFile(root, digest)),
      config: config === undefined ? '' : blobFile(root, config),
      file,
      references: [],
      ...digestOf(file),
    },
  ];
}

function ociIndex(file: string, value: unknown): ImageIndex[] {
  const entries = listOf(fieldsOf(value)['manifests']).flatMap((entry): IndexEntry[] => {
    const digest = fieldsOf(entry)['digest'];
    if (typeof digest !== 'string' || !isImageDigest(digest)) return [];
    return [{ digest, references: namesIn(fieldsOf(entry)['annotations']) }];
  });
  return entries.length === 0 ? [] : [{ root: rootOf(file), entries, ...digestOf(file) }];
}

/** What tools write as `ref.name` is often a bare tag, which names no image. */
function namesIn(annotations: unknown): string[] {
  const name = fieldsOf(annotations)[OCI_NAME];
  const whole = typeof name === 'string' && /[/:]/.test(name) ? name : undefined;
  return tagged([fieldsOf(annotations)[CONTAINERD_NAME] ?? whole]);
}

function savedImage(file: string, entry: unknown): ImageManifest[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const layers = textsOf(listOf(fieldsOf(entry)['Layers']));
  if (layers.length === 0) return [];
  const [config] = textsOf([fieldsOf(entry)['Config']]);
  return [
    {
      layers: layers.map((path) => folder + path),
      config: config === undefined ? '' : folder + config,
      file,
      references: tagged(listOf(fieldsOf(entry)['RepoTags'])),
    },
  ];
}

function tagged(names: readonly unknown[]): string[] {
  return textsOf(names).flatMap((name) => {
    const reference = readImageReference(name);
    return (reference && taggedName(reference)) ?? [];
  });
}
