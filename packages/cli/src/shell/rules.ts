// What reports say of checks and techniques, from the engine's lists.
import type { RuleInfo } from '@watertight/report';

export async function rules(): Promise<RuleInfo[]> {
  const { checks, techniques } = await import('@watertight/engine');
  return [
    ...techniques.map(({ id, title, why, fix, references }): RuleInfo => ({
      id,
      kind: 'technique',
      title,
      why,
      fix,
      references,
    })),
    ...checks.map(({ id, title, why, severity, maps, references }): RuleInfo => ({
      id,
      kind: 'check',
      title,
      why,
      severity,
      maps,
      references,
    })),
  ];
}
