// `-o sarif`: a scan as one SARIF 2.1.0 run, within GitHub's limits, written result by result.
import type { ScanResult } from '@watertight/engine';
import type { ReportOptions } from '../input/options.ts';
import { bySeverity, byText, worstFindingFirst, worstPathFirst } from '../input/rank.ts';
import { encode } from '../json/encode.ts';
import { visible } from '../text/visible.ts';
import { tellApart } from './fingerprints.ts';
import { MAX_RESULTS } from './limits.ts';
import { SOURCE_BASE } from './location.ts';
import { markProperties } from './marks.ts';
import { NOTIFICATIONS, notifications } from './notifications.ts';
import { type Exposure, exposureResult, findingResult, type SarifResult } from './results.ts';
import { descriptor, type RuleSet, ruleSet } from './rules.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const RUN_BREAK = '\n      ';
const ITEM_BREAK = '\n        ';

function exposures(result: ScanResult): Exposure[] {
  const byAsset = Map.groupBy(result.paths, ({ to }) => to);
  return result.assets
    .filter(({ exposed }) => exposed)
    .map((asset) => ({ asset, paths: (byAsset.get(asset.id) ?? []).toSorted(worstPathFirst) }))
    .sort((a, b) => bySeverity(a.asset.severity, b.asset.severity) || byText(a.asset.id, b.asset.id));
}

interface Kept {
  readonly results: readonly SarifResult[];
  /** Results that were left out. */
  readonly left: number;
}

/** The worst results, exposures before findings of the same severity. */
function keptResults(result: ScanResult, rules: RuleSet): Kept {
  const findings = result.findings.filter(({ result: verdict }) => verdict === 'fail').toSorted(worstFindingFirst);
  const all = [
    ...exposures(result).map((exposure) => ({
      severity: exposure.asset.severity,
      build: () => ({ ...exposureResult(exposure, rules), ...markProperties(exposure.asset, result.accepted) }),
    })),
    ...findings.map((finding) => ({
      severity: finding.severity,
      build: () => ({ ...findingResult(finding, rules), ...markProperties(finding, result.accepted) }),
    })),
  ].sort((a, b) => bySeverity(a.severity, b.severity));
  const results = all.slice(0, MAX_RESULTS).map(({ build }) => build());
  return { results: tellApart(results), left: Math.max(0, all.length - MAX_RESULTS) };
}

function tool(options: ReportOptions, rules: RuleSet): object {
  return {
    driver: {
      name: 'Watertight',
      version: visible(options.version),
      ...(options.docsUrl !== undefined && URL.canParse(options.docsUrl) ? { informationUri: options.docsUrl } : {}),
      rules: rules.rules.map((rule) => descriptor(rule, options.docsUrl)),
      taxa: rules.techniques.map((rule) => descriptor(rule, options.docsUrl)),
      notifications: NOTIFICATIONS,
    },
  };
}

const BASES = {
  [SOURCE_BASE]: { description: { text: 'The folder that the scan was started in.' } },
};

/** A SARIF log of one run. Columns are UTF-16 units, as everywhere in the contract. */
export function* sarif(result: ScanResult, options: ReportOptions): Iterable<string> {
  const rules = ruleSet(
    options,
    result.findings.map(({ check }) => check),
    result.paths.flatMap(({ steps }) => steps.map(({ technique }) => technique)),
  );
  const { results, left } = keptResults(result, rules);
  const said = notifications(result, rules, left);
  const invocation = { executionSuccessful: true, ...(said.length === 0 ? {} : { toolExecutionNotifications: said }) };
  yield `{\n  "$schema": "${SCHEMA}",\n  "version": "2.1.0",\n  "runs": [\n    {`;
  yield `${RUN_BREAK}"tool": ${encode(tool(options, rules), undefined, RUN_BREAK)},`;
  yield `${RUN_BREAK}"invocations": ${encode([invocation], undefined, RUN_BREAK)},`;
  yield `${RUN_BREAK}"originalUriBaseIds": ${encode(BASES, undefined, RUN_BREAK)},`;
  yield `${RUN_BREAK}"columnKind": "utf16CodeUnits",${RUN_BREAK}"results": [`;
  for (const [at, one] of results.entries())
    yield `${at === 0 ? '' : ','}${ITEM_BREAK}${encode(one, undefined, ITEM_BREAK)}`;
  yield `${results.length === 0 ? '' : RUN_BREAK}]\n    }\n  ]\n}\n`;
}
