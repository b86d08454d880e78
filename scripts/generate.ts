// Writes the lists and pages that follow from the techniques and checks: `npm run generate`.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generatedFiles } from './generated-files.ts';

/** Brings a tree up to date; returns one line for each change and each source that could not be loaded. */
export async function generate(root: string): Promise<{ changes: string[]; failures: readonly string[] }> {
  const { files, obsolete, failures } = await generatedFiles(root);
  const changes: string[] = [];
  for (const [file, text] of files) {
    const absolute = path.join(root, file);
    if (existsSync(absolute) && readFileSync(absolute, 'utf8') === text) continue;
    mkdirSync(path.dirname(absolute), { recursive: true });
    writeFileSync(absolute, text);
    changes.push(`wrote ${file}`);
  }
  for (const file of obsolete) {
    rmSync(path.join(root, file));
    changes.push(`removed ${file}`);
  }
  return { changes, failures };
}

if (import.meta.main) {
  const { changes, failures } = await generate(path.resolve(import.meta.dirname, '..'));
  for (const line of changes) console.log(line);
  for (const line of failures) console.error(`could not load ${line}`);
  if (changes.length === 0) console.log('everything is up to date');
  if (failures.length > 0) process.exitCode = 1;
}
