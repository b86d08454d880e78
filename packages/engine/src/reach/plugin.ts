// What a network plugin's own policies are asked, whichever plugin it is.
import type { ObjectFact } from '../facts/object.ts';
import type { Direction } from '../facts/network.ts';
import type { Attempt } from './attempt.ts';
import type { Sides } from './sides.ts';
import type { Truth } from './truth.ts';

/** What the policies that every plugin knows say of the side. */
export interface Beside {
  /** Of NetworkPolicies; undefined where none isolates the pod. */
  readonly byPolicies: Truth | undefined;
  /** Whether NetworkPolicies, if any isolates the pod, leave its traffic with its own node alone. */
  readonly spareOwnNode: boolean;
  /** Outcomes of the tiers around NetworkPolicies, as bits. */
  readonly outcomes: (tier: 'admin' | 'baseline') => number;
}

/** A rule or policy that has a part in an answer. */
export interface PluginCause {
  readonly object: ObjectFact;
  readonly pointer: string;
  readonly effect: 'allows' | 'refuses' | 'opens' | 'isolates';
  /** Of what leaves the answer open: why. */
  readonly why?: string;
}

export interface PluginPolicies {
  /** Equal for classes whose own policies say the same of every other end; undefined where that hangs on the own end. */
  profileOf(podClass: number, direction: Direction): number | undefined;
  /** What becomes of a connection on the side of a pod. */
  pod(sides: Sides, attempt: Attempt, beside: Beside): Truth;
  /** The same on the side of a node. */
  node(sides: Sides, attempt: Attempt): Truth;
  /** The rules that decide, or may, on this side; those that leave it open first. */
  causes(sides: Sides, attempt: Attempt): readonly PluginCause[];
  /** Whether some policy refuses to pods of the class what no policy allows in this direction. */
  isolates(podClass: number, direction: Direction): Truth;
  /** Policies that select pods of the class, or may. */
  selecting(podClass: number): readonly ObjectFact[];
}
