// What `detect` found in the form of a scan's findings, so that formats and triage treat both alike.
import type { DetectFinding, DetectResult, Finding, ScanResult } from '@watertight/engine';

const DELETED = ', in a file that a later layer of the image deletes: the layer still holds it';
const FIX = 'Revoke it where it was issued, then take it out: whoever has read the text may have kept it.';

/** The finding as one of a check that is called as the detector; its object is the file. */
export function findingOfText(found: DetectFinding): Finding {
  const { detector, class: kind, severity, result, fingerprint, title, length, place, suppressed, inBaseline } = found;
  const { file, line, column, endColumn } = found;
  const where = place === undefined ? '' : ` at ${place}`;
  return {
    fingerprint,
    check: detector,
    severity,
    result,
    object: `file:${file}`,
    location: { file, line, column, endLine: line, endColumn },
    message: `${title} (${kind}, ${length} characters)${where}${found.deleted === true ? DELETED : ''}`,
    fix: { summary: FIX },
    maps: {},
    ...(suppressed !== undefined && { suppressed }),
    ...(inBaseline !== undefined && { inBaseline }),
  };
}

/** The result as a scan without assets and paths. */
export function scanOfTexts({ schema, summary, coverage, findings, accepted }: DetectResult): ScanResult {
  return {
    schema,
    kind: 'scan',
    summary: { assets: 0, exposed: 0, paths: 0, findings: summary.findings },
    coverage,
    assets: [],
    paths: [],
    findings: findings.map(findingOfText),
    ...(accepted !== undefined && { accepted }),
  };
}
