// What a test may not do: be left out, bless its own answer, or depend on how fast the machine is.
import type { SourceFile } from './source-file.ts';
import { lineAt, nodes } from './walk.ts';

const RUNNERS = new Set(['test', 'it', 'describe', 'suite', 'bench']);
/** `skipIf` is allowed: it says when, and the test's name says which tool is needed. */
const LEFT_OUT = new Set(['skip', 'only', 'todo', 'fails']);
const SNAPSHOT = /^toMatch\w*Snapshot$|^toThrowError\w*Snapshot$|^toMatchScreenshot$/;
const CLOCKS = new Set(['Date.now', 'performance.now', 'process.hrtime']);

function fault(object: string, property: string): string | undefined {
  if (RUNNERS.has(object) && LEFT_OUT.has(property))
    return `${object}.${property}: a test runs, or says by a condition why not`;
  if (SNAPSHOT.test(property)) return `${property}: write the expected answer by hand`;
  if (CLOCKS.has(`${object}.${property}`)) return `${object}.${property}: no test depends on time; measure in bench/`;
  return undefined;
}

/** The name at the root of `test.each([…]).skip`: chained modifiers and calls change nothing. */
function rootName(value: unknown): string {
  const { type, name, object, callee } = value as { type: string; name?: string; object?: unknown; callee?: unknown };
  if (type === 'CallExpression') return rootName(callee);
  return type === 'MemberExpression' ? rootName(object) : (name ?? '');
}

export function testFaults(files: readonly SourceFile[]): string[] {
  const faults: string[] = [];
  for (const file of files.filter(({ isTest }) => isTest)) {
    for (const { node } of nodes(file.tree)) {
      if (node.type !== 'MemberExpression' || node['computed'] === true) continue;
      const what = fault(rootName(node['object']), String((node['property'] as { name?: string }).name));
      if (what !== undefined) faults.push(`${file.path}:${lineAt(file, node.start)}: ${what}`);
    }
  }
  return faults;
}
