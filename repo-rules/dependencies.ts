// Declared dependencies are exactly the used ones; Node's own modules are imported as `node:`.
import { builtinModules } from 'node:module';
import { importsOf, packageName } from './imports.ts';
import type { SourceFile } from './source-file.ts';

const BUILT_IN = new Set(builtinModules);

/** The part of a package.json that the rule reads. */
export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function externals(files: readonly SourceFile[]): Map<string, string> {
  const used = new Map<string, string>();
  for (const file of files) {
    for (const { specifier, line } of importsOf(file)) {
      if (specifier === '' || specifier.startsWith('.') || specifier.startsWith('node:')) continue;
      used.set(packageName(specifier), `${file.path}:${line}`);
    }
  }
  return used;
}

/** Faults of one package, given its own files. `shared` holds what the root declares for tests. */
export function dependencyFaults(
  name: string,
  manifest: Manifest,
  files: readonly SourceFile[],
  shared: ReadonlySet<string>,
): string[] {
  const declared = new Set(
    Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.peerDependencies }),
  );
  const sources = externals(files.filter((file) => !file.isTest));
  const tests = externals(files.filter((file) => file.isTest));
  const faults: string[] = [];
  for (const [used, where] of sources) {
    if (BUILT_IN.has(used)) faults.push(`${where}: write node:${used}`);
    else if (!declared.has(used)) faults.push(`${where}: ${used} is not declared in packages/${name}/package.json`);
  }
  for (const [used, where] of tests) {
    if (!declared.has(used) && !shared.has(used))
      faults.push(`${where}: ${used} is declared neither here nor at the root`);
  }
  for (const unused of declared)
    if (!sources.has(unused)) faults.push(`packages/${name}/package.json: ${unused} is declared and not used`);
  return faults;
}
