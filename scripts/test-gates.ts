// The gates beside the tests: each is one command on the whole tree, and counts as one test.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Outcome } from './test-summary.ts';

export interface Gate {
  readonly area: string;
  readonly name: string;
  readonly command: readonly string[];
}

export const GATES: readonly Gate[] = [
  { area: 'format', name: 'oxfmt finds nothing to change', command: ['oxfmt', '--check'] },
  { area: 'lint', name: 'oxlint, type-aware, finds nothing', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { area: 'types', name: 'tsc finds nothing', command: ['tsc', '--noEmit'] },
];

/** The environment with the tree's own tools first on the path. */
export function toolsEnv(root: string): NodeJS.ProcessEnv {
  const tools = path.join(root, 'node_modules', '.bin');
  return { ...process.env, PATH: `${tools}${path.delimiter}${process.env['PATH'] ?? ''}` };
}

/** Runs a command with the tree's own tools first on the path; its output goes to ours. */
export function run(root: string, command: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  const [program = '', ...args] = command;
  const { status } = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...toolsEnv(root), ...env },
  });
  return status === 0;
}

export function runGate(root: string, gate: Gate): Outcome {
  console.log(`\n== ${gate.area}: ${gate.command.join(' ')}`);
  return { area: gate.area, name: gate.name, state: run(root, gate.command) ? 'passed' : 'failed' };
}

const INSTALL = {
  area: 'install',
  name: 'npm ci --ignore-scripts works from the lock file in a clone, and the command starts',
};

/** The path without any checkout's tools: what a newcomer's shell has. */
function barePath(): string {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.filter((folder) => !folder.endsWith(path.join('node_modules', '.bin'))).join(path.delimiter);
}

/** Clones the tree, installs it from the lock file, and starts the command there, all with the system's Node. */
export function installGate(root: string, wanted: boolean): Outcome {
  if (!wanted) return { ...INSTALL, state: 'skipped', reason: 'installs anew; only with WATERTIGHT_REQUIRE_ALL=1' };
  if (!existsSync(path.join(root, '.git'))) return { ...INSTALL, state: 'skipped', reason: 'git history is absent' };
  console.log('\n== install: npm ci --ignore-scripts in a clone');
  const folder = mkdtempSync(path.join(tmpdir(), 'watertight-install-'));
  const bare = { PATH: barePath() };
  try {
    const clone = path.join(folder, 'clone');
    const passed =
      run(root, ['git', 'clone', '--quiet', '--no-hardlinks', root, clone]) &&
      run(clone, ['npm', 'ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], bare) &&
      run(clone, ['./bin/watertight.js', 'version'], bare);
    return { ...INSTALL, state: passed ? 'passed' : 'failed' };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
