// A folder for one test, gone when the test is over.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export function scratch(): Disposable & { readonly path: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'watertight-'));
  return { path: folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
