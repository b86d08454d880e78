// One SARIF result for each exposed asset, its paths as code flows, and one for each failed check.
import { createHash } from 'node:crypto';
import type { Asset, Finding, Path, Severity, Step } from '@watertight/engine';
import { grants, keyEvidence } from '../input/evidence.ts';
import { count, phrase } from '../text/phrase.ts';
import { claim, sentence } from '../text/sentence.ts';
import { visible } from '../text/visible.ts';
import { MAX_CODE_FLOWS, MAX_FLOW_LOCATIONS } from './limits.ts';
import { type SarifLocation, sarifLocation } from './location.ts';
import { message } from './message.ts';
import { exposureRuleId, levelOf, RANKS, type RuleSet } from './rules.ts';

const FINGERPRINT = 'watertight/v1';
const FINGERPRINT_DIGITS = 32;

/** An exposed asset with its paths, worst first. */
export interface Exposure {
  readonly asset: Asset;
  readonly paths: readonly Path[];
}

export interface SarifResult {
  readonly ruleId: string;
  readonly locations: readonly [SarifLocation];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

function head(ruleId: string, severity: Severity, rules: RuleSet): object {
  return {
    ruleId: visible(ruleId),
    ruleIndex: rules.ruleIndex.get(ruleId) ?? -1,
    kind: 'fail',
    level: levelOf(severity),
    rank: RANKS[severity],
  };
}

function flowLocation(step: Step, at: number, rules: RuleSet): object {
  const evidence =
    grants(step).find(({ file }) => file !== undefined) ?? step.evidence.find(({ file }) => file !== undefined);
  const object = evidence?.object ?? step.evidence[0]?.object ?? step.from;
  const index = rules.techniqueIndex.get(step.technique);
  const conditions = step.conditions.map(({ text }) => `; if ${text}`).join('');
  const text = `${step.technique}: ${step.because} → ${phrase(step.to)}${conditions}`;
  return {
    executionOrder: at + 1,
    importance: 'essential',
    location: sarifLocation(object, evidence, message(text).text),
    ...(index === undefined ? {} : { taxa: [{ id: visible(step.technique), index }] }),
  };
}

function codeFlows(paths: readonly Path[], rules: RuleSet): object[] {
  const flows: object[] = [];
  let left = MAX_FLOW_LOCATIONS;
  for (const path of paths.slice(0, MAX_CODE_FLOWS)) {
    if (path.steps.length === 0 || path.steps.length > left) continue;
    left -= path.steps.length;
    const about = message(`${path.id}: ${claim(path)} (${path.certainty})`);
    flows.push({
      message: about,
      threadFlows: [{ message: about, locations: path.steps.map((step, at) => flowLocation(step, at, rules)) }],
    });
  }
  return flows;
}

/** Where the asset stands; when its object is not in the input, the line of the worst path that a fix would change. */
function exposureLocation({ asset, paths }: Exposure): SarifLocation {
  const [worst] = paths;
  const at = asset.location ?? (worst === undefined ? undefined : keyEvidence(worst));
  return sarifLocation(asset.id, at);
}

export function exposureResult(exposure: Exposure, rules: RuleSet): SarifResult {
  const { asset, paths } = exposure;
  const ruleId = exposureRuleId(asset.severity);
  const [worst] = paths;
  const flows = codeFlows(paths, rules);
  // A reader may be both expected and declared; the paths kept are a lower bound.
  const others = Math.max(
    new Set(paths.map(({ from }) => from)).size,
    asset.readers.total - asset.readers.expected - asset.readers.declared,
  );
  const told = worst === undefined ? '' : ` Worst: ${sentence(worst)}.`;
  const rest = flows.length < paths.length ? ` ${flows.length} of ${paths.length} paths are shown.` : '';
  const id = createHash('sha256').update(`exposed-asset\n${asset.id}`).digest('hex').slice(0, FINGERPRINT_DIGITS);
  return {
    ...(head(ruleId, asset.severity, rules) as { ruleId: string }),
    message: message(
      `${phrase(asset.id)} can be read by ${count(others, 'position')} beyond the declared and expected ones.${told}${rest}`,
    ),
    locations: [exposureLocation(exposure)],
    ...(flows.length === 0 ? {} : { codeFlows: flows }),
    partialFingerprints: { [FINGERPRINT]: id },
    properties: { object: visible(asset.id), severity: asset.severity, paths: paths.length },
  };
}

export function findingResult(finding: Finding, rules: RuleSet): SarifResult {
  const fix = finding.fix.summary === '' ? '' : ` Fix: ${finding.fix.summary}`;
  return {
    ...(head(finding.check, finding.severity, rules) as { ruleId: string }),
    message: message(`${finding.object}: ${finding.message}${/[.!?]$/.test(finding.message) ? '' : '.'}${fix}`),
    locations: [sarifLocation(finding.object, finding.location)],
    partialFingerprints: { [FINGERPRINT]: visible(finding.fingerprint) },
    properties: { object: visible(finding.object), severity: finding.severity },
  };
}
