// The contents that git keeps: every blob of the whole history once, with what only reflogs reach, or what is staged for the next commit.
import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { GitError } from './git-error.ts';
import { closedEnvironment, findProgram } from './program.ts';
import { ByteReader } from './texts/byte-reader.ts';
import type { Chunks } from './texts/byte-reader.ts';

export type GitScope = 'history' | 'staged';

/** A file's content, by the name of its blob and the first path that it was met under. */
export interface GitBlob {
  readonly id: string;
  readonly path: string;
}

/** As a tree or the index lists it; of a submodule, its commit. */
interface GitFile extends GitBlob {
  readonly mode: string;
}

export interface GitContent extends GitBlob {
  /** Absent where the repository does not hold it: a clone may be partial, and nothing is fetched. */
  readonly body?: Chunks;
}

/** Types of object that hold what somebody wrote about a change. */
export const MESSAGES: readonly string[] = ['commit', 'tag'];
const BLOBS: readonly string[] = ['blob'];
/** Submodules that are named one by one. */
const SUBMODULES_SHOWN = 5;

const SUBMODULE = '160000';
const NO_BLOB = /^0+$/;
/** Branches, tags, stashes, and what was amended, rebased or reset away: reflogs keep that for months, and a copy of the folder has it. */
const EVERYWHERE = ['--all', '--reflog'];
/** Settings of a repository name programs to run: none of them may. */
const SAFE = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--no-pager', '--literal-pathspecs'];

export class GitRepository {
  readonly #git: string;
  readonly #folder: string;
  #atHead: readonly GitFile[] | undefined;

  private constructor(git: string, folder: string) {
    this.#git = git;
    this.#folder = folder;
  }

  /** Throws `GitError` without git, and where the folder is in no repository that git reads. */
  static async open(folder: string): Promise<GitRepository> {
    const git = await findProgram('git');
    if (git === undefined)
      throw new GitError('git is not installed', 'Install git, or read files without --git and --staged.', true);
    const repository = new GitRepository(git, folder);
    const { code } = await repository.#text(['rev-parse', '--git-dir']);
    if (code === 0) return repository;
    const hint = 'Name a folder of a repository; git refuses one of another user unless safe.directory names it.';
    throw new GitError(`git reads no repository at ${folder}`, hint, false);
  }

  /** Each blob once, in git's own order. */
  async blobs(scope: GitScope): Promise<readonly GitBlob[]> {
    return scope === 'staged' ? await this.#staged() : await this.#history();
  }

  /** Files of these names that hold now, wherever they are: in the index for what is staged, else at HEAD. */
  async filesNamed(scope: GitScope, names: readonly string[]): Promise<readonly GitBlob[]> {
    const files = scope === 'staged' ? await this.#files(['ls-files', '-z', '--stage']) : await this.#filesAtHead();
    return files.flatMap(({ mode, id, path }) =>
      mode !== SUBMODULE && names.includes(path.slice(path.lastIndexOf('/') + 1)) ? [{ id, path }] : [],
    );
  }

  /** Commits and annotated tags, each once: what is written there is as public as the files. They have no path but this. */
  async messages(): Promise<readonly GitBlob[]> {
    const commits = await this.#text(['rev-list', ...EVERYWHERE]);
    const tags = await this.#text(['for-each-ref', '--format=%(objecttype) %(objectname)', 'refs/tags']);
    const of = (kind: string, ids: readonly string[]): GitBlob[] =>
      [...new Set(ids)].map((id) => ({ id, path: `.git/${kind}/${id}` }));
    return [
      ...of('commits', commits.text.split('\n').filter(Boolean)),
      ...of(
        'tags',
        tags.text.split('\n').flatMap((line) => /^tag (\w+)$/.exec(line)?.[1] ?? []),
      ),
    ];
  }

  /** What of the history is somewhere else: a clause each. */
  async gaps(): Promise<readonly string[]> {
    const { text } = await this.#text(['rev-parse', '--is-shallow-repository']);
    const isShallow = text.trim() === 'true';
    const files = await this.#filesAtHead();
    const modules = files.flatMap(({ mode, path }) => (mode === SUBMODULE ? [path] : []));
    const more = modules.length > SUBMODULES_SHOWN ? ` and ${modules.length - SUBMODULES_SHOWN} more` : '';
    const named = `${modules.slice(0, SUBMODULES_SHOWN).join(', ')}${more}`;
    return [
      ...(isShallow ? ['a shallow clone: the history before it is not here'] : []),
      ...(modules.length > 0 ? [`submodules are repositories of their own, and were not read: ${named}`] : []),
    ];
  }

  /** The contents in the order asked for. A body has to be read, or left, before the next is taken. */
  async *contents(blobs: readonly GitBlob[], types = BLOBS): AsyncGenerator<GitContent> {
    const child = this.#spawn(['cat-file', '--batch']);
    Readable.from(blobs.map(({ id }) => `${id}\n`))
      .pipe(child.stdin)
      .on('error', () => {});
    const reader = new ByteReader(child.stdout);
    try {
      for (const blob of blobs) {
        const [, type, size] = HEADER.exec((await reader.line(MAX_LINE_BYTES)).toString('latin1')) ?? [];
        const body = size === undefined ? undefined : new BlobBody(reader, Number(size));
        // Tags have a name in the list too.
        if (body === undefined) yield blob;
        else if (types.includes(type ?? '')) yield { ...blob, body };
        await body?.finish();
      }
    } finally {
      child.kill();
      await reader.stop();
    }
  }

  /** Asked for rules and for submodules; HEAD is that of the first time. */
  async #filesAtHead(): Promise<readonly GitFile[]> {
    this.#atHead ??= await this.#files(['ls-tree', '-r', '-z', '--full-tree', 'HEAD']);
    return this.#atHead;
  }

  async #files(args: readonly string[]): Promise<readonly GitFile[]> {
    const { text } = await this.#text(args);
    return text.split('\0').flatMap((line) => {
      const [, mode, id, path] = /^(\d+) (?:(?:blob|commit) )?([0-9a-f]+)(?: \d)?\t([^]*)$/.exec(line) ?? [];
      return mode === undefined || id === undefined || path === undefined ? [] : [{ mode, id, path }];
    });
  }

  async #staged(): Promise<readonly GitBlob[]> {
    const head = await this.#text(['rev-parse', '--verify', '--quiet', 'HEAD']);
    const tree = head.code === 0 ? 'HEAD' : (await this.#text(['hash-object', '-t', 'tree', '--stdin'])).text.trim();
    const args = ['diff-index', '--cached', '--raw', '-z', '--no-abbrev', '--no-renames', tree, '--'];
    const { text, code } = await this.#text(args);
    if (code !== 0)
      throw new GitError(`git cannot read the index of ${this.#folder}`, 'Look at it with git status.', false);
    const fields = text.split('\0');
    return fields.flatMap((field, index) => {
      const [, mode, id] = /^:\d+ (\d+) [0-9a-f]+ ([0-9a-f]+) [ACMRT]/.exec(field) ?? [];
      const path = fields[index + 1];
      if (id === undefined || path === undefined || mode === SUBMODULE || NO_BLOB.test(id)) return [];
      return [{ id, path }];
    });
  }

  /** `rev-list` names each object once, with a path it was met under; commits and root trees have none. */
  async #history(): Promise<readonly GitBlob[]> {
    const { text, code } = await this.#text([
      'rev-list',
      '--objects',
      ...EVERYWHERE,
      '--missing=print',
      '--filter=object:type=blob',
    ]);
    if (code !== 0)
      throw new GitError(`git cannot read the history of ${this.#folder}`, 'Look at it with git fsck.', false);
    return text.split('\n').flatMap((line) => {
      const missing = /^\?([0-9a-f]+)$/.exec(line)?.[1];
      if (missing !== undefined) return [{ id: missing, path: missing }];
      const space = line.indexOf(' ');
      const path = line.slice(space + 1);
      return space === -1 || path === '' ? [] : [{ id: line.slice(0, space), path }];
    });
  }

  async #text(args: readonly string[]): Promise<{ text: string; code: number | null }> {
    const child = this.#spawn(args);
    child.stdin.end();
    const ended = new Promise<number | null>((resolve) => {
      child.on('error', () => resolve(null));
      child.on('close', resolve);
    });
    const parts: Buffer[] = [];
    for await (const part of child.stdout) parts.push(part as Buffer);
    return { text: Buffer.concat(parts).toString(), code: await ended };
  }

  /** What git says on stderr is dropped: it may quote what it reads. */
  #spawn(args: readonly string[]): ReturnType<typeof start> {
    return start(this.#git, ['-C', this.#folder, ...SAFE, ...args]);
  }
}

// oxlint-disable-next-line typescript/explicit-function-return-type
function start(git: string, args: readonly string[]) {
  return spawn(git, args, { stdio: ['pipe', 'pipe', 'ignore'], env: environment() });
}

/** Nothing is fetched. The user's own settings count, since `safe.directory` is theirs; a hook's index is the one to be committed. */
function environment(): NodeJS.ProcessEnv {
  const { HOME: home, XDG_CONFIG_HOME: config, GIT_INDEX_FILE: index } = process.env;
  const { GIT_CONFIG_GLOBAL: _, ...closed } = closedEnvironment();
  return {
    ...closed,
    HOME: home,
    XDG_CONFIG_HOME: config,
    GIT_INDEX_FILE: index,
    GIT_NO_LAZY_FETCH: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
  };
}

/** Bytes of the line before an object: its name, type and size. */
const MAX_LINE_BYTES = 4096;
/** `NAME TYPE SIZE`; an object that is not there is `NAME missing`. */
const HEADER = / (\w+) (\d+)$/;

/** The bytes of one blob, which end with it. */
class BlobBody implements Chunks {
  readonly #reader: ByteReader;
  #left: number;

  constructor(reader: ByteReader, size: number) {
    this.#reader = reader;
    this.#left = size;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    while (this.#left > 0) {
      const some = await this.#reader.some(this.#left);
      if (some === undefined) return;
      this.#left -= some.length;
      yield some;
    }
  }

  /** Steps over the rest, and the line break behind it. */
  async finish(): Promise<void> {
    for (let left = this.#left + 1; left > 0;) {
      const some = await this.#reader.some(left);
      if (some === undefined) return;
      left -= some.length;
    }
    this.#left = 0;
  }
}
