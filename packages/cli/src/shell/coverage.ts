// Coverage as the contract shows it, with what the engine assumed said once.
import type { Coverage, Facts } from '@watertight/engine';

const ASSUMED_AUTHORIZERS: Coverage = {
  source: 'settings',
  what: 'authorizers',
  state: 'read',
  reason: 'authorization modes are taken to be Node,RBAC; webhook and other authorizers are not modelled',
};

export function coverageOf(facts: Facts): Coverage[] {
  const entries = facts.coverage.map(({ source, what, state, reason, object, file, line }): Coverage => ({
    source,
    what,
    state,
    ...(reason !== undefined && { reason }),
    ...(object !== undefined && { object }),
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
  }));
  const version: Coverage[] =
    facts.kubernetesVersion === ''
      ? [
          {
            source: 'settings',
            what: 'kubernetes version',
            state: 'partial',
            reason: 'neither given nor found in the input; techniques that hold in some versions only are conditional',
          },
        ]
      : [];
  return [...entries, ASSUMED_AUTHORIZERS, ...version];
}
