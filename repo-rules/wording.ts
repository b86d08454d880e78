// What files are called, how they open, and words that stand nowhere.
import type { SourceFile } from './source-file.ts';

/** Names that say nothing, and so attract everything. */
const EMPTY_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc']);
/** Unfinished work is an issue, not a comment. */
const UNFINISHED = /\b(?:TODO|FIXME|XXX|HACK)\b/;
/** Paths of one machine, and hosts of package registries: neither helps another reader. */
const MACHINE =
  /\/work\/(?:main|shared|\.library)\b|\/tmp\/helpers\b|\bregistry\.(?:npmjs|yarnpkg|npmmirror)\.\w+|\b(?:artifactory|nexus)\.[\w-]+\.\w+/i;
/** The rules have to name the words. */
const NAMES_THE_WORDS = /^repo-rules\/|^STYLE\.md$|^LICENSE$/;

/** A file as text; `text` is undefined for what is not text. */
export interface TextFile {
  readonly path: string;
  readonly text: string | undefined;
}

export function nameFaults(paths: readonly string[]): string[] {
  return paths
    .filter((file) =>
      file.split('/').some((part) => part.split('.').some((word) => EMPTY_NAMES.has(word.toLowerCase()))),
    )
    .map((file) => `${file}: name it by what it does`);
}

export function wordFaults(files: readonly TextFile[]): string[] {
  const faults: string[] = [];
  for (const file of files) {
    if (file.text === undefined || NAMES_THE_WORDS.test(file.path)) continue;
    for (const [index, line] of file.text.split('\n').entries()) {
      const word = UNFINISHED.exec(line)?.[0] ?? MACHINE.exec(line)?.[0];
      if (word !== undefined) faults.push(`${file.path}:${index + 1}: "${word}" may not stand here`);
    }
  }
  return faults;
}

/** The first line, after a `#!`, is a comment of one sentence on the file's one job. */
export function openingFaults(files: readonly SourceFile[]): string[] {
  return files
    .filter(({ text }) => {
      const lines = text.split('\n');
      const first = lines[0]?.startsWith('#!') === true ? lines[1] : lines[0];
      return first === undefined || !/^\/\/ \S.{9,}/.test(first);
    })
    .map((file) => `${file.path}: open with one comment sentence that says the file's one job`);
}

/** True for `export default …` and `export { x as default }`. */
function exportsDefault(file: SourceFile): boolean {
  return file.tree.body.some((statement) => {
    if (statement.type === 'ExportDefaultDeclaration') return true;
    if (statement.type !== 'ExportNamedDeclaration') return false;
    return statement.specifiers.some(({ exported }) => exported.type === 'Identifier' && exported.name === 'default');
  });
}

/** Tools that load a module through its default export leave no choice. */
const BY_DEFAULT = /\.config\.ts$|^scripts\/test-reporter\.ts$|^packages\/detect\/src\/node\/pino\.ts$/;

export function defaultExportFaults(files: readonly SourceFile[]): string[] {
  return files
    .filter((file) => !BY_DEFAULT.test(file.path) && exportsDefault(file))
    .map(({ path }) => `${path}: export by name`);
}
