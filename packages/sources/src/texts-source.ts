// The door to secrets in texts; what is behind it is loaded only when it is opened.
import type { ClusterSettings } from './cluster-settings.ts';
import type { DetectClusterSettings } from './detect-cluster.ts';
import type { Detected, DetectSettings } from './detect-texts.ts';
import type { RulesRead } from './imported/read-rules.ts';
import type { Structural } from './texts/structural.ts';

/** Throws `MissingInputError` before anything is read when an input does not exist; what else cannot be read is coverage. */
export async function detectTexts(inputs: readonly string[], settings: DetectSettings): Promise<Detected> {
  const texts = await import('./detect-texts.ts');
  return await texts.detectTexts(inputs, settings);
}

/** The same of a live cluster. Throws `ClusterError` where there is none to read; what cannot be read is coverage. */
export async function detectCluster(cluster: ClusterSettings, settings: DetectClusterSettings): Promise<Detected> {
  const texts = await import('./detect-cluster.ts');
  return await texts.detectCluster(cluster, settings);
}

/** What a place alone makes a finding: named in findings as detectors are. */
export async function structuralDetectors(): Promise<readonly Structural[]> {
  return (await import('./texts/structural.ts')).STRUCTURAL;
}

/** Rules in the TOML of gitleaks; what of them is not used is refused with its reason. Where the text is no TOML, the line of its fault. */
export async function importedRules(text: string): Promise<RulesRead | { readonly line: number }> {
  return (await import('./imported/read-rules.ts')).readRules(text);
}
