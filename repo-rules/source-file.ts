// Finds the tree's source files and parses each one once.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type EcmaScriptModule, parseSync, type Program } from 'oxc-parser';

export const ROOT = path.resolve(import.meta.dirname, '..');

const NEVER = new Set(['node_modules', 'dist', 'coverage', '.git']);
/** Tests, and what only tests share. */
const TEST = /\.test\.ts$|(?:^|\/)testing\//;
const SOURCE = /\.(?:ts|js)$/;

/** One source file: its `/` path from the root, its text, and its syntax tree on demand. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly isTest: boolean;
  readonly tree: Program;
  readonly module: EcmaScriptModule;
}

/** Parses text as if it stood at `file`; throws when it does not parse, so that no rule passes on an unread file. */
export function sourceFile(file: string, text: string): SourceFile {
  let parsed: ReturnType<typeof parseSync> | undefined;
  const result = () => {
    parsed ??= parseSync(file, text);
    const [error] = parsed.errors;
    if (error) throw new SyntaxError(`${file}: ${error.message}`);
    return parsed;
  };
  return {
    path: file,
    text,
    isTest: TEST.test(file),
    get tree() {
      return result().program;
    },
    get module() {
      return result().module;
    },
  };
}

function walk(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return NEVER.has(entry.name) ? [] : walk(root, file);
    return entry.isFile() ? [file] : [];
  });
}

/** Every file that belongs to the repository, sorted: git's list (tracked or not ignored), else the folders'. */
export function repositoryFiles(root: string = ROOT): string[] {
  if (!existsSync(path.join(root, '.git'))) return walk(root, '').toSorted();
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 1 << 28,
  });
  const files = new Set(listed.toString('utf8').split('\0'));
  return [...files].filter((file) => file !== '' && existsSync(path.join(root, file))).toSorted();
}

/** The repository's TypeScript and JavaScript, parsed on demand. */
export function sourceFiles(root: string = ROOT): SourceFile[] {
  return repositoryFiles(root)
    .filter((file) => SOURCE.test(file))
    .map((file) => sourceFile(file, readFileSync(path.join(root, file), 'utf8')));
}
