// The table of allowed imports between packages and inside the engine, and the rule that holds the tree to it.
import { type Import, importsOf, packageName, target } from './imports.ts';
import type { SourceFile } from './source-file.ts';

/** Which of our packages each package may import. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  sealed: [],
  syntax: [],
  detect: ['sealed'],
  encryption: ['sealed', 'syntax'],
  engine: ['detect', 'encryption', 'sealed', 'syntax'],
  kms: ['sealed'],
  report: ['engine'],
  sources: ['detect', 'encryption', 'engine', 'sealed', 'syntax'],
  operate: ['encryption', 'engine', 'sources'],
  cli: ['detect', 'encryption', 'engine', 'kms', 'operate', 'report', 'sealed', 'sources', 'syntax'],
};

/** Which folders, or single files, of the engine each of its folders may import. Files at its root may import any. */
export const ENGINE: Readonly<Record<string, readonly string[]>> = {
  facts: [],
  results: [],
  kube: ['facts'],
  snapshot: ['facts', 'kube', 'results'],
  access: ['facts', 'results'],
  reach: ['facts', 'results'],
  transit: ['facts', 'reach', 'results'],
  graph: ['facts', 'access', 'reach', 'transit', 'results'],
  techniques: ['facts', 'results', 'graph/rule-types.ts'],
  checks: ['facts', 'access', 'reach', 'transit', 'graph', 'results'],
  analysis: ['facts', 'results', 'access', 'reach', 'transit', 'graph', 'techniques'],
  'network-fixes': ['facts', 'results', 'kube', 'reach', 'transit', 'graph'],
  fixes: ['facts', 'results', 'kube', 'access', 'reach', 'transit', 'graph', 'techniques', 'checks', 'analysis'],
};

const OURS = '@watertight/';
const IN_PACKAGE = /^packages\/([^/]+)\/src\//;
const IN_ENGINE = /^packages\/engine\/src\/([^/]+)\/(.+)$/;

function fault(file: SourceFile, { line, specifier }: Import, what: string): string {
  return `${file.path}:${line}: ${specifier}: ${what}`;
}

/** Faults of imports by name: unknown direction, or past the front door. Tests may import any package. */
function byName(file: SourceFile, from: string, item: Import): string[] {
  const name = packageName(item.specifier);
  const to = name.slice(OURS.length);
  if (item.specifier !== name) return [fault(file, item, 'packages are imported by their front door')];
  if (PACKAGES[to] === undefined) return [fault(file, item, `${to} stands in no table of allowed imports`)];
  if (file.isTest || to === from || PACKAGES[from]?.includes(to))
    return to === from ? [fault(file, item, 'inside a package, import by path')] : [];
  return [fault(file, item, `${from} may not import ${to}`)];
}

function insideEngine(file: SourceFile, item: Import, to: string): string[] {
  const [, from = ''] = IN_ENGINE.exec(file.path) ?? [];
  if (from === '' || file.isTest) return [];
  const [, folder = '', rest = ''] = IN_ENGINE.exec(to) ?? [];
  if (folder === from) return [];
  if (ENGINE[from] === undefined) return [fault(file, item, `engine/${from} stands in no table of allowed imports`)];
  if (ENGINE[from].includes(folder) || ENGINE[from].includes(`${folder}/${rest}`)) return [];
  return [
    fault(file, item, `engine/${from} may not import ${folder === '' ? 'from the engine’s root' : `engine/${folder}`}`),
  ];
}

/** Rules written against the corpus that measures them would prove nothing. */
const MEASURES_DETECT = 'testbed/log-corpus/';

function byPath(file: SourceFile, from: string, item: Import, to: string): string[] {
  if (!file.isTest && to.includes('/testing/')) return [fault(file, item, 'testing/ is for tests only')];
  if (to.startsWith(`packages/${from}/src/`)) return from === 'engine' ? insideEngine(file, item, to) : [];
  if (from === 'detect' && to.startsWith(MEASURES_DETECT))
    return [fault(file, item, 'detect may not see what it is measured by')];
  if (file.isTest && to.startsWith('testbed/')) return [];
  return [fault(file, item, 'a relative import may not leave its package')];
}

/** What the engine is measured against must not share a line with it; its tests may run both. */
function testbedFaults(file: SourceFile): string[] {
  if (
    !/^testbed\/(?:build|cluster|conformance|json-schema|log-corpus|naive-access|naive-reach|replay|verifier)\//.test(
      file.path,
    ) ||
    file.isTest
  )
    return [];
  return importsOf(file)
    .filter(({ specifier }) => specifier.startsWith(OURS) || target(file, specifier)?.startsWith('packages/') === true)
    .map((item) => fault(file, item, 'what checks the engine imports nothing of it'));
}

export function importFaults(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const [, from] = IN_PACKAGE.exec(file.path) ?? [];
    if (from === undefined) return testbedFaults(file);
    if (PACKAGES[from] === undefined) return [`${file.path}: ${from} stands in no table of allowed imports`];
    return importsOf(file).flatMap((item) => {
      const to = target(file, item.specifier);
      if (to !== undefined) return byPath(file, from, item, to);
      return item.specifier.startsWith(OURS) ? byName(file, from, item) : [];
    });
  });
}
