// Holds the tree to the table of allowed imports, and shows that the rule sees each way to break it.
import { describe, expect, test } from 'vitest';
import { importFaults } from './allowed-imports.ts';
import { fixture } from './fixture.ts';
import { sourceFiles } from './source-file.ts';

test('the tree keeps to the table', () => {
  expect(importFaults(sourceFiles())).toEqual([]);
});

describe('between packages', () => {
  test.each([
    ['sealed', "import { analyse } from '@watertight/engine';"],
    ['engine', "import type { Report } from '@watertight/report';"],
    ['engine', "const report = await import('@watertight/report');"],
    ['report', "export { read } from '@watertight/sources';"],
    ['report', "export * from '@watertight/sources';"],
    ['sources', "type Report = import('@watertight/report').Report;"],
    ['cli', "import { analyse } from '@watertight/engine/src/analyse.ts';"],
    ['cli', "import { analyse } from '../../engine/src/analyse.ts';"],
    ['cli', "import { run } from '@watertight/cli';"],
    ['cli', "import { fake } from './testing/fake.ts';"],
    ['cli', "import { serve } from '@watertight/hub';"],
    ['newcomer', 'export {};'],
  ])('%s: %s is refused', (name, text) => {
    expect(importFaults(fixture({ [`packages/${name}/src/a.ts`]: text }))).toHaveLength(1);
  });

  test.each([
    [
      'packages/detect/src/rules/a.test.ts',
      "import { sensitiveLines } from '../../../../testbed/log-corpus/corpus.ts';",
    ],
    ['testbed/log-corpus/a.ts', "import { Redactor } from '@watertight/detect';"],
    ['testbed/log-corpus/a.ts', "import { RULES } from '../../packages/detect/src/rules/all.ts';"],
  ])('%s: %s is refused', (path, text) => {
    expect(importFaults(fixture({ [path]: text }))).toHaveLength(1);
  });

  test.each([
    ['packages/engine/src/analyse.ts', "import { Sealed } from '@watertight/sealed';"],
    ['packages/cli/src/a.ts', "import { table } from '@watertight/report';"],
    ['packages/engine/src/analyse.test.ts', "import { read } from '@watertight/sources';"],
    ['packages/engine/src/testing/a.ts', "import { read } from '../kube/read.ts';"],
    ['packages/report/src/testing/a.ts', "import { read } from '@watertight/sources';"],
    ['packages/engine/src/access/a.test.ts', "import { naive } from '../../../../testbed/naive-access/naive.ts';"],
    ['testbed/log-corpus/a.test.ts', "import { Redactor } from '@watertight/detect';"],
    ['packages/sources/src/a.test.ts', "import { sensitiveLines } from '../../../testbed/log-corpus/corpus.ts';"],
    ['packages/cli/src/a.ts', "import zod from 'zod';\nimport fs from 'node:fs';"],
    ['scripts/generate.ts', "import type { Check } from '../packages/engine/src/checks/check.ts';"],
    ['packages/cli/src/a.ts', "// import { analyse } from '@watertight/engine/src/analyse.ts';"],
  ])('%s: %s passes', (path, text) => {
    expect(importFaults(fixture({ [path]: text }))).toEqual([]);
  });
});

describe('inside the engine', () => {
  test.each([
    ['facts', '../kube/read.ts'],
    ['results', '../facts/facts.ts'],
    ['kube', '../access/authorizer.ts'],
    ['access', '../graph/graph.ts'],
    ['graph', '../techniques/list.ts'],
    ['techniques', '../graph/graph.ts'],
    ['techniques', '../kube/read.ts'],
    ['checks', '../techniques/list.ts'],
    ['facts', '../analyse.ts'],
    ['checks', '../testing/facts-of.ts'],
    ['fixes', '../testing/facts-of.ts'],
    ['newcomer', '../facts/facts.ts'],
  ])('%s may not import %s', (folder, specifier) => {
    const text = `import type { X } from '${specifier}';`;
    expect(importFaults(fixture({ [`packages/engine/src/${folder}/a.ts`]: text }))).toHaveLength(1);
    expect(importFaults(fixture({ [`packages/engine/src/${folder}/a.test.ts`]: text }))).toEqual([]);
  });

  test.each([
    ['kube', '../facts/facts.ts'],
    ['access', './rule.ts'],
    ['access', '../results/contract.ts'],
    ['graph', '../access/authorizer.ts'],
    ['techniques', '../graph/rule-types.ts'],
    ['checks', '../graph/graph.ts'],
    ['fixes', '../techniques/list.ts'],
  ])('%s may import %s', (folder, specifier) => {
    expect(importFaults(fixture({ [`packages/engine/src/${folder}/a.ts`]: `import '${specifier}';` }))).toEqual([]);
  });
});

describe.each(['verifier', 'cluster'])('testbed/%s', (folder) => {
  test.each([
    "import { can } from '@watertight/engine';",
    "import { can } from '../../packages/engine/src/access/authorizer.ts';",
  ])('%s is refused', (text) => {
    expect(importFaults(fixture({ [`testbed/${folder}/step.ts`]: text }))).toHaveLength(1);
    expect(importFaults(fixture({ [`testbed/${folder}/step.test.ts`]: text }))).toEqual([]);
  });
});
