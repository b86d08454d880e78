// Which files are techniques, checks and detectors, and the name of the one object that each exports.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sourceFile } from './source-file.ts';

export type EntryKind = 'technique' | 'check' | 'detector';

export const FOLDERS: Readonly<Record<EntryKind, string>> = {
  technique: 'packages/engine/src/techniques',
  check: 'packages/engine/src/checks',
  detector: 'packages/detect/src/detectors',
};

/** The generated file of a folder that lists its entries. */
export const LISTS: Readonly<Record<EntryKind, string>> = {
  technique: 'list.ts',
  check: 'list.ts',
  detector: 'all.ts',
};

export const TYPES: Readonly<Record<EntryKind, string>> = {
  technique: 'Technique',
  check: 'Check',
  detector: 'Detector',
};
/** A technique's file name: the catalogue's letter and number, then words. */
export const TECHNIQUE_FILE = /^([a-z])(\d+)-[a-z0-9]+(?:-[a-z0-9]+)*$/;

export interface Entry {
  readonly kind: EntryKind;
  /** File name without folder and ending: `a1-get`, `pod-privileged`. */
  readonly name: string;
  /** The const that the file exports. */
  readonly exported: string;
  /** What the object's `id` must be: `A1`, `pod-privileged`. */
  readonly id: string;
}

/** Names of the exported consts whose type annotation is `type`. */
export function exportedConsts(file: string, text: string, type: string): string[] {
  const names: string[] = [];
  for (const statement of sourceFile(file, text).tree.body) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.declaration?.type !== 'VariableDeclaration') continue;
    for (const { id } of statement.declaration.declarations) {
      if (id.type !== 'Identifier') continue;
      const annotation = id.typeAnnotation?.typeAnnotation;
      if (annotation?.type !== 'TSTypeReference' || annotation.typeName.type !== 'Identifier') continue;
      if (annotation.typeName.name === type) names.push(id.name);
    }
  }
  return names;
}

export function entryId(kind: EntryKind, name: string): string {
  if (kind !== 'technique') return name;
  const match = TECHNIQUE_FILE.exec(name);
  return match ? `${String(match[1]).toUpperCase()}${match[2]}` : '';
}

function order(entry: Entry): string {
  const match = /^([A-Z])(\d+)$/.exec(entry.id);
  return `${match ? `${match[1]}${String(match[2]).padStart(4, '0')}` : entry.id} ${entry.name}`;
}

/** The techniques, checks or detectors of a tree in the order of their ids; A2 stands before A10. */
export function entries(root: string, kind: EntryKind): Entry[] {
  const folder = path.join(root, FOLDERS[kind]);
  if (!existsSync(folder)) return [];
  const found: Entry[] = [];
  for (const file of readdirSync(folder)) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts') || file === LISTS[kind]) continue;
    const name = file.slice(0, -'.ts'.length);
    if (kind === 'technique' && !TECHNIQUE_FILE.test(name)) continue;
    const [exported] = exportedConsts(file, readFileSync(path.join(folder, file), 'utf8'), TYPES[kind]);
    if (exported !== undefined) found.push({ kind, name, exported, id: entryId(kind, name) });
  }
  return found.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}
