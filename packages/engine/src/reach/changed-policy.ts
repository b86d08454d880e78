// A compiled cluster with one NetworkPolicy written otherwise: what it costs is the change, not the cluster.
import { isolates } from '../facts/network.ts';
import type { Direction, NetworkPolicyFact } from '../facts/network.ts';
import type { Compiled, Profiles } from './compile.ts';
import { RuleIndex } from './rule-index.ts';

/** `fact` asks for no label of pods, and for no block with pods’ addresses, that the cluster was not compiled for. */
export function withPolicy(compiled: Compiled, number: number, fact: NetworkPolicyFact): Compiled {
  const policies = compiled.policies.with(number, compiled.compiler.compile(fact));
  const old = compiled.policies[number]?.fact as NetworkPolicyFact;
  const profiles = {
    ingress: changedProfiles(compiled, number, [old, fact], 'ingress'),
    egress: changedProfiles(compiled, number, [old, fact], 'egress'),
  };
  let index: RuleIndex | undefined;
  return {
    ...compiled,
    policies,
    profiles,
    get egressRules() {
      return (index ??= new RuleIndex(policies));
    },
  };
}

/** Only classes that one of the two holds, and not the other, get another list. */
function changedProfiles(
  { compiler, profiles }: Compiled,
  number: number,
  [old, fact]: readonly [NetworkPolicyFact, NetworkPolicyFact],
  direction: Direction,
): Profiles {
  const held = (policy: NetworkPolicyFact): Set<number> =>
    new Set(isolates(policy, direction) ? compiler.sets.inNamespace(policy.podSelector, compiler.placeOf(policy)) : []);
  const before = held(old);
  const after = held(fact);
  const moved = before.symmetricDifference(after);
  const same = profiles[direction];
  if (moved.size === 0) return same;
  const of = Int32Array.from(same.of);
  const policies = [...same.policies];
  for (const place of moved) {
    const list = [...(same.policies[same.of[place] as number] as Int32Array)].filter((one) => one !== number);
    if (after.has(place)) list.push(number);
    of[place] = policies.push(Int32Array.from(list.toSorted((a, b) => a - b))) - 1;
  }
  return { of, policies };
}
