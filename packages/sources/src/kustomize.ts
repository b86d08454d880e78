// Renders kustomizations with kubectl and says which files their output stands for.
import { readFile, realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readYaml } from '@watertight/syntax';
import { inflatesCharts, namedPaths } from './kustomization.ts';
import type { Renderer, RenderOutcome } from './renderer.ts';
import type { FoundFolder } from './walk.ts';

const NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const;

/** What one kustomization takes in, nested ones included. */
interface Closure {
  /** Real paths of files that the output stands for. */
  readonly files: Set<string>;
  /** Real paths of folders with a kustomization of their own. */
  readonly folders: Set<string>;
  /** Why it must not or cannot be rendered. */
  refused?: string;
}

/**
 * A kustomization that another one of the same input takes in is rendered only as part of that one. A file that a rendered
 * kustomization names is not read by itself; every other file is.
 */
export async function renderKustomizations(
  folders: readonly FoundFolder[],
  renderer: Renderer,
): Promise<RenderOutcome[]> {
  const candidates: Candidate[] = [];
  for (const folder of folders)
    candidates.push({ folder, real: await realpath(folder.path), closure: await closureOf(folder.path) });
  const roots = candidates.filter(
    (one) => !candidates.some((other) => other !== one && other.closure.folders.has(one.real)),
  );
  const outcomes: RenderOutcome[] = [];
  for (const root of roots) outcomes.push(await renderOne(root, renderer));
  const explained = new Set(roots.flatMap(({ real, closure }) => [real, ...closure.folders]));
  for (const { folder, real } of candidates) {
    if (!explained.has(real)) outcomes.push({ folder, failed: 'kustomizations take each other in' });
  }
  return outcomes;
}

interface Candidate {
  readonly folder: FoundFolder;
  readonly real: string;
  readonly closure: Closure;
}

async function renderOne({ folder, real, closure }: Candidate, renderer: Renderer): Promise<RenderOutcome> {
  if (closure.refused !== undefined) return { folder, failed: closure.refused };
  const output = await renderer(['kustomize', real]);
  if ('failed' in output) return { folder, failed: output.failed };
  return { folder, bytes: output.bytes, standsFor: (file) => closure.files.has(file) };
}

async function closureOf(path: string): Promise<Closure> {
  const closure: Closure = { files: new Set(), folders: new Set() };
  await addTo(closure, path, true);
  return closure;
}

async function addTo(closure: Closure, path: string, top: boolean): Promise<void> {
  const real = await realpath(path);
  if (closure.folders.has(real)) return;
  if (!top) closure.folders.add(real);
  const value = await readKustomization(path);
  if (value === undefined) return refuse(closure, 'a kustomization file that it takes in cannot be read');
  if (inflatesCharts(value)) return refuse(closure, 'it inflates Helm charts, which may be downloaded');
  for (const named of namedPaths(value)) await addNamed(closure, resolve(path, named));
}

/** kustomize takes a path that is not there for a URL and fetches it, so every named path must exist. */
async function addNamed(closure: Closure, path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined)
    refuse(closure, 'it names a file or folder that is not here; remote bases are never fetched');
  else if (found.isDirectory()) await addTo(closure, path, false);
  else closure.files.add(await realpath(path));
}

function refuse(closure: Closure, reason: string): void {
  closure.refused ??= reason;
}

async function readKustomization(folder: string): Promise<unknown> {
  for (const name of NAMES) {
    const text = await readFile(resolve(folder, name), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const { value, problems } = readYaml(text);
    return problems.some(({ fatal }) => fatal) ? undefined : value;
  }
  return undefined;
}
