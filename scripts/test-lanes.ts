// The two lanes of a test run, side by side: files that start API servers of their own mostly wait, all others mostly work.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, globSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TEST_FILES } from './test-files.ts';
import { toolsEnv } from './test-gates.ts';
import { count, type Outcome } from './test-summary.ts';

/** A vitest of its own, and so a shared cluster of its own: what one lane does, the other's tests cannot see. */
interface Lane {
  readonly name: string;
  readonly args: readonly string[];
}

/** True for a test file whose API servers nobody else uses, so that several such files can run at once. */
function startsItsOwn(source: string): boolean {
  return /\b(?:withOwnCluster|startCluster)\b/.test(source) && !/\bwithCluster\b/.test(source);
}

/** The test files that start API servers of their own, by their path from the root. */
function ownServerFiles(root: string): string[] {
  const files = globSync(TEST_FILES, { cwd: root }).toSorted();
  return files.filter((file) => startsItsOwn(readFileSync(path.join(root, file), 'utf8')));
}

function lanes(root: string): Lane[] {
  const own = ownServerFiles(root);
  return [
    { name: 'all others', args: own.flatMap((file) => ['--exclude', file]) },
    { name: 'own servers', args: [...own, '--max-workers=2'] },
  ];
}

/** Runs one lane; a run that leaves no report is itself a failure. */
async function runLane(root: string, lane: Lane, folder: string, output: 'inherit' | number): Promise<Outcome[]> {
  const report = path.join(folder, `${lane.name}.json`);
  const reporters = ['--reporter=default', '--reporter=./scripts/test-reporter.ts'];
  const child = spawn('vitest', ['run', ...reporters, ...lane.args], {
    cwd: root,
    stdio: ['ignore', output, output],
    env: { ...toolsEnv(root), WATERTIGHT_TEST_REPORT: report },
  });
  const status = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null)).once('exit', resolve);
  });
  const failed = (name: string): Outcome => ({ area: 'vitest', name: `${name} (${lane.name})`, state: 'failed' });
  if (!existsSync(report)) return [failed('vitest ended without a report')];
  const outcomes = JSON.parse(readFileSync(report, 'utf8')) as Outcome[];
  return status === 0 || count(outcomes).failed > 0 ? outcomes : [...outcomes, failed('vitest run')];
}

/** Runs all tests; what the second lane prints follows the first's, so that neither cuts the other's lines. */
export async function runTests(root: string, folder: string): Promise<Outcome[]> {
  const [working, waiting] = lanes(root) as [Lane, Lane];
  console.log('\n== tests: vitest run, in two lanes');
  const log = path.join(folder, 'waiting.log');
  const written = openSync(log, 'w');
  const both = await Promise.all([runLane(root, working, folder, 'inherit'), runLane(root, waiting, folder, written)]);
  closeSync(written);
  console.log(`\n== tests: ${waiting.name}`);
  process.stdout.write(readFileSync(log));
  return both.flat();
}
