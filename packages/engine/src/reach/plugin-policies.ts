// Policies of the plugin's own kinds: whom they may select is known, what they allow is not, so that they leave answers open.
import type { Facts } from '../facts/facts.ts';
import { selectorMatches } from '../facts/label-selector.ts';
import { objectId } from '../facts/object-id.ts';
import type { PluginPolicyFact } from '../facts/tier.ts';
import type { Because } from './explain.ts';
import type { Compiled } from './compile.ts';
import type { Party } from './ends.ts';
import type { Cni } from './reading.ts';

/** Policies that are named for one answer. */
const MOST_NAMED = 5;

export class PluginPolicies {
  readonly #policies: readonly PluginPolicyFact[];

  /** Those that the plugin enforces; where it is not known, all. */
  constructor(facts: Facts, cni: Cni) {
    this.#policies = facts.pluginPolicies.filter(({ plugin }) => cni === 'generic' || cni === plugin);
  }

  /** Why the parties' connection is open. */
  reasonsFor(parties: readonly Party[], compiled: Compiled): Because[] {
    if (this.#policies.length === 0) return [];
    const selecting = this.#policies.filter((policy) => parties.some((party) => maySelect(policy, party, compiled)));
    return selecting.slice(0, MOST_NAMED).map((policy) => ({
      text: `${objectId(policy)} may select one of the ends, and policies of this kind are not evaluated`,
      evidence: [{ object: policy }],
    }));
  }
}

function maySelect({ namespace, selector }: PluginPolicyFact, party: Party, { pods }: Compiled): boolean {
  if (party.kind !== 'pod') return false;
  const pod = pods.pods[party.pod];
  if (pod === undefined || (namespace !== '' && pod.namespace !== namespace)) return false;
  if (selector === undefined) return true;
  return selectorMatches(withoutSource(selector), pod.podLabels ?? new Map());
}

/** Cilium's `k8s:` and `any:` say where a label is from. */
function withoutSource({ matchLabels, matchExpressions }: NonNullable<PluginPolicyFact['selector']>) {
  const bare = (key: string): string => key.replace(/^(?:k8s|any):/, '');
  return {
    matchLabels: new Map([...matchLabels].map(([key, value]) => [bare(key), value])),
    matchExpressions: matchExpressions.map((one) => ({ ...one, key: bare(one.key) })),
  };
}
