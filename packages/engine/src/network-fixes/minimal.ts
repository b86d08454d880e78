// Whether any part of a policy could be left out: each rule, peer and port is, in turn, and the needs are looked at again.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { Compiled } from '../reach/compile.ts';
import type { CompiledPolicy, CompiledRule } from '../reach/compiled-policy.ts';
import { DIRECTIONS } from '../facts/network.ts';
import { Ends } from '../reach/ends.ts';
import { Judge } from '../reach/judge.ts';
import { RANK } from '../reach/pairs.ts';
import type { Cni } from '../reach/reading.ts';
import type { Need } from './need.ts';
import { policyId } from './policy-manifest.ts';
import type { AnyPolicy } from './policy-manifest.ts';
import { PartyNeeds } from './party-needs.ts';
import type { Representatives } from './representatives.ts';

/** A part of a policy without which no need is lost. */
export interface Spare {
  readonly namespace: string;
  readonly text: string;
}

export interface MinimalSettings {
  /** With the policies applied, and with none that are older. */
  readonly facts: Facts;
  readonly compiled: Compiled;
  readonly cni: Cni;
  readonly representatives: Representatives;
  readonly needs: readonly Need[];
  readonly policies: readonly AnyPolicy[];
}

export function spareParts({ facts, compiled, cni, representatives, needs, policies }: MinimalSettings): Spare[] {
  const ends = new Ends(compiled, facts.nodes);
  const asked = new PartyNeeds(compiled, representatives, needs);
  const numbers = new Map(compiled.policies.map(({ fact }, at) => [objectId(fact), at]));
  const keeps = new Judge(compiled, ends, cni);
  return policies.flatMap((policy) => {
    if (policy.kind !== 'NetworkPolicy') return [];
    const number = numbers.get(policyId(policy)) as number;
    const own = compiled.policies[number] as CompiledPolicy;
    const connections = asked.of(policy, number);
    const before = connections.map((one) => RANK[keeps.judge(one).verdict]);
    return variants(own).flatMap(({ changed, text }) => {
      const judge = new Judge(withPolicy(compiled, number, changed), ends, cni);
      const isLost = connections.some((one, at) => RANK[judge.judge(one).verdict] < (before[at] as number));
      return isLost ? [] : [{ namespace: policy.metadata.namespace, text: `${policyId(policy)}: ${text}` }];
    });
  });
}

function withPolicy(compiled: Compiled, number: number, policy: CompiledPolicy): Compiled {
  return { ...compiled, policies: compiled.policies.with(number, policy) };
}

interface Variant {
  readonly changed: CompiledPolicy;
  readonly text: string;
}

/** Without each rule; of a rule with several peers or ports, without each of them. */
function variants(policy: CompiledPolicy): Variant[] {
  return DIRECTIONS.flatMap((direction) =>
    policy.rules[direction].flatMap((rule, at) => {
      const rules = (changed: readonly CompiledRule[]): CompiledPolicy => ({
        ...policy,
        rules: { ...policy.rules, [direction]: policy.rules[direction].toSpliced(at, 1, ...changed) },
      });
      const place = `/spec/${direction}/${at}`;
      return [
        { changed: rules([]), text: place },
        ...partsOf(rule).map(({ changed, text }) => ({ changed: rules([changed]), text: place + text })),
      ];
    }),
  );
}

function partsOf(rule: CompiledRule): { readonly changed: CompiledRule; readonly text: string }[] {
  const { fact, peers } = rule;
  return [
    ...(peers.length < 2
      ? []
      : peers.map((_, at) => ({ changed: { ...rule, peers: peers.toSpliced(at, 1) }, text: `/peers/${at}` }))),
    ...(fact.ports.length < 2
      ? []
      : fact.ports.map((_, at) => ({
          changed: { ...rule, fact: { ...fact, ports: fact.ports.toSpliced(at, 1) } },
          text: `/ports/${at}`,
        }))),
  ];
}
