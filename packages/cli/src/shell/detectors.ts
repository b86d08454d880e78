// The detectors that commands use, and what reports say of them.
import type { Detector, findIn } from '@watertight/detect';
import type { RuleInfo } from '@watertight/report';

type FrontDoor = Partial<Record<'ALL_DETECTORS', readonly Detector[]>> & { readonly findIn: typeof findIn };

export async function detectors(): Promise<readonly Detector[]> {
  const front: FrontDoor = await import('@watertight/detect');
  return front.ALL_DETECTORS ?? [];
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
