// Holds each package.json to what its sources import.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { dependencyFaults, type Manifest } from './dependencies.ts';
import { fixture } from './fixture.ts';
import { ROOT, sourceFiles } from './source-file.ts';

const manifest = (file: string): Manifest => JSON.parse(readFileSync(path.join(ROOT, file), 'utf8')) as Manifest;
const shared = new Set(Object.keys(manifest('package.json').devDependencies ?? {}));
/** Tests may use any of our packages. */
for (const name of readdirSync(path.join(ROOT, 'packages'))) shared.add(`@watertight/${name}`);

test.each(readdirSync(path.join(ROOT, 'packages')))('packages/%s declares what it uses, and nothing else', (name) => {
  const files = sourceFiles().filter((file) => file.path.startsWith(`packages/${name}/src/`));
  expect(dependencyFaults(name, manifest(`packages/${name}/package.json`), files, shared)).toEqual([]);
});

test('exact versions only', () => {
  const ranges = readdirSync(path.join(ROOT, 'packages')).flatMap((name) =>
    Object.entries(manifest(`packages/${name}/package.json`).dependencies ?? {}).filter(
      ([, version]) => !/^\d/.test(version),
    ),
  );
  expect(ranges).toEqual([]);
});

describe('the rule', () => {
  const faults = (path_: string, text: string, declared: Manifest): string[] =>
    dependencyFaults('cli', declared, fixture({ [path_]: text }), new Set(['vitest']));
  test.each([
    ['packages/cli/src/a.ts', "import 'zod';", {}],
    ['packages/cli/src/a.ts', "import 'fs';", {}],
    ['packages/cli/src/a.ts', "import 'node:fs';", { dependencies: { zod: '4.0.0' } }],
    ['packages/cli/src/a.ts', "import 'vitest';", {}],
    ['packages/cli/src/a.test.ts', "import 'zod';", {}],
    ['packages/cli/src/a.test.ts', "import 'zod';", { dependencies: { zod: '4.0.0' } }],
  ])('%s: %s with %j is refused', (file, text, declared) => {
    expect(faults(file, text, declared)).toHaveLength(1);
  });
  test.each([
    ['packages/cli/src/a.ts', "import 'zod/v4';", { dependencies: { zod: '4.0.0' } }],
    ['packages/cli/src/a.ts', "import '@scope/a/b';", { dependencies: { '@scope/a': '1.0.0' } }],
    ['packages/cli/src/a.ts', "await import('zod');", { dependencies: { zod: '4.0.0' } }],
    ['packages/cli/src/a.test.ts', "import 'vitest';", {}],
  ])('%s: %s with %j passes', (file, text, declared) => {
    expect(faults(file, text, declared as Manifest)).toEqual([]);
  });
});
