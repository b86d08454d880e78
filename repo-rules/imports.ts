// Reads what a file imports, types included, and where a relative import leads.
import path from 'node:path';
import type { SourceFile } from './source-file.ts';
import { type AnyNode, isNode, lineAt, nodes } from './walk.ts';

export interface Import {
  /** As written; empty for a dynamic import of a computed path. */
  readonly specifier: string;
  /** Names taken, as the other module calls them; `*` for all. */
  readonly names: readonly string[];
  readonly line: number;
}

const WITH_SOURCE = new Set([
  'ImportDeclaration',
  'ExportNamedDeclaration',
  'ExportAllDeclaration',
  'ImportExpression',
  'TSImportType',
]);

function text(value: unknown): string {
  if (!isNode(value)) return '';
  if (value.type === 'Literal' && typeof value['value'] === 'string') return value['value'];
  return isNode(value['literal']) ? text(value['literal']) : '';
}

function nameOf(specifier: AnyNode): string {
  const imported = specifier['imported'] ?? (specifier.type === 'ExportSpecifier' ? specifier['local'] : undefined);
  if (isNode(imported)) return String(imported['name'] ?? imported['value']);
  return specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
}

export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  for (const { node } of nodes(file.tree)) {
    if (!WITH_SOURCE.has(node.type)) continue;
    const source = node['source'] ?? node['argument'];
    if (source === null || source === undefined) continue;
    const specifiers = Array.isArray(node['specifiers']) ? (node['specifiers'] as AnyNode[]).map(nameOf) : ['*'];
    found.push({ specifier: text(source), names: specifiers, line: lineAt(file, node.start) });
  }
  return found;
}

/** The `/` path that a relative import names, from the root; undefined for other imports. */
export function target(file: SourceFile, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return path.posix.join(path.posix.dirname(file.path), specifier);
}

/** `zod` of `zod/v4`, `@watertight/engine` of `@watertight/engine/src/x.ts`. */
export function packageName(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
