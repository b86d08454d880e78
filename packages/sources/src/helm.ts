// Renders charts with helm and says which files their output stands for.
import { realpath } from 'node:fs/promises';
import type { Renderer, RenderOutcome } from './renderer.ts';
import type { FoundFolder } from './walk.ts';

/** https://helm.sh/docs/topics/charts/#the-chart-file-structure: what a chart's folder keeps for itself. */
const CHART_FOLDERS: readonly string[] = ['templates', 'crds', 'charts'];
const VALUES = /^values[^/]*\.ya?ml$/;

/** A chart inside another one's `charts/` is rendered only as part of that one. */
export async function renderCharts(folders: readonly FoundFolder[], renderer: Renderer): Promise<RenderOutcome[]> {
  const outcomes: RenderOutcome[] = [];
  for (const folder of folders) {
    if (folders.some((other) => folder.path.startsWith(`${other.path}/charts/`))) continue;
    outcomes.push(await renderOne(folder, await realpath(folder.path), renderer));
  }
  return outcomes;
}

async function renderOne(folder: FoundFolder, real: string, renderer: Renderer): Promise<RenderOutcome> {
  const output = await renderer(['template', 'release-name', real, '--include-crds']);
  if ('failed' in output) return { folder, failed: output.failed };
  return {
    folder,
    bytes: output.bytes,
    standsFor: (file) => CHART_FOLDERS.some((name) => file.startsWith(`${real}/${name}/`)),
  };
}

/** True for `values.yaml` and its like beside a `Chart.yaml`: no Kubernetes object. */
export function isValuesFile(path: string, charts: readonly FoundFolder[]): boolean {
  return charts.some((chart) => path.startsWith(`${chart.path}/`) && VALUES.test(path.slice(chart.path.length + 1)));
}

/** True for a file in the `templates` folder of a chart. */
export function isTemplate(path: string, charts: readonly FoundFolder[]): boolean {
  return charts.some((chart) => path.startsWith(`${chart.path}/templates/`));
}
