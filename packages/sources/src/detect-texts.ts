// Reads everything that is named and gives what the detectors find in it, and what could not be read.
import type { Readable } from 'node:stream';
import type { CoverageEntry, DetectFinding } from '@watertight/engine';
import type { Detector } from '@watertight/detect';
import { reasonOf } from './failure.ts';
import { FileCoverage } from './file-coverage.ts';
import { fileSource, stdinSource } from './source.ts';
import type { ByteSource } from './source.ts';
import { walk } from './walk.ts';
import type { Tree } from './walk.ts';
import { ArchiveBudget, UnpackError } from './texts/archive-budget.ts';
import { FilesRead } from './texts/files-read.ts';
import { Findings, MAX_FINDINGS_PER_FILE } from './texts/findings.ts';
import { readBytes } from './texts/read-bytes.ts';

export interface DetectSettings {
  readonly detectors: readonly Detector[];
  /** What values are fingerprinted with, by HMAC; without it no value enters anything. */
  readonly key?: Uint8Array;
  /** Opens standard input for `-`; absent, the process's own. */
  readonly stdin?: () => Readable;
}

export interface Detected {
  /** By file in the order of reading, then by place. */
  readonly findings: readonly DetectFinding[];
  readonly coverage: readonly CoverageEntry[];
}

const STDIN = '-';

/** Throws `MissingInputError` before anything is read when an input does not exist; what else cannot be read is coverage. */
export async function detectTexts(inputs: readonly string[], settings: DetectSettings): Promise<Detected> {
  const met = new Set<string>();
  const trees: (Tree | typeof STDIN)[] = [];
  for (const input of new Set(inputs)) trees.push(input === STDIN ? STDIN : await walk(input, met, 'all'));
  const run = new DetectRun(settings);
  for (const tree of trees) {
    if (tree === STDIN) await run.read(stdinSource(settings.stdin ?? (() => process.stdin)));
    else {
      run.coverage.push(...tree.coverage);
      for (const file of tree.files) await run.read(fileSource(file));
    }
  }
  return run.finish();
}

class DetectRun {
  readonly coverage: CoverageEntry[] = [];
  readonly #findings: Findings;
  readonly #files = new FilesRead();
  readonly #detectors: readonly Detector[];

  constructor({ detectors, key }: DetectSettings) {
    this.#detectors = detectors;
    this.#findings = new Findings(key);
  }

  async read(source: ByteSource): Promise<void> {
    const coverage = new FileCoverage(source);
    const scanner = { detectors: this.#detectors, findings: this.#findings };
    const reading = { scanner, files: this.#files, coverage, budget: new ArchiveBudget() };
    try {
      const opened = await source.open();
      try {
        await readBytes({ shown: source.shown, place: '', chunks: opened.chunks }, reading);
      } finally {
        await opened.close();
      }
    } catch (error) {
      coverage.end(reasonFor(error));
    }
    this.coverage.push(...coverage.entries());
  }

  finish(): Detected {
    for (const file of this.#files.judge(this.#findings)) {
      const reason = 'a pattern of it cannot be followed, or takes too long';
      this.coverage.push({ source: file, what: file, state: 'partial', reason, file });
    }
    for (const [file, count] of this.#findings.overfull()) {
      const reason = `${count} findings; the first ${MAX_FINDINGS_PER_FILE} are listed`;
      this.coverage.push({ source: file, what: 'findings', state: 'partial', reason, file });
    }
    return { findings: this.#findings.all(), coverage: this.coverage };
  }
}

/** A fault of ours is no fault of the input. */
function reasonFor(error: unknown): string {
  if (error instanceof UnpackError) return error.message;
  if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  return reasonOf(error);
}
