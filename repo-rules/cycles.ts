// Finds cycles of imports, types included, between files and between folders.
import path from 'node:path';
import { importsOf, target } from './imports.ts';
import type { SourceFile } from './source-file.ts';

export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Which file imports which, by relative path; tests are left out, since nothing imports them. */
export function fileGraph(files: readonly SourceFile[]): Graph {
  const known = new Set(files.map((file) => file.path));
  return new Map(
    files
      .filter((file) => !file.isTest)
      .map((file) => {
        const targets = importsOf(file).map(({ specifier }) => target(file, specifier) ?? '');
        return [file.path, new Set(targets.filter((to) => known.has(to)))];
      }),
  );
}

/** The folder that a file counts for: the one right below src/ or testbed/, of which deeper ones are parts. */
function folderOf(file: string): string {
  const [own] = /^(?:packages\/[^/]+\/src|testbed)(?:\/[^/]+(?=\/))?/.exec(file) ?? [];
  return own ?? path.posix.dirname(file);
}

/** The same between folders; what a folder imports within itself does not count. */
export function folderGraph(files: Graph): Graph {
  const folders = new Map<string, Set<string>>();
  for (const [file, targets] of files) {
    const from = folderOf(file);
    const own = folders.get(from) ?? new Set<string>();
    folders.set(from, own);
    for (const to of targets) if (folderOf(to) !== from) own.add(folderOf(to));
  }
  return folders;
}

/** The first cycle through each node where a depth-first walk closes one, as `a → b → a`. */
export function cycles(graph: Graph): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (node: string): void => {
    const at = trail.indexOf(node);
    if (at >= 0) found.push([...trail.slice(at), node].join(' → '));
    if (at >= 0 || done.has(node)) return;
    trail.push(node);
    for (const next of graph.get(node) ?? []) visit(next);
    trail.pop();
    done.add(node);
  };
  for (const node of graph.keys()) visit(node);
  return found;
}
