// Policies made ready for questions: which classes each selects, who its peers are, and which classes share all policies.
import { parseBlock } from '../facts/address.ts';
import type { AddressBlock } from '../facts/address.ts';
import type { Facts } from '../facts/facts.ts';
import { isolates } from '../facts/network.ts';
import type { Direction, NetworkPolicyFact, PolicyPeer } from '../facts/network.ts';
import type { LabelSelector } from '../facts/object.ts';
import { oncePer } from '../facts/once-per.ts';
import { AddressAtoms } from './atoms.ts';
import type { CompiledPolicy } from './compiled-policy.ts';
import { findEnforcer, pluginIn } from './enforcer.ts';
import type { Labels } from './label-truth.ts';
import { labelsOfNamespace } from './namespace-labels.ts';
import type { PluginPolicies } from './plugin.ts';
import { PolicyCompiler } from './policy-compiler.ts';
import { askedByPlugins, havePluginPolicies, pluginsOf } from './plugins.ts';
import { foldPods } from './pods.ts';
import type { Pods } from './pods.ts';
import type { Cni } from './reading.ts';
import { RuleIndex } from './rule-index.ts';
import { askedByTiers, Tiers } from './tiers.ts';

/** Classes with the same list of policies have the same profile. */
export interface Profiles {
  readonly of: Int32Array;
  /** Numbers of policies, ascending. */
  readonly policies: readonly Int32Array[];
}

export interface Compiled {
  readonly pods: Pods;
  readonly namespaceLabels: readonly Labels[];
  readonly atoms: AddressAtoms;
  readonly policies: readonly CompiledPolicy[];
  readonly profiles: Readonly<Record<Direction, Profiles>>;
  readonly tiers: Tiers;
  /** Policies of the plugin's own kinds; undefined where there are none that hold. */
  readonly plugin: PluginPolicies | undefined;
  /** Those of plugins that may or may not be there. */
  readonly open: readonly PluginPolicies[];
  readonly egressRules: RuleIndex;
  /** For policies as they might have been. */
  readonly compiler: PolicyCompiler;
}

/** `cni`: whose own policies hold; `generic`: any may; absent: nobody’s. */
export function compile(facts: Facts, cni?: Cni): Compiled {
  const asked = askedByTiers(facts.tierPolicies);
  const own = askedByPlugins(facts, cni);
  const atoms = new AddressAtoms([...facts.networkPolicies.flatMap(blocksOf), ...asked.blocks, ...own.blocks]);
  const keys = [...selectorKeys(facts, asked.selectors), ...own.keys];
  const pods = foldPods(facts, { keys, hasAccounts: own.hasAccounts }, atoms);
  const namespaceLabels = pods.namespaces.map((name) => labelsOfNamespace(facts, name));
  const compiler = new PolicyCompiler(pods, namespaceLabels);
  const policies = facts.networkPolicies.map((fact) => compiler.compile(fact));
  const profiles = {
    ingress: profilesOf(policies, 'ingress', pods, compiler),
    egress: profilesOf(policies, 'egress', pods, compiler),
  };
  const tiers = new Tiers(facts.tierPolicies, pods, namespaceLabels, facts.nodes);
  const plugins = pluginsOf(facts, cni, pods, namespaceLabels);
  return {
    plugin: cni === 'generic' ? undefined : plugins[0],
    open: cni === 'generic' ? plugins : [],
    pods,
    namespaceLabels,
    atoms,
    policies,
    profiles,
    tiers,
    egressRules: new RuleIndex(policies),
    compiler,
  };
}

/** One for all checks of a cluster, made once. */
export const compiledOf = oncePer((facts: Facts) => compile(facts));

/** The same with the policies of the plugin that is found, or of any that may be there. */
export const compiledWithPlugins = oncePer((facts: Facts) => {
  const cni = pluginIn(findEnforcer(facts));
  return havePluginPolicies(facts, cni) ? compile(facts, cni) : compiledOf(facts);
});

/** Its peers as stored, and as they were meant, so that the two can be compared. */
function peersOf({ meant, ...stored }: NetworkPolicyFact): readonly PolicyPeer[] {
  return [stored, ...(meant === undefined ? [] : [meant])].flatMap(({ ingress, egress }) =>
    [...ingress, ...egress].flatMap(({ peers }) => peers),
  );
}

function blocksOf(policy: NetworkPolicyFact): AddressBlock[] {
  return peersOf(policy)
    .flatMap(({ ipBlock }) => (ipBlock === undefined ? [] : [ipBlock.cidr, ...ipBlock.except]))
    .map(parseBlock)
    .filter((block) => block !== undefined);
}

/** Label keys of pods that some selector asks for. */
function selectorKeys({ networkPolicies }: Facts, selectors: readonly LabelSelector[]): Set<string> {
  const keys = new Set<string>();
  const add = ({ matchLabels, matchExpressions }: LabelSelector): void => {
    for (const key of matchLabels.keys()) keys.add(key);
    for (const { key } of matchExpressions) keys.add(key);
  };
  for (const selector of selectors) add(selector);
  for (const policy of networkPolicies) {
    add(policy.podSelector);
    if (policy.meant !== undefined) add(policy.meant.podSelector);
    for (const { podSelector } of peersOf(policy)) if (podSelector !== undefined) add(podSelector);
  }
  return keys;
}

function profilesOf(
  policies: readonly CompiledPolicy[],
  direction: Direction,
  pods: Pods,
  compiler: PolicyCompiler,
): Profiles {
  const lists = pods.classes.map((): number[] => []);
  for (const [number, { fact }] of policies.entries()) {
    if (!isolates(fact, direction)) continue;
    for (const place of compiler.sets.inNamespace(fact.podSelector, compiler.placeOf(fact)))
      (lists[place] as number[]).push(number);
  }
  const numbers = new Map<string, number>();
  const distinct: Int32Array[] = [];
  const of = Int32Array.from(lists, (list) => {
    const key = list.join();
    let number = numbers.get(key);
    if (number === undefined) {
      number = distinct.push(Int32Array.from(list)) - 1;
      numbers.set(key, number);
    }
    return number;
  });
  return { of, policies: distinct };
}
