// Cilium's own policies: what they and the NetworkPolicies together say of a side of a connection.
import type { Facts } from '../../facts/facts.ts';
import type { Direction } from '../../facts/network.ts';
import type { ObjectFact } from '../../facts/object.ts';
import { selects } from '../label-truth.ts';
import type { Attempt, End } from '../attempt.ts';
import type { Labels } from '../label-truth.ts';
import type { Beside, PluginCause, PluginPolicies } from '../plugin.ts';
import { Numbers } from '../pods.ts';
import type { Pods } from '../pods.ts';
import { isOwnNode } from '../sides.ts';
import type { Sides } from '../sides.ts';
import { throughTiers } from '../through-tiers.ts';
import { both, either, MAYBE, NO, YES } from '../truth.ts';
import type { Truth } from '../truth.ts';
import { causeOf, whySelection } from './causes.ts';
import { SpecCompiler } from './compiled-spec.ts';
import type { CompiledCiliumRule, CompiledCiliumSpec } from './compiled-spec.ts';
import { selectsIdentity } from './labels.ts';
import { CiliumPeers } from './peers.ts';
import { settingsOf } from './settings.ts';
import type { CiliumSettings } from './settings.ts';
import { atMost, emptyTally, verdictOf } from './tally.ts';
import type { Tally } from './tally.ts';

interface Selecting {
  readonly spec: CompiledCiliumSpec;
  readonly truth: Truth;
}

/** Whether some of these specs puts what they select into default deny. */
function isolatedBy(selecting: readonly Selecting[], direction: Direction): Truth {
  let isolated: Truth = NO;
  for (const { spec, truth } of selecting) if (spec.fact.defaultDeny[direction]) isolated = either(isolated, truth);
  return isolated;
}

export class CiliumPolicies implements PluginPolicies {
  readonly #facts: Facts;
  readonly #settings: CiliumSettings;
  readonly #peers: CiliumPeers;
  /** For each class of pods the specs that select it, or may. */
  readonly #selecting: readonly (readonly Selecting[])[];
  readonly #ofNodes: readonly CompiledCiliumSpec[];
  readonly #profiles: Int32Array;

  constructor(facts: Facts, pods: Pods, namespaces: readonly Labels[]) {
    this.#facts = facts;
    this.#settings = settingsOf(facts);
    this.#peers = new CiliumPeers(facts, pods, namespaces, this.#settings);
    const compiler = new SpecCompiler(this.#settings.limitsLabels);
    const specs = facts.ciliumPolicies.flatMap((policy) => compiler.compile(policy));
    this.#ofNodes = specs.filter(({ fact }) => fact.nodes !== undefined);
    const lists = this.#select(specs, pods);
    this.#selecting = lists.map((list) =>
      list.map(([spec, truth]) => ({ spec: specs[spec] as CompiledCiliumSpec, truth })),
    );
    const numbers = new Numbers<string>();
    this.#profiles = Int32Array.from(lists, (list) => {
      const key = list.join(' ');
      return numbers.of(key, () => key);
    });
  }

  /** A spec with a namespace can only select classes of that one. */
  #select(specs: readonly CompiledCiliumSpec[], pods: Pods): (readonly [number, Truth])[][] {
    const lists = pods.classes.map((): [number, Truth][] => []);
    const placeOf = new Map(pods.namespaces.map((name, place) => [name, place]));
    for (const [number, { policy, endpoints, isValid }] of specs.entries()) {
      if (endpoints === undefined) continue;
      const place = policy.namespace === '' ? undefined : placeOf.get(policy.namespace);
      if (policy.namespace !== '' && place === undefined) continue;
      const first = place === undefined ? 0 : (pods.classStart[place] as number);
      const end = place === undefined ? lists.length : (pods.classStart[place + 1] as number);
      for (let podClass = first; podClass < end; podClass++) {
        if (pods.classes[podClass]?.hostNetwork === true) continue;
        const truth = selectsIdentity(endpoints, this.#peers.identityOf(podClass));
        if (truth !== NO) lists[podClass]?.push([number, isValid ? truth : MAYBE]);
      }
    }
    return lists;
  }

  profileOf(podClass: number): number {
    return this.#profiles[podClass] as number;
  }

  /** https://docs.cilium.io/en/stable/security/policy/intro/#policy-enforcement-modes */
  isolates(podClass: number, direction: Direction): Truth {
    const { enforcement } = this.#settings;
    if (enforcement !== 'default') return enforcement === 'always' ? YES : NO;
    return isolatedBy(this.#selecting[podClass] ?? [], direction);
  }

  selecting(podClass: number): readonly ObjectFact[] {
    return (this.#selecting[podClass] ?? []).map(({ spec }) => spec.policy);
  }

  pod(sides: Sides, attempt: Attempt, beside: Beside): Truth {
    const { byPolicies, outcomes } = beside;
    if (this.#settings.enforcement === 'never') return YES;
    const tally = this.#tally(this.#selecting[sides.own.podClass] ?? [], sides, attempt);
    const ownIsolates = tally.isolated;
    if (byPolicies !== undefined) {
      tally.isolated = YES;
      tally.allowed = either(tally.allowed, byPolicies);
    }
    if (this.#settings.enforcement === 'always') tally.isolated = YES;
    const isolatesNone = tally.isolated === NO && verdictOf(tally) === YES;
    const truth = throughTiers(outcomes, isolatesNone ? undefined : verdictOf(tally));
    const held = this.#settings.enforcement === 'always' && byPolicies === undefined ? YES : ownIsolates;
    return this.#besideOwnNode(truth, sides, tally, { ownIsolates: held, beside });
  }

  /**
   * The pod's own node gets at it whatever is allowed, unless Cilium is told otherwise; the other way, Cilium asks its own policies.
   * https://docs.cilium.io/en/stable/security/policy/language/#access-to-from-local-host
   */
  #besideOwnNode(
    truth: Truth,
    { own, other, direction }: Sides,
    { denied }: Tally,
    { ownIsolates, beside }: { readonly ownIsolates: Truth; readonly beside: Beside },
  ): Truth {
    const exempt = isOwnNode(own, other);
    const isSpared =
      direction === 'ingress' ? this.#settings.allowsLocalhost : ownIsolates === NO && beside.spareOwnNode;
    if (exempt === NO || !isSpared || (direction === 'egress' && denied === YES)) return truth;
    if (exempt === MAYBE) return either(MAYBE, truth);
    return denied === NO ? either(MAYBE, throughTiers(beside.outcomes, YES)) : MAYBE;
  }

  /** Policies of nodes count where the host firewall is on. https://docs.cilium.io/en/stable/security/host-firewall/ */
  node(sides: Sides, attempt: Attempt): Truth {
    const { hostFirewall, enforcement } = this.#settings;
    if (hostFirewall === false || enforcement === 'never' || isOwnNode(sides.own, sides.other) === YES) return YES;
    const truth = verdictOf(this.#tally(this.#ofNode(sides.own), sides, attempt));
    return hostFirewall === true && sides.other.kind !== 'pod' ? truth : either(MAYBE, truth);
  }

  #ofNode({ node }: End): Selecting[] {
    if (this.#ofNodes.length === 0) return [];
    const fact = this.#facts.nodes.find(({ name }) => name === node);
    return this.#ofNodes.flatMap((spec) => {
      const labels = { known: fact?.labels ?? new Map<string, string>(), isComplete: fact !== undefined };
      const truth = spec.fact.nodes === undefined ? NO : selects(spec.fact.nodes, labels);
      return truth === NO ? [] : [{ spec, truth: spec.isValid ? truth : MAYBE }];
    });
  }

  #tally(selecting: readonly Selecting[], sides: Sides, attempt: Attempt): Tally {
    const tally = emptyTally();
    tally.isolated = isolatedBy(selecting, sides.direction);
    for (const { spec, truth } of selecting)
      for (const rule of spec.rules[sides.direction]) this.#count(tally, rule, { truth, sides, attempt });
    return tally;
  }

  #count(
    tally: Tally,
    rule: CompiledCiliumRule,
    { truth, sides, attempt }: { readonly truth: Truth; readonly sides: Sides; readonly attempt: Attempt },
  ): void {
    const { action, conditions, requires } = rule.fact;
    if (requires === true) tally.narrowed = either(tally.narrowed, truth);
    const matches = both(truth, this.#peers.rule(rule, sides, attempt));
    if (matches === NO) return;
    const isConditional = conditions.some((field) => field !== 'authentication');
    const held = isConditional ? atMost(matches, MAYBE) : matches;
    if (action === 'deny') {
      tally.denied = either(tally.denied, held);
      return;
    }
    tally.allowed = either(tally.allowed, held);
    if (isConditional) tally.filtered = either(tally.filtered, matches);
    if (conditions.includes('authentication')) tally.authenticated = either(tally.authenticated, matches);
  }

  causes(sides: Sides, attempt: Attempt): readonly PluginCause[] {
    const { own, direction } = sides;
    const selecting = own.kind === 'pod' ? (this.#selecting[own.podClass] ?? []) : this.#ofNode(own);
    return selecting.flatMap(({ spec, truth }): PluginCause[] => {
      const causes = spec.rules[direction].flatMap((rule) => {
        const matches = both(truth, this.#peers.rule(rule, sides, attempt));
        return matches === NO && rule.fact.requires !== true ? [] : [causeOf(spec, rule, matches)];
      });
      const { policy: object, fact } = spec;
      const whole: PluginCause[] =
        truth === MAYBE ? [{ object, pointer: fact.pointer, effect: 'opens', why: whySelection(spec) }] : [];
      if (!fact.defaultDeny[direction]) return causes;
      return [...causes, ...whole, { object, pointer: fact.pointer, effect: 'isolates' }];
    });
  }
}
