// From one `-f` argument to the files below it, in one order on every machine.
import type { CoverageEntry } from '@watertight/engine';
import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { reasonOf } from './system/failure.ts';
import { MissingInputError } from './settings.ts';

/** A file to read. `shown` is the argument plus the `/` path below it. */
export interface FoundFile {
  readonly path: string;
  readonly shown: string;
  /** The `-f` argument. */
  readonly argument: string;
  /** False for a FIFO, a device or a socket: its bytes can be read once. */
  readonly regular: boolean;
}

/** A folder that a renderer understands. */
export interface FoundFolder {
  readonly path: string;
  readonly shown: string;
  readonly argument: string;
  /** Name of the file that makes it one: `kustomization.yaml`, `Chart.yaml`. */
  readonly file: string;
}

export interface Tree {
  readonly files: FoundFile[];
  readonly kustomizations: FoundFolder[];
  readonly charts: FoundFolder[];
  readonly coverage: CoverageEntry[];
}

/** What one run has met already, by real path: nothing is read twice. */
export type Met = Set<string>;

interface Folder {
  readonly path: string;
  readonly shown: string;
  readonly argument: string;
  /** Real paths from the argument down to this folder. */
  readonly above: ReadonlySet<string>;
}

const MANIFEST = /\.(?:yaml|yml|json|ndjson|jsonl)$/i;
/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/: the three names kustomize knows. */
const KUSTOMIZATION: ReadonlySet<string> = new Set(['kustomization.yaml', 'kustomization.yml', 'Kustomization']);
const CHART = 'Chart.yaml';
/** Our own settings, which may lie beside manifests. */
const SETTINGS_FILE = '.watertight.yaml';
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(['.git']);

/** Which files of a folder are taken: those that may be manifests, by their names, or every one. */
export type Taken = 'manifests' | 'all';

/** Walks one argument. Throws `MissingInputError` when nothing is there; everything else becomes coverage. */
export async function walk(argument: string, met: Met, taken: Taken = 'manifests'): Promise<Tree> {
  const tree: Tree = { files: [], kustomizations: [], charts: [], coverage: [] };
  const walking = { met, tree, taken };
  const found = await statOf(argument);
  if (found === 'ENOENT' || found === 'ENOTDIR') throw new MissingInputError(argument);
  const place = { path: argument, shown: argument, argument };
  if (typeof found === 'string') {
    tree.coverage.push(notRead(place, reasonOf(found)));
  } else if (found.isDirectory()) {
    const shown = argument.replace(/(?<=.)\/+$/, '');
    await walkFolder({ ...place, shown, above: new Set() }, walking);
  } else {
    await addFile({ ...place, regular: found.isFile() }, met, tree);
  }
  return tree;
}

interface Walking {
  readonly met: Met;
  readonly tree: Tree;
  readonly taken: Taken;
}

async function walkFolder(folder: Folder, walking: Walking): Promise<void> {
  const names = await enter(folder, walking.met, walking.tree);
  if (names === undefined) return;
  const { real, entries } = names;
  const above = new Set(folder.above).add(real);
  for (const name of entries) {
    const shown = folder.shown === '/' ? `/${name}` : `${folder.shown}/${name}`;
    const place = { path: `${folder.path}/${name}`, shown, argument: folder.argument };
    await visit({ ...place, above }, name, { ...walking, folder });
  }
}

/** The folder's names in byte order; undefined, with coverage, when it cannot be listed, loops or was met before. */
async function enter(folder: Folder, met: Met, tree: Tree): Promise<{ real: string; entries: string[] } | undefined> {
  try {
    const real = await realpath(folder.path);
    if (folder.above.has(real)) {
      tree.coverage.push(notRead(folder, 'the folder is a link to a folder above it (directory loop)'));
      return undefined;
    }
    if (met.has(real)) return undefined;
    met.add(real);
    const entries = await readdir(folder.path);
    return { real, entries: inByteOrder(entries) };
  } catch (error) {
    tree.coverage.push(notRead(folder, reasonOf(error)));
    return undefined;
  }
}

/** File names sort by their UTF-8 bytes: a locale's order would differ between machines. */
function inByteOrder(names: readonly string[]): string[] {
  return names
    .map((name) => Buffer.from(name))
    .sort((left, right) => left.compare(right))
    .map(String);
}

interface Visit extends Walking {
  readonly folder: Folder;
}

async function visit(entry: Folder, name: string, { folder, ...walking }: Visit): Promise<void> {
  const { met, tree, taken } = walking;
  const found = await statOf(entry.path);
  if (typeof found === 'string') {
    // A dangling link that is no manifest by its name is nobody's input.
    if (found !== 'ENOENT' || MANIFEST.test(name)) tree.coverage.push(notRead(entry, reasonOf(found)));
  } else if (found.isDirectory()) {
    if (!SKIPPED_FOLDERS.has(name)) await walkFolder(entry, walking);
  } else if (!found.isFile()) {
    tree.coverage.push(notRead(entry, `skipped: ${specialKind(found)}; name it with -f to read it`));
  } else if (taken === 'all') {
    await addFile({ ...below(entry), regular: true }, met, tree);
  } else if (KUSTOMIZATION.has(name)) {
    tree.kustomizations.push({ ...below(folder), file: name });
  } else if (name === CHART) {
    tree.charts.push({ ...below(folder), file: name });
  } else if (MANIFEST.test(name) && name !== SETTINGS_FILE) {
    await addFile({ ...below(entry), regular: true }, met, tree);
  }
}

function below({ path, shown, argument }: Folder): { path: string; shown: string; argument: string } {
  return { path, shown, argument };
}

async function addFile(file: FoundFile, met: Met, tree: Tree): Promise<void> {
  if (file.regular) {
    const real = await realpath(file.path).catch(() => file.path);
    if (met.has(real)) return;
    met.add(real);
  }
  tree.files.push(file);
}

function specialKind(found: Stats): string {
  if (found.isFIFO()) return 'a FIFO';
  if (found.isSocket()) return 'a socket';
  return 'a device';
}

async function statOf(path: string): Promise<Stats | string> {
  try {
    return await stat(path);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'unknown';
  }
}

function notRead({ shown, argument }: { shown: string; argument: string }, reason: string): CoverageEntry {
  return { source: argument, what: shown, state: 'not-read', reason, file: shown };
}
