// Who can connect to a port: all classes of pods at once, each profile of policies asked once, under one reading.
import { rulePortMatches } from './attempt.ts';
import type { Attempt, End } from './attempt.ts';
import type { ClassSet } from './class-sets.ts';
import { lowerBound } from './class-sets.ts';
import type { Compiled } from './compile.ts';
import type { BlockPeer, CompiledRule, PodPeer } from './compiled-policy.ts';
import { policiesOf, sideAllows } from './decide.ts';
import { peerMatches } from './match.ts';
import type { Reading } from './reading.ts';
import { both, NO, YES } from './truth.ts';
import type { Truth } from './truth.ts';

/** A target pod as an end of its own class, with no address of its own. */
export interface Sought {
  readonly podClass: number;
  readonly attempt: Attempt;
}

/**
 * A truth for each class of pods: would its pods reach the port? Holds for pods that policies see as such and judges them by their
 * class: the own node plays no part between two pods. One answer costs a pass over the classes that may enter, and no pair of pods.
 */
export class WhoConnects {
  readonly #compiled: Compiled;
  readonly #reading: Reading;
  /** Ends of the classes, each made once. */
  readonly #ends: readonly End[];
  readonly #byBlock = new Map<BlockPeer, Uint8Array>();

  constructor(compiled: Compiled, reading: Reading) {
    this.#compiled = compiled;
    this.#reading = reading;
    this.#ends = compiled.pods.classes.map(({ addresses }, podClass): End => ({
      kind: 'pod',
      podClass,
      node: '',
      address: addresses[0],
    }));
  }

  to({ podClass, attempt }: Sought): Uint8Array {
    const target = this.#ends[podClass] as End;
    const entering = this.#entering(target, attempt);
    const leaving = new Leaving(this.#compiled, this.#reading, { target, attempt });
    for (let source = 0; source < entering.length; source++) {
      const enters = entering[source] as Truth;
      if (enters !== NO) entering[source] = both(enters, leaving.of(source, this.#ends[source] as End));
    }
    return entering;
  }

  #entering(target: End, attempt: Attempt): Uint8Array {
    const truths = new Uint8Array(this.#ends.length);
    if (!this.#compiled.tiers.isEmpty || this.#compiled.plugin !== undefined) {
      for (const [source, end] of this.#ends.entries()) truths[source] = this.#side(target, end, attempt);
      return truths;
    }
    const held = policiesOf(this.#compiled, target.podClass, 'ingress', this.#reading);
    if (held.length === 0) return truths.fill(YES);
    for (const { rules } of held)
      for (const rule of rules.ingress) if (rulePortMatches(rule.fact, attempt)) this.#mark(truths, rule);
    return truths;
  }

  #side(own: End, other: End, attempt: Attempt): Truth {
    return sideAllows({ own, other, direction: 'ingress' }, attempt, this.#compiled, this.#reading);
  }

  /** Raises the truths of a rule's peers. */
  #mark(truths: Uint8Array, rule: CompiledRule): void {
    if (rule.isForAll) {
      truths.fill(YES);
      return;
    }
    for (const peer of rule.peers) {
      if ('namespaces' in peer) this.#markPods(truths, peer);
      else raiseAll(truths, this.#ofBlock(peer));
    }
  }

  /** Which classes have an address in the block. */
  #ofBlock(peer: BlockPeer): Uint8Array {
    let truths = this.#byBlock.get(peer);
    if (truths === undefined) {
      truths = Uint8Array.from(this.#ends, (end) => peerMatches(peer, end, this.#compiled, this.#reading));
      this.#byBlock.set(peer, truths);
    }
    return truths;
  }

  #markPods(truths: Uint8Array, { pods, namespaces }: PodPeer): void {
    const { classStart, namespaces: names } = this.#compiled.pods;
    const only = typeof namespaces === 'number' ? namespaces : undefined;
    const first = only ?? 0;
    const last = only ?? names.length - 1;
    for (let namespace = first; namespace <= last; namespace++) {
      const truth = typeof namespaces === 'number' ? YES : (namespaces[namespace] as Truth);
      if (truth === NO) continue;
      markRange(truths, pods, truth, [classStart[namespace] as number, classStart[namespace + 1] as number]);
    }
  }
}

function raise(truths: Uint8Array, place: number, truth: Truth): void {
  if (truth > (truths[place] as number)) truths[place] = truth;
}

function raiseAll(truths: Uint8Array, by: Uint8Array): void {
  for (let place = 0; place < truths.length; place++) {
    const truth = by[place] as number;
    if (truth > (truths[place] as number)) truths[place] = truth;
  }
}

function markRange(truths: Uint8Array, set: ClassSet, truth: Truth, [start, end]: readonly [number, number]): void {
  if (set === undefined) {
    for (let place = start; place < end; place++) raise(truths, place, truth);
    return;
  }
  for (let at = lowerBound(set, start); at < set.length && (set[at] as number) < end; at++)
    raise(truths, set[at] as number, truth);
}

const UNASKED = 3;

/** Whether classes may leave for the target: by profile where tiers have no say, each policy asked once. */
class Leaving {
  readonly #compiled: Compiled;
  readonly #reading: Reading;
  readonly #target: End;
  readonly #attempt: Attempt;
  readonly #byProfile: Uint8Array;
  readonly #byPluginProfile = new Map<string, Truth>();
  /** What the egress rules of each policy say of the target. */
  readonly #byPolicy: Uint8Array;

  constructor(compiled: Compiled, reading: Reading, { target, attempt }: { target: End; attempt: Attempt }) {
    this.#compiled = compiled;
    this.#reading = reading;
    this.#target = target;
    this.#attempt = attempt;
    this.#byProfile = new Uint8Array(compiled.profiles.egress.policies.length).fill(UNASKED);
    this.#byPolicy = new Uint8Array(compiled.policies.length);
    const { namespace } = compiled.pods.classes[target.podClass] as Compiled['pods']['classes'][number];
    for (const peers of compiled.egressRules.matching(attempt, namespace)) {
      for (const { policy, peer } of peers) {
        if (this.#byPolicy[policy] === YES) continue;
        const truth = peer === undefined ? YES : peerMatches(peer, target, compiled, reading);
        raise(this.#byPolicy, policy, truth);
      }
    }
  }

  of(source: number, end: End): Truth {
    const { tiers, profiles, plugin } = this.#compiled;
    if (plugin !== undefined) return this.#ofPlugin(plugin.profileOf(source, 'egress'), source, end);
    if (!tiers.isEmpty) return this.#side(end);
    const profile = profiles.egress.of[source] as number;
    let truth = this.#byProfile[profile] as number;
    if (truth === UNASKED) {
      truth = this.#ofProfile(profiles.egress.policies[profile] as Int32Array);
      this.#byProfile[profile] = truth;
    }
    return truth as Truth;
  }

  #side(own: End): Truth {
    const sides = { own, other: this.#target, direction: 'egress' } as const;
    return sideAllows(sides, this.#attempt, this.#compiled, this.#reading);
  }

  /** Classes whose policies of both sorts are the same are asked once, unless a tier tells them apart. */
  #ofPlugin(ofPlugin: number | undefined, source: number, end: End): Truth {
    if (ofPlugin === undefined || !this.#compiled.tiers.isEmpty) return this.#side(end);
    const key = `${ofPlugin} ${this.#compiled.profiles.egress.of[source]}`;
    let truth = this.#byPluginProfile.get(key);
    if (truth === undefined) this.#byPluginProfile.set(key, (truth = this.#side(end)));
    return truth;
  }

  #ofProfile(policies: Int32Array): Truth {
    let isIsolated = false;
    let truth = NO as number;
    for (const number of policies) {
      if (!this.#reading.invalidIsStored && this.#compiled.policies[number]?.isValid !== true) continue;
      isIsolated = true;
      const one = this.#byPolicy[number] as number;
      if (one > truth) truth = one;
    }
    return isIsolated ? (truth as Truth) : YES;
  }
}
