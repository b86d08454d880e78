// What a rule of Calico's has to do with an answer, in words.
import type { PluginCause } from '../plugin.ts';
import { YES } from '../truth.ts';
import type { Truth } from '../truth.ts';
import type { CompiledCalicoPolicy, CompiledCalicoRule } from './compiled-policy.ts';

function whyOpen({ isValid }: CompiledCalicoPolicy, { fact, source, destination }: CompiledCalicoRule): string {
  if (!isValid) return 'Calico refuses the policy, as it stands';
  if (fact.http === true) return '`http` lets only some requests through';
  if (source.fact.services === true || destination.fact.services === true) return '`services` is not evaluated';
  if (source.fact.ports !== undefined || source.fact.notPorts !== undefined)
    return 'from which port a connection comes is not known';
  if (source.notNets !== undefined || destination.notNets !== undefined)
    return 'what `notNets` means for the other family of addresses is documented otherwise than done, or an address is not known';
  return 'a label or an address that it asks for is not in the input';
}

const EFFECTS = { allow: 'allows', deny: 'refuses', pass: 'isolates', log: 'isolates' } as const;

export function causeOf(policy: CompiledCalicoPolicy, rule: CompiledCalicoRule, truth: Truth): PluginCause {
  const { action, pointer } = rule.fact;
  if (truth === YES && policy.isValid) return { object: policy.fact, pointer, effect: EFFECTS[action] };
  return { object: policy.fact, pointer, effect: 'opens', why: whyOpen(policy, rule) };
}
