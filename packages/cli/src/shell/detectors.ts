// The detectors that commands use, and what reports say of them.
import type { Detector } from '@watertight/detect';
import type { ImportedRule } from '@watertight/sources';
import type { RuleInfo } from '@watertight/report';

export async function detectors(): Promise<readonly Detector[]> {
  const { ALL_DETECTORS } = await import('@watertight/detect');
  return ALL_DETECTORS;
}

/** Detectors, the places that speak for themselves, and the rules that the user has brought. */
export async function detectorRules(brought: readonly ImportedRule[] = []): Promise<RuleInfo[]> {
  const { structuralDetectors } = await import('@watertight/sources');
  const all = [...(await structuralDetectors()), ...(await detectors())];
  const info = (id: string, title: string, references: readonly string[]): RuleInfo => ({
    id,
    kind: 'check',
    title,
    why: `${title}: whoever reads the text has it.`,
    references,
  });
  return [
    ...all.map(({ id, title, reference }) => info(id, title, [reference])),
    ...brought.map(({ id, title }) => info(id, title, [])),
  ];
}
