// Which files and folders a kustomization.yaml takes in, by its own words.

/** Fields that list files (or folders), as kustomize names them: https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
const LISTS = [
  'resources',
  'bases',
  'components',
  'crds',
  'configurations',
  'generators',
  'transformers',
  'validators',
  'patchesStrategicMerge',
] as const;
const ITEMS_WITH_PATH = ['patches', 'patchesJson6902', 'replacements'] as const;
const GENERATORS = ['configMapGenerator', 'secretGenerator'] as const;

/** Every path that the kustomization names, as written; inline YAML (a patch may be written in place) is left out. */
export function namedPaths(kustomization: unknown): string[] {
  if (!isRecord(kustomization)) return [];
  const named = LISTS.flatMap((field) => strings(kustomization[field]));
  for (const field of ITEMS_WITH_PATH) {
    for (const item of records(kustomization[field])) named.push(...strings([item['path']]));
  }
  for (const field of GENERATORS) {
    for (const item of records(kustomization[field])) named.push(...generatorPaths(item));
  }
  if (isRecord(kustomization['openapi'])) named.push(...strings([kustomization['openapi']['path']]));
  return named.filter((path) => path !== '' && !path.includes('\n'));
}

/** True when the kustomization asks for charts: kustomize then runs helm, which may download. */
export function inflatesCharts(kustomization: unknown): boolean {
  if (!isRecord(kustomization)) return false;
  return ['helmCharts', 'helmChartInflationGenerator'].some((field) => records(kustomization[field]).length > 0);
}

/** `files` entries are `[KEY=]PATH`; `env` and `envs` are paths. */
function generatorPaths(generator: Record<string, unknown>): string[] {
  const files = strings(generator['files']).map((file) => file.slice(file.indexOf('=') + 1));
  return [...files, ...strings(generator['envs']), ...strings([generator['env']])];
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function records(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
