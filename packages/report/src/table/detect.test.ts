// The table of secrets in texts: the gravest first, what is accepted counted only, and wide with all there is.
import type { DetectFinding, DetectResult } from '@watertight/engine';
import { describe, expect, it } from 'vitest';
import { render } from '../render.ts';
import { OPTIONS } from '../testing/seed-answers.ts';

const TOKEN: DetectFinding = {
  detector: 'some-token',
  class: 'token',
  severity: 'high',
  result: 'fail',
  file: 'a.yaml',
  line: 3,
  column: 5,
  endColumn: 25,
  fingerprint: 'f1',
  length: 20,
  title: 'Some token',
  place: '/data/a',
};
const KEY: DetectFinding = { ...TOKEN, detector: 'some-key', class: 'private-key', severity: 'critical', line: 9 };
const { place: _, ...PLAIN } = TOKEN;

function result(findings: readonly DetectFinding[]): DetectResult {
  return {
    schema: 'watertight/v1',
    kind: 'detect',
    summary: { findings: { critical: 1, high: 1, medium: 0, low: 0, info: 0 } },
    coverage: [{ source: 'a.yaml', what: 'a.yaml', state: 'read', file: 'a.yaml' }],
    findings,
  };
}

function lines(shown: DetectResult, format: 'table' | 'wide'): string[] {
  return [...render(shown, format, { ...OPTIONS, color: false, width: 100 })].join('').trimEnd().split('\n');
}

describe('the table of detect', () => {
  it('has a line for each finding, the gravest first', () => {
    expect(lines(result([TOKEN, KEY]), 'table')).toEqual([
      'Secrets: 1 critical, 1 high',
      '',
      'Findings',
      '  critical  some-key    a.yaml:9:5  /data/a',
      '  high      some-token  a.yaml:3:5  /data/a',
      '',
      'Coverage',
      '  1 read, 0 in part, 0 not read',
    ]);
  });

  it('wide says what a later layer of the image deletes', () => {
    const [kept, gone] = [KEY, { ...TOKEN, deleted: true as const }];
    expect(lines(result([kept, gone]), 'wide').filter((line) => line.includes('some-'))).toEqual([
      '  critical  some-key    a.yaml:9:5  /data/a  private-key, 20 characters                      f1',
      '  high      some-token  a.yaml:3:5  /data/a  token, 20 characters, deleted by a later layer  f1',
    ]);
  });

  it('leaves out what is accepted; wide shows it, with class, length and fingerprint', () => {
    const accepted = { suppressed: { paths: 0, findings: 0 }, inBaseline: { paths: 0, findings: 1 }, stale: [] };
    const shown = { ...result([{ ...PLAIN, inBaseline: true }, KEY]), accepted };
    expect(lines(shown, 'table').filter((line) => line.includes('some-') || line.includes('not counted'))).toEqual([
      'not counted: 1 finding in the baseline; -o wide shows them',
      '  critical  some-key  a.yaml:9:5  /data/a',
    ]);
    expect(lines(shown, 'wide').filter((line) => line.includes('some-'))).toEqual([
      '  critical  some-key    a.yaml:9:5  /data/a  private-key, 20 characters  f1',
      '  high      some-token  a.yaml:3:5           token, 20 characters        f1  known from the baseline',
    ]);
  });

  it('says that nothing was found', () => {
    const none = { ...result([]), summary: { findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 } } };
    expect(lines(none, 'table')[0]).toBe('No secret found');
  });

  it('shows fifty, and says how many are left', () => {
    const many = Array.from({ length: 53 }, (__, index) => ({ ...TOKEN, line: index + 1 }));
    expect(lines(result(many), 'table')).toContain('  and 3 more findings; -o wide shows them');
    expect(lines(result(many), 'wide').filter((line) => line.includes('some-token'))).toHaveLength(53);
  });
});
