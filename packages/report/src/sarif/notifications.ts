// What a SARIF run says beside its results: gaps of coverage, checks that could not be decided, and what was left out.
import type { Coverage, Finding, ScanResult } from '@watertight/engine';
import { gap } from '../text/gap.ts';
import { MAX_NOTIFICATIONS } from './limits.ts';
import { sarifLocation } from './location.ts';
import { message } from './message.ts';
import type { Level, RuleSet } from './rules.ts';

export const NOTIFICATIONS = [
  { id: 'coverage', shortDescription: { text: 'Something was not looked at.' } },
  { id: 'undecided', shortDescription: { text: 'The input does not decide a check.' } },
  { id: 'limit', shortDescription: { text: 'Something was left out of this file.' } },
];

function notification(id: string, level: Level, text: string, more: object = {}): object {
  const index = NOTIFICATIONS.findIndex((known) => known.id === id);
  return { descriptor: { id, index }, level, message: message(text), ...more };
}

function coverageNotification(entry: Coverage): object {
  const object = entry.object ?? `file:${entry.file ?? ''}`;
  const more = entry.file === undefined ? {} : { locations: [sarifLocation(object, entry)] };
  return notification(
    'coverage',
    entry.state === 'not-read' ? 'warning' : 'note',
    `${entry.state}: ${gap(entry)}`,
    more,
  );
}

/** A check that could not be decided is no alert: "cannot see" is not "fail". */
function undecided(finding: Finding, rules: RuleSet): object {
  const index = rules.ruleIndex.get(finding.check);
  return notification('undecided', 'note', `${finding.check}: ${finding.object}: ${finding.message}`, {
    ...(index === undefined ? {} : { associatedRule: { id: message(finding.check).text, index } }),
    locations: [sarifLocation(finding.object, finding.location)],
  });
}

/** `left` is the number of results that were not written. */
export function notifications(result: ScanResult, rules: RuleSet, left: number): object[] {
  const limits: object[] = [];
  if (left > 0)
    limits.push(
      notification('limit', 'warning', `${left} results of lower severity were left out; -o json has them all`),
    );
  if (result.truncated === true)
    limits.push(notification('limit', 'note', 'Only the worst paths were kept; --max-paths sets how many'));
  const missing = result.coverage.filter(({ state }) => state !== 'read').map(coverageNotification);
  const open = result.findings
    .filter(({ result: verdict }) => verdict === 'unknown')
    .map((finding) => undecided(finding, rules));
  const all = [...limits, ...missing, ...open];
  if (all.length <= MAX_NOTIFICATIONS) return all;
  const cut = all.length - MAX_NOTIFICATIONS;
  return [
    ...all.slice(0, MAX_NOTIFICATIONS),
    notification('limit', 'warning', `${cut} more notes were left out; -o json has them all`),
  ];
}
