// The rules of a SARIF run: every check, and one rule for exposed assets of each severity.
import type { Severity } from '@watertight/engine';
import { type ReportOptions, type RuleInfo, rulesById } from '../input/options.ts';
import { SEVERITIES } from '../input/rank.ts';
import { visible } from '../text/visible.ts';
import { MAX_TAGS } from './limits.ts';

export type Level = 'error' | 'warning' | 'note';

const LEVELS: Readonly<Record<Severity, Level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};
/** GitHub's bands: critical above 9.0, high from 7.0, medium from 4.0, low below. */
const SCORES: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  info: '0.5',
};
/** SARIF's rank, 0 to 100. */
export const RANKS: Readonly<Record<Severity, number>> = { critical: 95, high: 80, medium: 55, low: 25, info: 5 };

export function levelOf(severity: Severity): Level {
  return LEVELS[severity];
}

export function exposureRuleId(severity: Severity): string {
  return `exposed-asset-${severity}`;
}

function exposureRule(severity: Severity): RuleInfo {
  return {
    id: exposureRuleId(severity),
    kind: 'check',
    title: `Sensitive data exposed (${severity})`,
    why: 'A position that is neither one of the asset’s own consumers nor part of the control plane can read it. Each code flow is one path, step by step.',
    fix: 'Take away one step of every path; explain and the id of a path propose the exact change.',
    severity,
  };
}

function tagsOf(rule: RuleInfo): string[] {
  const maps = Object.keys(rule.maps ?? {})
    .sort()
    .flatMap((standard) => (rule.maps?.[standard] ?? []).map((item) => visible(`${standard}:${item}`)));
  return [...new Set(['security', 'kubernetes', ...maps])].slice(0, MAX_TAGS);
}

function helpUri(rule: RuleInfo, docsUrl: string | undefined): string | undefined {
  const isExposure = rule.id.startsWith('exposed-asset-');
  const page =
    docsUrl === undefined || isExposure ? undefined : `${docsUrl}/${encodeURIComponent(rule.id.toWellFormed())}`;
  return page ?? rule.references?.find((reference) => /^https:\/\/\S+$/.test(reference) && URL.canParse(reference));
}

/** A reporting descriptor. Its texts are the project's own. */
export function descriptor(rule: RuleInfo, docsUrl: string | undefined): object {
  const uri = helpUri(rule, docsUrl);
  const fix = rule.fix === undefined ? '' : `\n\nFix: ${rule.fix}`;
  const severity = rule.severity;
  return {
    id: visible(rule.id),
    name: visible(rule.id),
    shortDescription: { text: visible(rule.title) },
    fullDescription: { text: visible(rule.why) },
    ...(severity === undefined ? {} : { defaultConfiguration: { level: levelOf(severity) } }),
    ...(uri === undefined ? {} : { helpUri: uri }),
    help: { text: (rule.why + fix).split('\n').map(visible).join('\n') },
    properties: {
      tags: tagsOf(rule),
      precision: 'high',
      ...(severity === undefined ? {} : { 'security-severity': SCORES[severity] }),
    },
  };
}

export interface RuleSet {
  readonly rules: readonly RuleInfo[];
  readonly ruleIndex: ReadonlyMap<string, number>;
  readonly techniques: readonly RuleInfo[];
  readonly techniqueIndex: ReadonlyMap<string, number>;
}

function indexes(rules: readonly RuleInfo[]): ReadonlyMap<string, number> {
  return new Map(rules.map(({ id }, at) => [id, at]));
}

/** The exposure rules, the checks known and the checks that only a finding names; techniques apart, as a taxonomy of the steps. */
export function ruleSet(options: ReportOptions, checks: Iterable<string>, techniques: Iterable<string>): RuleSet {
  const known = rulesById(options);
  const named = (kind: RuleInfo['kind'], ids: Iterable<string>): RuleInfo[] =>
    [...new Set(ids)].sort().map((id) => known.get(id) ?? { id, kind, title: id, why: id });
  const ids = [...known.values()].filter(({ kind }) => kind === 'check').map(({ id }) => id);
  const rules = [...SEVERITIES.map(exposureRule), ...named('check', [...ids, ...checks])];
  const steps = named('technique', techniques);
  return { rules, ruleIndex: indexes(rules), techniques: steps, techniqueIndex: indexes(steps) };
}
