// Policies of network plugins' own kinds that are not evaluated: whose plugin may or may not be there, and whose certainly is not.
import type { Facts } from '../facts/facts.ts';
import type { ObjectFact } from '../facts/object.ts';
import { selectorMatches } from '../facts/label-selector.ts';
import { objectId } from '../facts/object-id.ts';
import type { PluginPolicyFact } from '../facts/tier.ts';
import type { Compiled } from './compile.ts';
import type { Party } from './ends.ts';
import type { Enforcer } from './enforcer.ts';
import type { Because } from './because.ts';
import { foreignPolicies } from './plugins.ts';

/** Policies that are named for one answer. */
const MOST_NAMED = 5;

export class ForeignPolicies {
  readonly #compiled: Compiled;
  readonly #idle: ReturnType<typeof foreignPolicies>;
  readonly #unevaluated: readonly PluginPolicyFact[];

  /** Where no plugin is known, the policies of all leave answers open; else those of others have no effect. */
  constructor(facts: Facts, { cni, isKnown }: Enforcer, compiled: Compiled) {
    this.#compiled = compiled;
    this.#idle = isKnown ? foreignPolicies(facts, cni) : [];
    this.#unevaluated = facts.pluginPolicies.filter(({ plugin }) => !isKnown || cni === plugin);
  }

  /** Why the parties' connection is open. */
  reasonsFor(parties: readonly Party[]): Because[] {
    const { open: plugins, pods } = this.#compiled;
    const selecting = plugins.flatMap((plugin) =>
      parties.flatMap((party) => (party.kind === 'pod' ? plugin.selecting(pods.classOf[party.pod] as number) : [])),
    );
    const open = [...new Set(selecting)].slice(0, MOST_NAMED).map((policy) => ({
      text: `${objectId(policy)} may select one of the ends, and whether its plugin is there is not known (--cni)`,
      evidence: [{ object: policy }],
    }));
    const unevaluated = this.#unevaluated.filter(({ namespace, selector }) =>
      parties.some((party) => {
        const pod = party.kind === 'pod' ? pods.pods[party.pod] : undefined;
        if (pod === undefined || (namespace !== '' && pod.namespace !== namespace)) return false;
        return selector === undefined || selectorMatches(selector, pod.podLabels ?? new Map());
      }),
    );
    const more = unevaluated.slice(0, MOST_NAMED).map((policy) => ({
      text: `${objectId(policy)} may select one of the ends, and policies of this kind are not evaluated`,
      evidence: [{ object: policy }],
    }));
    return [...open, ...more];
  }

  /** What has no effect on the parties, though it looks as if it had. */
  idleFor(parties: readonly Party[]): Because[] {
    const { pods } = this.#compiled.pods;
    const namespaces = new Set(
      parties.map((party) => (party.kind === 'pod' ? (pods[party.pod]?.namespace ?? '') : '')),
    );
    const isNear = ({ namespace }: ObjectFact): boolean => namespace === '' || namespaces.has(namespace);
    return this.#idle.flatMap(({ name, policies }) => {
      const near = policies.filter(isNear);
      const [first] = near;
      if (first === undefined) return [];
      const more = near.length > 1 ? ` and ${near.length - 1} more of its kinds have` : ' has';
      return [
        { text: `${objectId(first)}${more} no effect: ${name} does not enforce here`, evidence: [{ object: first }] },
      ];
    });
  }
}
