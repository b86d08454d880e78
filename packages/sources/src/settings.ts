// What a caller says about reading: defaults, streams and whether other programs may render.
import type { Readable } from 'node:stream';

/** How far reading has come; counts only grow. */
export interface Progress {
  readonly files: number;
  readonly objects: number;
  readonly bytes: number;
}

export interface ReadSettings {
  /** Namespace of an object that names none. */
  readonly defaultNamespace: string;
  /** `major.minor`; wins over what the input says. */
  readonly kubernetesVersion?: string;
  /** Opens standard input for `-f -`; absent, `-` is the process's own. */
  readonly stdin?: () => Readable;
  /** Run `kubectl kustomize` and `helm template` where they are installed; true when absent. */
  readonly render?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  /** Aborting ends the reading with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** An input that was named and does not exist. The command line ends with code 2 and shows the hint. */
export class MissingInputError extends Error {
  override readonly name = 'MissingInputError';
  readonly input: string;
  readonly hint: string;

  constructor(input: string) {
    super(`no such file or folder: ${input}`);
    this.input = input;
    this.hint = /^https?:\/\//.test(input)
      ? 'Nothing is downloaded: fetch the file first, or pipe it in with -f -'
      : 'Check the path; -f takes a file, a folder or - for standard input';
  }
}

/** A snapshot that was named and cannot be read. The command line ends with code 2 and shows the hint. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
  readonly hint = 'Write it again with the snapshot command, or read it with a newer version of this program.';

  constructor(file: string, reason: string) {
    super(`cannot read the snapshot ${file}: ${reason}`);
  }
}
