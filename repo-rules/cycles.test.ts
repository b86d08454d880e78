// Holds the tree to imports without cycles, between files and between folders.
import { expect, test } from 'vitest';
import { cycles, fileGraph, folderGraph } from './cycles.ts';
import { fixture } from './fixture.ts';
import { sourceFiles } from './source-file.ts';

test('no cycle between files', () => {
  expect(cycles(fileGraph(sourceFiles()))).toEqual([]);
});

test('no cycle between folders', () => {
  expect(cycles(folderGraph(fileGraph(sourceFiles())))).toEqual([]);
});

test('a cycle between files is seen, also by way of a third, and of types', () => {
  const files = fixture({
    'packages/a/src/one.ts': "import './two.ts';",
    'packages/a/src/two.ts': "export * from './three.ts';",
    'packages/a/src/three.ts': "import type { One } from './one.ts';",
    'packages/a/src/four.ts': "import './one.ts';",
  });
  expect(cycles(fileGraph(files))).toEqual([
    'packages/a/src/one.ts → packages/a/src/two.ts → packages/a/src/three.ts → packages/a/src/one.ts',
  ]);
});

test('a cycle between folders is seen where no file is in one; a deeper folder is part of its parent', () => {
  const files = fixture({
    'packages/a/src/x/one.ts': "import '../y/two.ts';",
    'packages/a/src/y/two.ts': '',
    'packages/a/src/y/three.ts': "import '../x/four.ts';",
    'packages/a/src/x/four.ts': "import './deep/five.ts';",
    'packages/a/src/x/deep/five.ts': "import '../six.ts';",
    'packages/a/src/x/six.ts': '',
  });
  expect(cycles(fileGraph(files))).toEqual([]);
  expect(cycles(folderGraph(fileGraph(files)))).toEqual(['packages/a/src/x → packages/a/src/y → packages/a/src/x']);
});

test('tests and diamonds make no cycle', () => {
  const files = fixture({
    'packages/a/src/one.test.ts': "import './two.ts';",
    'packages/a/src/two.ts': "import './three.ts'; import './four.ts';",
    'packages/a/src/three.ts': "import './four.ts';",
    'packages/a/src/four.ts': '',
  });
  expect(cycles(fileGraph(files))).toEqual([]);
});
