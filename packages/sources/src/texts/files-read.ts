// The files of a run: which were read, which are encrypted, and which of the others should be.
import { posix } from 'node:path';
import { mustBeEncrypted } from './encryption-rules.ts';
import type { RulesFile } from './encryption-rules.ts';
import type { Findings } from './findings.ts';
import { ImageLayers } from './image-layers.ts';
import { GENERATOR_FILE, NOT_ENCRYPTED } from './structural.ts';
import type { Structural } from './structural.ts';

interface FileRead {
  readonly bytes: number;
  readonly isEncrypted: boolean;
}

interface PlacedFile extends FileRead {
  readonly file: string;
  readonly place: string;
}

/** Judged when all files are read: what speaks of a file may come after it. */
export class FilesRead {
  readonly #files = new Map<string, PlacedFile>();
  readonly #rules: RulesFile[] = [];
  readonly #secret = new Set<string>();
  readonly #ownRules: boolean;
  readonly layers = new ImageLayers();

  /** `ownRules`: what is read may be rules for the rest; else only those that are given count. */
  constructor(ownRules = true) {
    this.#ownRules = ownRules;
  }

  /** `place` tells contents of one path apart. */
  add(file: string, read: FileRead, place = ''): void {
    this.#files.set(`${file}\0${place}`, { ...read, file, place });
  }

  addRules(rules: RulesFile): void {
    this.#rules.push(rules);
  }

  /** A text of rules among what is read. */
  addOwnRules(rules: RulesFile): void {
    if (this.#ownRules) this.#rules.push(rules);
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
    const files = [...this.#files.values()];
    const { paths, untried } = mustBeEncrypted(this.#rules, [...new Set(files.map(({ file }) => file))]);
    for (const read of files) {
      if (read.isEncrypted || read.bytes === 0) continue;
      const structural = paths.has(read.file)
        ? NOT_ENCRYPTED
        : this.#secret.has(read.file)
          ? GENERATOR_FILE
          : undefined;
      if (structural !== undefined) this.#add(findings, read, structural);
    }
    return untried;
  }

  #add(findings: Findings, { file, place, bytes }: PlacedFile, structural: Structural): void {
    const spot = { line: 1, column: 1, endColumn: 1 };
    findings.add({ recognised: structural, at: { file, place }, spot, length: bytes });
  }
}
