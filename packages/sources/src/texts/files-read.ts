// The files of a run: which were read, which are encrypted, and which of the others should be.
import { posix } from 'node:path';
import { mustBeEncrypted } from './encryption-rules.ts';
import type { RulesFile } from './encryption-rules.ts';
import type { Findings } from './findings.ts';
import { GENERATOR_FILE, NOT_ENCRYPTED } from './structural.ts';
import type { Structural } from './structural.ts';

interface FileRead {
  readonly bytes: number;
  readonly isEncrypted: boolean;
}

/** Judged when all files are read: what speaks of a file may come after it. */
export class FilesRead {
  readonly #files = new Map<string, FileRead>();
  readonly #rules: RulesFile[] = [];
  readonly #secret = new Set<string>();

  add(file: string, read: FileRead): void {
    this.#files.set(file, read);
  }

  addRules(rules: RulesFile): void {
    this.#rules.push(rules);
  }

  /** `file` says that the file at `path`, from its own folder, holds a secret. */
  addSecret(file: string, path: string): void {
    if (path === '' || path.startsWith('/')) return;
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    this.#secret.add(posix.normalize(folder + path));
    // As shown, a path keeps the `./` of its argument.
    if (folder.startsWith('./')) this.#secret.add(`./${posix.normalize(folder + path)}`);
  }

  /** Adds a finding for each file that should be encrypted and is not. Returns the rules files that could not be followed. */
  judge(findings: Findings): readonly string[] {
    const { paths, untried } = mustBeEncrypted(this.#rules, [...this.#files.keys()]);
    for (const [file, { bytes, isEncrypted }] of this.#files) {
      if (isEncrypted || bytes === 0) continue;
      const structural = paths.has(file) ? NOT_ENCRYPTED : this.#secret.has(file) ? GENERATOR_FILE : undefined;
      if (structural !== undefined) this.#add(findings, { file, bytes, structural });
    }
    return untried;
  }

  #add(findings: Findings, { file, bytes, structural }: { file: string; bytes: number; structural: Structural }): void {
    const spot = { line: 1, column: 1, endColumn: 1 };
    findings.add({ recognised: structural, at: { file, place: '' }, spot, length: bytes });
  }
}
