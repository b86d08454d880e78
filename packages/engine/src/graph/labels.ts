// The rules that hold in this Kubernetes version, numbered: an edge that is a step carries one of these numbers.
import type { Facts } from '../facts/facts.ts';
import type { Certainty } from '../results/contract.ts';
import { Tier } from './graph.ts';
import type { TierCode } from './graph.ts';
import type { Ask, Rule, Technique } from './rule-types.ts';
import { applyAsks } from './server-side-apply.ts';
import { holdsIn } from './version.ts';

export interface Label {
  readonly technique: Technique;
  readonly rule: Rule;
  readonly tier: TierCode;
  /** True when the version is unknown and the rule holds only in some. */
  readonly versionOpen: boolean;
  /** Indexes into `RuleBook.asks`, for grant rules. */
  readonly asks: readonly number[];
}

/** All labels and all distinct asks. */
export interface RuleBook {
  readonly labels: readonly Label[];
  readonly asks: readonly Ask[];
  /** Index of an ask that creates → indexes of the two asks that creating by name takes. */
  readonly applied: ReadonlyMap<number, readonly [create: number, patch: number]>;
  /** Index of a technique's ask. */
  readonly askIndex: (technique: Technique, name: string) => number;
}

export function tierOf(certainty: Certainty): TierCode {
  return Tier[certainty];
}

export const CERTAINTIES: readonly Certainty[] = ['certain', 'conditional', 'assumed'];

/** The technique with what its `fromInput` adds. */
function extended(technique: Technique, facts: Facts): Technique {
  const more = technique.fromInput?.(facts);
  if (more === undefined) return technique;
  return { ...technique, asks: { ...technique.asks, ...more.asks }, rules: [...technique.rules, ...more.rules] };
}

export function openRuleBook(known: readonly Technique[], facts: Facts): RuleBook {
  const techniques = known.map((technique) => extended(technique, facts));
  const asks: Ask[] = [];
  const askIds = new Map<Technique, Map<string, number>>();
  for (const technique of techniques) {
    askIds.set(technique, new Map(Object.entries(technique.asks).map(([name, ask]) => [name, asks.push(ask) - 1])));
  }
  const askIndex = (technique: Technique, name: string): number => {
    const index = askIds.get(technique)?.get(name);
    if (index === undefined) throw new Error(`technique ${technique.id} has no ask ${name}`);
    return index;
  };
  const labels: Label[] = [];
  for (const technique of techniques) {
    for (const rule of technique.rules) {
      const holds = holdsIn(rule, facts.kubernetesVersion);
      if (holds === 'no' || (rule.type !== 'relation' && rule.when?.(facts) === false)) continue;
      const tier = tierOf(rule.certainty);
      labels.push({
        technique,
        rule,
        tier: holds === 'maybe' && tier === Tier.certain ? Tier.conditional : tier,
        versionOpen: holds === 'maybe',
        asks: rule.type === 'grant' ? rule.asks.map((name) => askIndex(technique, name)) : [],
      });
    }
  }
  return { labels, asks, applied: addApplied(asks), askIndex };
}

/** Appends the asks of creating by name, behind those of the techniques. */
function addApplied(asks: Ask[]): RuleBook['applied'] {
  const applied = new Map<number, readonly [number, number]>();
  asks.slice().forEach((ask, index) => {
    const parts = applyAsks(ask);
    if (parts !== undefined) applied.set(index, [asks.push(parts[0]) - 1, asks.push(parts[1]) - 1]);
  });
  return applied;
}
