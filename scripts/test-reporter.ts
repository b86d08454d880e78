// A vitest reporter that hands every test's outcome, with the reason of a skip, to scripts/test.ts as JSON.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';
import { absenceOf } from './absent-tools.ts';
import { type Outcome, skipReason } from './test-summary.ts';

/** `packages/syntax`, `testbed/verifier`, `repo-rules`: the folder that a test belongs to. */
export function areaOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  return first === 'packages' || (first === 'testbed' && !second.includes('.')) ? `${first}/${second}` : first;
}

function outcome(area: string, test: TestCase): Outcome {
  const name = `${test.module.relativeModuleId} > ${test.fullName}`;
  const result = test.result();
  if (result.state === 'skipped')
    return { area, name, state: 'skipped', reason: skipReason(name, result.note, absenceOf) };
  return { area, name, state: result.state === 'passed' ? 'passed' : 'failed' };
}

function moduleOutcomes(module: TestModule): Outcome[] {
  const area = areaOf(module.relativeModuleId.split(path.sep).join('/'));
  const outcomes = [...module.children.allTests()].map((test) => outcome(area, test));
  const broken =
    module.errors().length > 0 || [...module.children.allSuites()].some((suite) => suite.errors().length > 0);
  if (broken || (outcomes.length === 0 && module.state() !== 'skipped')) {
    outcomes.push({ area, name: `${module.relativeModuleId} (the file itself)`, state: 'failed' });
  }
  return outcomes;
}

/** Writes the outcomes to the file named by `WATERTIGHT_TEST_REPORT`. */
class OutcomeReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const file = process.env['WATERTIGHT_TEST_REPORT'];
    if (file === undefined) return;
    const outcomes = modules.flatMap(moduleOutcomes);
    for (const error of errors) outcomes.push({ area: 'vitest', name: `unhandled: ${error.message}`, state: 'failed' });
    writeFileSync(file, JSON.stringify(outcomes));
  }
}

// vitest loads a reporter given by path through its default export.
export { OutcomeReporter as default };
