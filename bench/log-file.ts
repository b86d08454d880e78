// Writes generated logs as a file, once per size and seed.
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { DATA_FOLDER } from './cluster-file.ts';
import { logLines } from './log-lines.ts';

const PART_LINES = 10_000;

export function logFile(bytes: number, seed: number): { readonly file: string; readonly bytes: number } {
  const file = path.join(DATA_FOLDER, `logs-${bytes}-seed${seed}.txt`);
  if (!existsSync(file)) {
    mkdirSync(DATA_FOLDER, { recursive: true });
    const handle = openSync(`${file}.part`, 'w');
    let part: string[] = [];
    let written = 0;
    for (const line of logLines(seed)) {
      part.push(line);
      if (part.length < PART_LINES) continue;
      written += writeSync(handle, part.join(''));
      part = [];
      if (written >= bytes) break;
    }
    closeSync(handle);
    renameSync(`${file}.part`, file);
  }
  return { file, bytes: statSync(file).size };
}
