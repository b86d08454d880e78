// Asks Kubernetes' own authorizers, through the program in authorizers/.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Question } from './worlds/asks.ts';

/** Folder of the program; `testbed/build` builds it. */
export const AUTHORIZERS_FOLDER = path.join(import.meta.dirname, 'authorizers');

/** What Kubernetes says to one question; `error` where the question could not be put to it. */
export interface Answer {
  readonly decision?: 'allow' | 'deny' | 'no-opinion';
  readonly authorizer?: string;
  readonly error?: string;
}

export interface Reply {
  /** Objects that the API server's validation refuses: they are not in the world. */
  readonly refused?: readonly string[];
  readonly answers: readonly Answer[];
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: Error) => void;
}

/** A running program. It ends when it is closed, or when this process does. */
export class Authorizers {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting: Waiting[] = [];
  readonly #ended: Promise<void>;

  constructor(program: string) {
    this.#child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
    // A write to a program that ended fails too; its end is what is reported.
    this.#child.stdin.on('error', () => {});
    createInterface({ input: this.#child.stdout }).on('line', (line) => {
      this.#waiting.shift()?.resolve(JSON.parse(line) as Reply);
    });
    this.#ended = new Promise((resolve) => {
      const end = (): void => {
        for (const { reject } of this.#waiting.splice(0))
          reject(new Error('the authorizers ended before they answered'));
        resolve();
      };
      this.#child.once('error', end).once('close', end);
    });
  }

  /** Answers in the order of the questions; the bootstrap policy is added to the objects. Several may be asked at once. */
  async ask(objects: readonly object[], requests: readonly Question[]): Promise<Reply> {
    const reply = await new Promise<Reply>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#child.stdin.write(`${JSON.stringify({ bootstrap: true, objects, requests })}\n`);
    });
    if (reply.error !== undefined) throw new Error(`the authorizers could not read the world: ${reply.error}`);
    return reply;
  }

  async close(): Promise<void> {
    this.#child.stdin.end();
    await this.#ended;
  }
}
