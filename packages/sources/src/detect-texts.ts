// Reads everything that is named and gives what the detectors find in it, and what could not be read.
import type { Readable } from 'node:stream';
import type { CoverageEntry, DetectFinding } from '@watertight/engine';
import type { Detector } from '@watertight/detect';
import { reasonOf } from './system/failure.ts';
import { FileCoverage } from './file-coverage.ts';
import { GitRepository, MESSAGES } from './git-blobs.ts';
import type { GitContent, GitScope } from './git-blobs.ts';
import { fileSource, stdinSource } from './source.ts';
import type { ByteSource } from './source.ts';
import type { ImportedRule } from './imported/rule.ts';
import { walk } from './walk.ts';
import type { Tree } from './walk.ts';
import { ArchiveBudget, UnpackError } from './texts/archive-budget.ts';
import { ByteReader } from './texts/byte-reader.ts';
import type { Chunks } from './texts/byte-reader.ts';
import { RULES_FILES } from './texts/encryption-rules.ts';
import type { Coverage } from './texts/coverage.ts';
import { FilesRead } from './texts/files-read.ts';
import { Findings, MAX_FINDINGS_PER_FILE } from './texts/findings.ts';
import { CONTEXT_DETECTORS } from './texts/context-detectors.ts';
import { readBytes } from './texts/read-bytes.ts';
import type { NamedBytes } from './texts/read-bytes.ts';

export interface DetectSettings {
  readonly detectors: readonly Detector[];
  /** What values are fingerprinted with, by HMAC; without it no value enters anything. */
  readonly key?: Uint8Array;
  /** Opens standard input for `-`; absent, the process's own. */
  readonly stdin?: () => Readable;
  /** Rules that the user has brought, beside the detectors. */
  readonly rules?: readonly ImportedRule[];
  /** The inputs are folders of git repositories; absent, files and folders as they are on disk. */
  readonly git?: GitScope;
}

export interface Detected {
  /** By file in the order of reading, then by place. */
  readonly findings: readonly DetectFinding[];
  readonly coverage: readonly CoverageEntry[];
}

const STDIN = '-';
/** Bytes of a `.sops.yaml` or `.gitattributes` that are read. */
const MAX_RULES_BYTES = 1024 * 1024;

/**
 * Throws `MissingInputError` before anything is read when an input does not exist, and `GitError` where git was asked for and
 * reads no repository; what else cannot be read is coverage.
 */
export async function detectTexts(inputs: readonly string[], settings: DetectSettings): Promise<Detected> {
  const run = new DetectRun(settings);
  if (settings.git !== undefined) {
    for (const folder of new Set(inputs)) await readRepository(folder, settings.git, run);
    return run.finish();
  }
  const met = new Set<string>();
  const trees: (Tree | typeof STDIN)[] = [];
  for (const input of new Set(inputs)) trees.push(input === STDIN ? STDIN : await walk(input, met, 'all'));
  for (const tree of trees) {
    if (tree === STDIN) await run.read(stdinSource(settings.stdin ?? (() => process.stdin)));
    else {
      run.coverage.push(...tree.coverage);
      for (const file of tree.files) await run.read(fileSource(file));
    }
  }
  return run.finish();
}

/**
 * Every blob is held against the rules that hold now: in the index for what is staged, at HEAD for the history. What has to be
 * encrypted today should never have been committed otherwise, and stays readable; old rules bind nobody any more.
 */
async function readRepository(folder: string, scope: GitScope, run: DetectRun): Promise<void> {
  const repository = await GitRepository.open(folder);
  const blobs = await repository.blobs(scope);
  const isStaged = scope === 'staged';
  const staged = new Set(isStaged ? blobs.map(({ id }) => id) : []);
  const rules = (await repository.filesNamed(scope, RULES_FILES)).filter(({ id }) => !staged.has(id));
  for await (const { path, body } of repository.contents(rules))
    if (body !== undefined) await run.readRules(`${folder}/${path}`, body);
  const coverage = new FileCoverage({ shown: folder, argument: folder });
  const read = async ({ id, path, body }: GitContent): Promise<void> => {
    const shown = `${folder}/${path}`;
    try {
      if (body === undefined) throw new UnpackError(`the repository does not hold ${id}`);
      await run.readChunks({ shown, place: isStaged ? '' : `git:${id}`, chunks: body }, coverage);
    } catch (error) {
      coverage.add({ what: shown, state: 'partial', reason: reasonFor(error) });
    }
  };
  for await (const content of repository.contents(blobs)) await read(content);
  if (!isStaged) {
    for await (const content of repository.contents(await repository.messages(), MESSAGES)) await read(content);
    for (const reason of await repository.gaps()) coverage.add({ what: folder, state: 'partial', reason });
  }
  coverage.read();
  run.coverage.push(...coverage.entries());
}

class DetectRun {
  readonly coverage: CoverageEntry[] = [];
  readonly #findings: Findings;
  readonly #files: FilesRead;
  readonly #detectors: readonly Detector[];

  readonly #rules: readonly ImportedRule[];

  constructor({ detectors, key, git, rules = [] }: DetectSettings) {
    this.#rules = rules;
    // Rules of a history are not its own old ones.
    this.#files = new FilesRead(git !== 'history');
    this.#detectors = [...detectors, ...CONTEXT_DETECTORS];
    this.#findings = new Findings(key);
  }

  async read(source: ByteSource): Promise<void> {
    const coverage = new FileCoverage(source);
    try {
      const opened = await source.open();
      try {
        await this.readChunks({ shown: source.shown, place: '', chunks: opened.chunks }, coverage);
      } finally {
        await opened.close();
      }
    } catch (error) {
      coverage.end(reasonFor(error));
    }
    this.coverage.push(...coverage.entries());
  }

  /** Throws what the chunks throw, and `UnpackError` for an archive that is not read whole. */
  async readChunks(named: NamedBytes, coverage: FileCoverage): Promise<void> {
    const isWhole = named.shown === coverage.shown;
    const scanner = { detectors: this.#detectors, rules: this.#rules, findings: this.#findings };
    const noting: Coverage = {
      read: () => coverage.read(),
      // About the whole of what was named there is one entry.
      add: (trouble) =>
        isWhole && trouble.what === named.shown ? coverage.end(trouble.reason) : coverage.add(trouble),
    };
    await readBytes(named, { scanner, files: this.#files, coverage: noting, budget: new ArchiveBudget() });
  }

  async readRules(file: string, chunks: Chunks): Promise<void> {
    const text = (await new ByteReader(chunks).take(MAX_RULES_BYTES)).toString();
    this.#files.addRules({ file, text });
  }

  finish(): Detected {
    const { layers } = this.#files;
    this.#findings.markImages({
      isDeleted: (file) => layers.isDeleted(file),
      imagesOf: (file, place) => layers.imagesOf(file, place),
    });
    for (const { file, missing, of } of layers.incomplete()) {
      const reason = `${missing} of the ${of} layers that it names ${missing === 1 ? 'is' : 'are'} not in the input`;
      this.coverage.push({ source: file, what: file, state: 'partial', reason, file });
    }
    for (const file of this.#files.judge(this.#findings)) {
      const reason = 'a pattern of it cannot be followed, or takes too long';
      this.coverage.push({ source: file, what: file, state: 'partial', reason, file });
    }
    for (const [file, lines] of this.#findings.failures()) {
      const reason = `a detector failed on ${lines} of its lines`;
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
