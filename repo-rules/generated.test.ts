// The lists and pages are what `npm run generate` would write now.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { generatedFiles } from '../scripts/generated-files.ts';
import { ROOT } from './source-file.ts';

test('generated files are up to date: run npm run generate', async () => {
  const { files, obsolete, failures } = await generatedFiles(ROOT);
  const stale = [...files].filter(([file, text]) => {
    const absolute = path.join(ROOT, file);
    return !existsSync(absolute) || readFileSync(absolute, 'utf8') !== text;
  });
  expect({ stale: stale.map(([file]) => file), obsolete, failures }).toEqual({ stale: [], obsolete: [], failures: [] });
});
