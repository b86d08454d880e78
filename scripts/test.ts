// Runs everything that must hold (format, lint, types, repository rules, tests) and ends with one line of counts.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { GATES, installGate, runGate } from './test-gates.ts';
import { type Floor, floorFailures } from './test-floor.ts';
import { runTests } from './test-lanes.ts';
import { count, judge, type Outcome, summaryLines } from './test-summary.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

async function main(): Promise<void> {
  const requireAll = process.env['WATERTIGHT_REQUIRE_ALL'] === '1';
  const notRequired = (process.env['WATERTIGHT_NOT_REQUIRED'] ?? '').split(',').filter((tool) => tool !== '');
  const folder = mkdtempSync(path.join(tmpdir(), 'watertight-test-'));
  const outcomes: Outcome[] = [];
  try {
    for (const gate of GATES) outcomes.push(runGate(ROOT, gate));
    outcomes.push(...(await runTests(ROOT, folder)), installGate(ROOT, requireAll));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const floor = JSON.parse(readFileSync(path.join(import.meta.dirname, 'test-floor.json'), 'utf8')) as Floor;
  // Where tools may be absent, fewer tests run, and each one left out is named.
  if (requireAll) outcomes.push(...floorFailures(outcomes, floor));
  const judged = judge(outcomes, { requireAll, notRequired });
  console.log(`\n== summary (Node ${process.versions.node})`);
  for (const line of summaryLines(judged, floor)) console.log(line);
  if (count(judged).failed > 0) process.exitCode = 1;
}

await main();
