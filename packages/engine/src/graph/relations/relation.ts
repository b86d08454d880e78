// What a relation is: pairs of nodes that facts join, and the citation of one pair.
import type { ObjectFact } from '../../facts/object.ts';
import type { ApiRequest, CallerRequest, Condition } from '../../results/contract.ts';
import type { Citation } from '../rule-types.ts';
import type { Nodes } from '../nodes.ts';
import type { World } from '../world.ts';

/** Ids of a step's ends, as the contract writes them. */
export interface Ends {
  readonly from: string;
  readonly to: string;
}

/** Why one pair is related: what to cite, and the objects that an explainer may look at. */
export interface Grounds {
  readonly evidence: readonly Citation[];
  readonly objects: readonly ObjectFact[];
  /** The pod's or object's namespace. */
  readonly namespace: string;
  /** The request that shows it, where the relation is one of rights. */
  readonly request?: ApiRequest;
  /** All of them, where there are several. */
  readonly requests?: readonly CallerRequest[];
  /** What was found, as a clause that an explainer may put into its sentence. */
  readonly detail?: string;
  /** What the found setting leaves open. */
  readonly doubts?: readonly Condition[];
}

export type Emit = (from: number | undefined, to: number | undefined) => void;

export interface Relation {
  readonly name: string;
  readonly pairs: (nodes: Nodes, emit: Emit) => void;
  /** Called only for steps that are shown; `undefined` when the pair does not hold. */
  readonly cite: (world: World, ends: Ends) => Grounds | undefined;
}
