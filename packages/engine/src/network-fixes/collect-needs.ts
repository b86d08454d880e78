// Everything that is needed, from all that declares it.
import type { Facts } from '../facts/facts.ts';
import type { Resolver } from './dns-needs.ts';
import { dnsNeeds } from './dns-needs.ts';
import type { Groups } from './groups.ts';
import { distinctNeeds, endId, namespaceOfEnd } from './need.ts';
import type { Need, Needs } from './need.ts';
import type { ServiceEnds } from './service-ends.ts';
import { settingNeeds } from './setting-needs.ts';

export interface NeedSettings {
  readonly facts: Facts;
  readonly groups: Groups;
  readonly ends: ServiceEnds;
  readonly resolvers: readonly Resolver[];
  /** Namespaces that get policies. */
  readonly fixed: ReadonlySet<string>;
  readonly observed: readonly Need[];
}

/** Of which one end at least is in a namespace that gets policies. */
export function collectNeeds({ facts, groups, ends, resolvers, fixed, observed }: NeedSettings): Needs {
  const found = [settingNeeds(facts, groups, ends)];
  const all = [...dnsNeeds(resolvers, fixed), ...found.flatMap(({ needs }) => needs), ...observed];
  const needs = distinctNeeds(all.filter((need) => touches(need, fixed) && !isWithinPod(need)));
  const unknown = found.flatMap((one) => one.unknown).filter(({ namespace }) => fixed.has(namespace));
  return { needs, unknown };
}

function touches({ from, to }: Need, fixed: ReadonlySet<string>): boolean {
  return [from, to].some((end) => fixed.has(namespaceOfEnd(end) ?? '') && !(end.kind === 'group' && end.group.onHost));
}

/** A pod speaks with itself whatever the policies. */
function isWithinPod({ from, to }: Need): boolean {
  const isOne = from.kind === 'group' && from.group.pods.length === 1 && from.group.pods[0]?.isPod === true;
  return isOne && endId(from) === endId(to);
}
