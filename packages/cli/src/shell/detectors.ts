// The detectors that commands use, and what reports say of them.
import type { Detector } from '@watertight/detect';
import type { RuleInfo } from '@watertight/report';

export async function detectors(): Promise<readonly Detector[]> {
  const { ALL_DETECTORS } = await import('@watertight/detect');
  return ALL_DETECTORS;
}

/** Detectors, and the places that speak for themselves. */
export async function detectorRules(): Promise<RuleInfo[]> {
  const { structuralDetectors } = await import('@watertight/sources');
  const all = [...(await structuralDetectors()), ...(await detectors())];
  return all.map(({ id, title, reference }): RuleInfo => ({
    id,
    kind: 'check',
    title,
    why: `${title}: whoever reads the text has it.`,
    references: [reference],
  }));
}
