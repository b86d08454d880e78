// Keeps GitHub from merging results that share a line.
import type { SarifResult } from './results.ts';

/**
 * GitHub tells alerts apart by rule, file and `primaryLocationLineHash`. Its upload action computes the hash from the line's
 * text and warns about any other value, so ours is given only where the line does not tell results apart: two results of one
 * rule on one line (a JSON dump is one line), or no line at all.
 */
export function tellApart(results: readonly SarifResult[]): SarifResult[] {
  const seen = new Map<string, number>();
  for (const result of results) seen.set(lineKey(result), (seen.get(lineKey(result)) ?? 0) + 1);
  return results.map((result) => {
    const { region } = result.locations[0].physicalLocation;
    if (region !== undefined && seen.get(lineKey(result)) === 1) return result;
    const [own] = Object.values(result.partialFingerprints);
    return { ...result, partialFingerprints: { ...result.partialFingerprints, primaryLocationLineHash: `${own}:1` } };
  });
}

function lineKey({ ruleId, locations: [{ physicalLocation }] }: SarifResult): string {
  return JSON.stringify([ruleId, physicalLocation.artifactLocation.uri, physicalLocation.region?.startLine ?? 0]);
}
