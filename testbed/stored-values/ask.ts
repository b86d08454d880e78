// Has the API server's own transformers write or read many values, in one run of the program beside this file.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { builtGoProgram } from '../build/go-program.ts';

export const PROGRAM_FOLDER = path.join(import.meta.dirname, 'stored-values-1.37');

export interface Question {
  /** An EncryptionConfiguration. */
  readonly config: object;
  /** `secrets`, `deployments.apps`. */
  readonly resource: string;
  readonly key: string;
  readonly value: Uint8Array;
  readonly write?: true;
}

export interface Answer {
  /** Written, or read; undefined where that failed. */
  readonly value: Buffer | undefined;
  readonly stale: boolean;
  readonly error: string | undefined;
}

const OUTPUT_BYTES_MAX = 1024 * 1024 * 1024;

/** In the order of the questions. Throws where the program is not built, or ends early. */
export function askTransformers(questions: readonly Question[]): Answer[] {
  const program = builtGoProgram(PROGRAM_FOLDER);
  if (program === undefined) throw new Error('stored-values-1.37 is not built');
  const input = questions.map(({ config, resource, key, value, write = false }) => {
    const [name = '', ...group] = resource.split('.');
    const bytes = (data: string | Uint8Array): string => Buffer.from(data).toString('base64');
    const asked = {
      config: bytes(JSON.stringify(config)),
      group: group.join('.'),
      resource: name,
      key,
      value: bytes(value),
      write,
    };
    return `${JSON.stringify(asked)}\n`;
  });
  const { stdout, stderr, status } = spawnSync(program, { input: input.join(''), maxBuffer: OUTPUT_BYTES_MAX });
  if (status !== 0) throw new Error(`stored-values-1.37 ended with ${status}: ${stderr.toString('utf8')}`);
  const lines = stdout.toString('utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const { value, stale, error } = JSON.parse(line) as { value?: string; stale: boolean; error?: string };
    return { value: error === undefined ? Buffer.from(value ?? '', 'base64') : undefined, stale, error };
  });
}
