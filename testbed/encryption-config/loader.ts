// Asks the API server's own code whether it takes a file, through the program in a folder beside this file.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** Minor versions that there is a program of: before and since strict decoding, and on the way to the newest. */
export const MINORS = [30, 31, 34, 37] as const;

export function loaderFolder(minor: number): string {
  return path.join(import.meta.dirname, `encryption-config-1.${minor}`);
}

export interface Answer {
  readonly accepted: boolean;
  readonly panicked?: true;
  /** The API server's own words; they may quote the file. */
  readonly error?: string;
}

export interface Question {
  readonly file: Buffer;
  readonly reload: boolean;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** A running program. It ends when it is closed, or when this process does. */
export class Loader {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting: Waiting[] = [];
  readonly #ended: Promise<void>;

  /** `featureGates` as of kube-apiserver. */
  constructor(program: string, featureGates: string) {
    this.#child = spawn(program, ['-feature-gates', featureGates], { stdio: ['pipe', 'pipe', 'inherit'] });
    // A write to a program that ended fails too; its end is what is reported.
    this.#child.stdin.on('error', () => {});
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.#waiting.shift()?.resolve(JSON.parse(line) as Answer);
    });
    this.#ended = new Promise((resolve) => {
      const end = (): void => {
        for (const { reject } of this.#waiting.splice(0)) reject(new Error('the loader ended before it answered'));
        resolve();
      };
      this.#child.once('error', end).once('close', end);
    });
  }

  /** Several may be asked at once; answers come in the order of the questions. */
  ask({ file, reload }: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`${JSON.stringify({ file: file.toString('base64'), reload })}\n`);
    });
  }

  async close(): Promise<void> {
    this.#child.stdin.end();
    await this.#ended;
  }
}
