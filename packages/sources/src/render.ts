// Decides for one input what is rendered and which of its files are read as they are.
import type { CoverageEntry } from '@watertight/engine';
import { realpath } from 'node:fs/promises';
import { isTemplate, isValuesFile, renderCharts } from './helm.ts';
import { renderKustomizations } from './kustomize.ts';
import { findProgram, run } from './program.ts';
import type { Renderer, RenderOutcome } from './renderer.ts';
import type { ReadSettings } from './settings.ts';
import type { FoundFile, FoundFolder, Tree } from './walk.ts';

/** A renderer's output, read like a stream. */
export interface Rendered {
  readonly shown: string;
  readonly argument: string;
  readonly bytes: Buffer;
}

export interface Plan {
  readonly rendered: readonly Rendered[];
  readonly files: readonly (FoundFile & {
    /** Set for a chart's template: why it is not rendered. */ readonly unrendered?: string;
  })[];
  readonly coverage: readonly CoverageEntry[];
}

export async function planReading(tree: Tree, settings: ReadSettings): Promise<Plan> {
  if (tree.kustomizations.length === 0 && tree.charts.length === 0)
    return { rendered: [], files: tree.files, coverage: [] };
  const kustomize = await renderKustomizations(
    tree.kustomizations,
    await rendererOf('kubectl', tree.kustomizations, settings),
  );
  const helm = await renderCharts(tree.charts, await rendererOf('helm', tree.charts, settings));
  const rendered = [
    ...kustomize.flatMap((outcome) => renderedOf(outcome, 'kustomize')),
    ...helm.flatMap((outcome) => renderedOf(outcome, 'helm')),
  ];
  const coverage = [
    ...kustomize.flatMap((outcome) => failureOf(outcome, 'kustomization')),
    ...helm.flatMap((outcome) => failureOf(outcome, 'chart')),
  ];
  return { rendered, files: await filesLeft(tree, [...kustomize, ...helm]), coverage };
}

async function rendererOf(
  name: string,
  folders: readonly FoundFolder[],
  { render, signal }: ReadSettings,
): Promise<Renderer> {
  if (render === false) return () => Promise.resolve({ failed: 'rendering is switched off' });
  const program = folders.length === 0 ? undefined : await findProgram(name);
  if (program === undefined) return () => Promise.resolve({ failed: `${name} is not installed` });
  return async (args) => {
    const output = await run(program, args, signal).catch(() => ({ failed: 'could not be started' }));
    return 'failed' in output ? { failed: `${name} ${args[0] ?? ''} ${output.failed}` } : output;
  };
}

function renderedOf(outcome: RenderOutcome, how: string): Rendered[] {
  if ('failed' in outcome) return [];
  return [{ shown: `${outcome.folder.shown} (${how})`, argument: outcome.folder.argument, bytes: outcome.bytes }];
}

function failureOf(outcome: RenderOutcome, what: string): CoverageEntry[] {
  if (!('failed' in outcome)) return [];
  const { shown, argument, file } = outcome.folder;
  return [
    {
      source: argument,
      what: `${what} ${shown}`,
      state: 'partial',
      reason: `${what} not rendered, its files are read as they are: ${outcome.failed}`,
      file: `${shown}/${file}`,
      line: 1,
    },
  ];
}

/** The files that no output stands for; a chart's values are no objects. */
async function filesLeft(tree: Tree, outcomes: readonly RenderOutcome[]): Promise<Plan['files']> {
  const left: (FoundFile & { unrendered?: string })[] = [];
  for (const file of tree.files) {
    const real = file.regular ? await realpath(file.path).catch(() => file.path) : file.path;
    if (outcomes.some((outcome) => 'bytes' in outcome && outcome.standsFor(real))) continue;
    if (isValuesFile(file.path, tree.charts)) continue;
    if (isTemplate(file.path, tree.charts)) left.push({ ...file, unrendered: reasonFor(file, outcomes) });
    else left.push(file);
  }
  return left;
}

function reasonFor(file: FoundFile, outcomes: readonly RenderOutcome[]): string {
  for (const outcome of outcomes) {
    if ('failed' in outcome && outcome.folder.file === 'Chart.yaml' && file.path.startsWith(`${outcome.folder.path}/`))
      return outcome.failed;
  }
  return 'its chart is not rendered';
}
