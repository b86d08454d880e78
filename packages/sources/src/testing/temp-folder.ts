// A folder of its own for each test, removed afterwards.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface TempFolder {
  readonly path: string;
  /** Writes files by their path below the folder. */
  readonly put: (files: Readonly<Record<string, string | Uint8Array>>) => void;
  readonly remove: () => void;
}

export function tempFolder(): TempFolder {
  const path = mkdtempSync(join(tmpdir(), 'watertight-'));
  const put: TempFolder['put'] = (files) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), content);
    }
  };
  return { path, put, remove: () => rmSync(path, { recursive: true, force: true }) };
}
