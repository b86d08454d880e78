// The tiers around NetworkPolicies: what may become of a connection in the Admin or the Baseline tier.
import { inBlock, parseBlock } from '../facts/address.ts';
import type { AddressBlock } from '../facts/address.ts';
import type { NodeFact } from '../facts/cluster.ts';
import type { Direction } from '../facts/network.ts';
import type { LabelSelector } from '../facts/object.ts';
import type { TierPeer, TierPolicyFact, TierRule } from '../facts/tier.ts';
import { mayHoldHosts } from './host-addresses.ts';
import { selects } from './label-truth.ts';
import type { Labels } from './label-truth.ts';
import { portMatches } from './attempt.ts';
import type { Attempt, End } from './attempt.ts';
import type { Pods } from './pods.ts';
import { both, either, MAYBE, NO, YES } from './truth.ts';
import type { Truth } from './truth.ts';

/** Outcomes as bits, so that several can be possible at once. */
export const ALLOWED = 1;
export const REFUSED = 2;
/** No rule of the tier decides: the next tier is asked. */
export const NEXT = 4;
/** No rule of the policy matches: the next policy is asked. */
const UNDECIDED = 8;

const OUTCOMES: Readonly<Record<TierRule['action'], number>> = { allow: ALLOWED, deny: REFUSED, pass: NEXT };

interface CompiledTierRule {
  readonly fact: TierRule;
  readonly networks: readonly (readonly (AddressBlock | undefined)[] | undefined)[];
}

interface CompiledTierPolicy {
  readonly fact: TierPolicyFact;
  readonly rules: Readonly<Record<Direction, readonly CompiledTierRule[]>>;
}

/** A rule that decides, or may. */
export interface TierMatch {
  readonly policy: TierPolicyFact;
  readonly rule: TierRule;
}

const NO_LABELS: ReadonlyMap<string, string> = new Map();

/** Policies of a tier in the order in which they are asked; those of one priority stand together. */
type Tier = readonly (readonly CompiledTierPolicy[])[];

export class Tiers {
  readonly #pods: Pods;
  readonly #namespaces: readonly Labels[];
  readonly #nodes: ReadonlyMap<string, NodeFact>;
  readonly #tiers: Readonly<Record<TierPolicyFact['tier'], Tier>>;

  constructor(
    policies: readonly TierPolicyFact[],
    pods: Pods,
    namespaces: readonly Labels[],
    nodes: readonly NodeFact[],
  ) {
    this.#pods = pods;
    this.#namespaces = namespaces;
    this.#nodes = new Map(nodes.map((node) => [node.name, node]));
    this.#tiers = { admin: ordered(policies, 'admin'), baseline: ordered(policies, 'baseline') };
  }

  get isEmpty(): boolean {
    return this.#tiers.admin.length === 0 && this.#tiers.baseline.length === 0;
  }

  /** Policies whose subjects the class’s pods are, or may be. */
  subjectOf(podClass: number): TierPolicyFact[] {
    const own: End = { kind: 'pod', podClass, node: '', address: undefined };
    return [...this.#tiers.admin, ...this.#tiers.baseline]
      .flat()
      .filter(({ fact }) => fact.subject !== undefined && this.#podsMatch(fact.subject, own) !== NO)
      .map(({ fact }) => fact);
  }

  /** Every outcome that is possible; `matches` gets the rules that bring them about. */
  outcomes(
    tier: TierPolicyFact['tier'],
    { own, other, direction }: { readonly own: End; readonly other: End; readonly direction: Direction },
    attempt: Attempt,
    matches: TierMatch[] = [],
  ): number {
    if (this.#isOnHost(own)) return NEXT;
    let found = 0;
    for (const equals of this.#tiers[tier]) {
      let isUndecided = true;
      for (const policy of equals) {
        const possible = this.#policy(policy, { own, other, direction }, attempt, matches);
        found |= possible & ~UNDECIDED;
        // Of policies with one priority, any that matches may be the one that is asked.
        if ((possible & UNDECIDED) === 0) isUndecided = false;
      }
      if (!isUndecided) return found;
    }
    return found | NEXT;
  }

  #policy(
    { fact, rules }: CompiledTierPolicy,
    { own, other, direction }: { readonly own: End; readonly other: End; readonly direction: Direction },
    attempt: Attempt,
    matches: TierMatch[],
  ): number {
    const isSubject = fact.subject === undefined ? NO : this.#podsMatch(fact.subject, own);
    if (isSubject === NO) return UNDECIDED;
    let found = 0;
    for (const rule of rules[direction]) {
      const { failsClosed, action, ports } = rule.fact;
      if (failsClosed === true && action === 'allow') continue;
      const isPort = failsClosed === true || ports === undefined || ports.some((port) => tierPort(port, attempt));
      const truth = isPort ? both(isSubject, failsClosed === true ? YES : this.#peers(rule, other)) : NO;
      if (truth === NO) continue;
      found |= failsClosed === true ? REFUSED : OUTCOMES[action];
      matches.push({ policy: fact, rule: rule.fact });
      if (truth === YES) return found;
    }
    return found | UNDECIDED;
  }

  #peers({ fact, networks }: CompiledTierRule, other: End): Truth {
    let truth: Truth = NO;
    for (const [place, peer] of fact.peers.entries()) {
      truth = either(truth, this.#peer(peer, networks[place], other));
      if (truth === YES) return truth;
    }
    return truth;
  }

  #peer(peer: TierPeer, networks: readonly (AddressBlock | undefined)[] | undefined, other: End): Truth {
    if (networks !== undefined) return inNetworks(networks, other);
    if (peer.nodes !== undefined) return this.#nodeMatches(peer.nodes, other);
    // Which addresses a name has is known nowhere in the input.
    if (peer.domainNames === true) return other.kind === 'outside' ? MAYBE : NO;
    return this.#podsMatch(peer, other);
  }

  /** Pods on the host's network are neither subjects nor peers, however the plugin sees them otherwise. */
  #podsMatch({ namespaceSelector, podSelector }: TierPeer, { kind, podClass }: End): Truth {
    if (kind !== 'pod' || namespaceSelector === undefined) return NO;
    const { namespace, labels, hostNetwork } = this.#pods.classes[podClass] as Pods['classes'][number];
    if (hostNetwork) return NO;
    const inNamespace = selects(namespaceSelector, this.#namespaces[namespace] as Labels);
    if (podSelector === undefined || inNamespace === NO) return inNamespace;
    return both(inNamespace, selects(podSelector, { known: labels, isComplete: true }));
  }

  #nodeMatches(selector: LabelSelector, other: End): Truth {
    if (other.kind === 'outside' || (other.kind === 'pod' && !this.#isOnHost(other))) return NO;
    const node = this.#nodes.get(other.node);
    return selects(selector, { known: node?.labels ?? NO_LABELS, isComplete: node !== undefined });
  }

  #isOnHost({ kind, podClass }: End): boolean {
    return kind === 'pod' && this.#pods.classes[podClass]?.hostNetwork === true;
  }
}

function inNetworks(networks: readonly (AddressBlock | undefined)[], { kind, address }: End): Truth {
  let truth: Truth = NO;
  for (const block of networks) {
    if (block === undefined) truth = MAYBE;
    else if (address === undefined) truth = kind === 'outside' || mayHoldHosts(block) ? MAYBE : truth;
    else if (inBlock(block, address)) return YES;
  }
  return truth;
}

/** A name alone has the protocol of the container's port. */
function tierPort(port: NonNullable<TierRule['ports']>[number], attempt: Attempt): boolean {
  return portMatches(port.protocol === '' ? { ...port, protocol: attempt.protocol } : port, attempt);
}

function compiledRule(fact: TierRule): CompiledTierRule {
  return { fact, networks: fact.peers.map(({ networks }) => networks?.map(parseBlock)) };
}

function ordered(policies: readonly TierPolicyFact[], tier: TierPolicyFact['tier']): Tier {
  const own = policies.filter((policy) => policy.tier === tier);
  const priorities = [...new Set(own.map(({ priority }) => priority))].toSorted((a, b) => a - b);
  return priorities.map((priority) =>
    own
      .filter((policy) => policy.priority === priority)
      .map((fact) => ({
        fact,
        rules: { ingress: fact.ingress.map(compiledRule), egress: fact.egress.map(compiledRule) },
      })),
  );
}

/** Blocks that the tiers name, and label keys of pods. */
export function askedByTiers(policies: readonly TierPolicyFact[]): {
  readonly blocks: readonly AddressBlock[];
  readonly selectors: readonly LabelSelector[];
} {
  const rules = policies.flatMap(({ ingress, egress }) => [...ingress, ...egress]);
  const peers = [...rules.flatMap((rule) => rule.peers), ...policies.flatMap(({ subject }) => subject ?? [])];
  return {
    blocks: peers
      .flatMap(({ networks }) => networks ?? [])
      .map(parseBlock)
      .filter((block) => block !== undefined),
    selectors: peers.flatMap(({ podSelector }) => podSelector ?? []),
  };
}
